import io
import os
import re
import signal
import subprocess
import sys
from datetime import UTC, date, datetime

import made_files
import pytest

from dateline import read
from dateline.model import Problem
from dateline.read.formats import readings
from dateline.run import open_project

URL = "https://karsapost.example/news/ruwan-tofa"


def crawl(page):
    article = page().encode()
    return [
        (URL, "200 OK", "text/html; charset=utf-8", article),
        ("https://karsapost.example/", "200 OK", "text/html", b"<html><body><a href=/a>Sport</a></body></html>"),
        ("https://karsapost.example/a.css", "200 OK", "text/css", b"p {}"),
        ("https://karsapost.example/old", "301 Moved", "text/html", article),
        ("https://karsapost.example/sitrep.pdf", "200 OK", "application/pdf", made_files.pdf([(60, 700, made_files.LEAD)])),
    ]


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc", "crawl"])
def test_pages_are_read_and_the_rest_is_counted(tmp_path, page, name):
    (tmp_path / name).write_bytes(made_files.warc(crawl(page), packed=name.endswith("gz")))
    article, report, told = read.files([tmp_path / name])
    assert article.document.url == URL
    assert article.document.published == date(2026, 3, 4)
    assert article.document.retrieved_at == datetime(2026, 3, 5, 8, tzinfo=UTC)
    assert article.original == page().encode()
    assert report.media_type == "application/pdf"
    assert (told.code, told.what) == ("warc-no-articles", "1 of 3 pages hold no article")


def test_a_wacz_is_read_without_its_indexes(tmp_path, page):
    wacz = {
        "datapackage.json": b"{}",
        "pages/pages.jsonl": b'{"format": "x"}',
        "archive/a.warc.gz": made_files.warc(crawl(page)),
        "indexes/i.cdx.gz": b"x",
    }
    (tmp_path / "a.wacz").write_bytes(made_files.zipped(wacz))
    found = list(read.files([tmp_path / "a.wacz"]))
    assert [item.code if isinstance(item, Problem) else item.document.url for item in found] == [
        URL,
        "https://karsapost.example/sitrep.pdf",
        "warc-no-articles",
    ]


def test_archives_without_pages_and_broken_ones(read_bytes, page):
    assert read_bytes(made_files.warc(crawl(page)[2:4]), "a.warc.gz") == ["warc-empty"]
    whole = made_files.warc(crawl(page))
    found = read_bytes(whole[: len(whole) // 2], "b.warc.gz")
    assert found[-1] in {"file-broken", "warc-no-articles", "warc-empty"}


def test_an_archive_of_many_pages_goes_on_after_kill_9_without_loss_or_double(tmp_path, page):
    pages = [
        (
            f"https://karsapost.example/{n}",
            "200 OK",
            "text/html",
            page(title=f"Raid {n}").replace("news/ruwan-tofa", str(n)).encode(),
        )
        for n in range(250)
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(made_files.warc(pages))
    code = "import sys, dateline.run as r; p = r.create_project(sys.argv[1]); p.add([sys.argv[2]], progress=lambda _: print('stored', flush=True))"
    arguments = [sys.executable, "-c", code, str(tmp_path / "karsa"), str(tmp_path / "crawl.warc.gz")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"stored\n"
        os.kill(process.pid, signal.SIGKILL)
    with open_project(tmp_path / "karsa") as project:
        before = len(project.store.documents)
        assert 100 <= before < 250
        result = project.add([tmp_path / "crawl.warc.gz"])
        assert (result.added, result.already) == (250 - before, before)
        assert {doc.url for doc in project.store.documents} == {url for url, *_ in pages}


def test_record_of_wrong_length_is_a_problem_and_no_line_on_stderr(capsys):
    page = f"<article><h1>x</h1><p>{made_files.LEAD}</p><p>{made_files.BODY}</p><p>{made_files.LAST}</p></article>".encode()
    records = [(f"https://karsapost.example/{n}", "200 OK", "text/html", page) for n in range(2)]
    whole = made_files.warc(records, packed=False)
    length = re.search(rb"Content-Length: (\d+)", whole)
    broken = whole[: length.start(1)] + b"%d" % (int(length[1]) - 40) + whole[length.end(1) :]
    found = list(readings(io.BufferedReader(io.BytesIO(broken)), "a.warc"))
    assert "warc-damaged" in [one.code for one in found if isinstance(one, Problem)]
    assert capsys.readouterr() == ("", "")
