import gzip
import io
import tarfile
import time
import zipfile

import made_files
import pytest
from made_files import BODY, LEAD

from dateline import read
from dateline.errors import ReadError
from dateline.model import Problem
from dateline.run import create_project

FILES = {"b/two.txt": BODY.encode(), "a/one.html": b"", ".git/x.txt": b"hidden", "a/style.css": b"p {}", "__MACOSX/a.txt": b"x"}


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            packed.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("a/link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    return out.getvalue()


PACKERS = {"zip": made_files.zipped, "tar": tarred, "tar.gz": lambda files: tarred(files, "w:gz")}


@pytest.mark.parametrize("kind", PACKERS)
def test_members_are_read_as_files_are(tmp_path, page, kind):
    path = tmp_path / f"pack.{kind}"
    path.write_bytes(PACKERS[kind](FILES | {"a/one.html": page().encode(), "c/report.pdf": made_files.pdf([(60, 700, LEAD)])}))
    found = {item.name: item for item in read.files([path])}
    assert list(found) == [f"{path}/b/two.txt", f"{path}/a/one.html", f"{path}/c/report.pdf"]
    assert found[f"{path}/b/two.txt"].original == BODY.encode()
    assert [item.media_type for item in found.values()] == ["text/plain", "text/html", "application/pdf"]


def test_archives_in_archives(read_bytes):
    inner = made_files.zipped({"deep.txt": LEAD.encode()})
    assert [doc.text for doc in read_bytes(made_files.zipped({"in.zip": inner}), "out.zip")] == [LEAD]
    assert [doc.text for doc in read_bytes(tarred({"in.zip": inner}, "w:gz"), "out.tgz")] == [LEAD]


def test_a_single_file_in_gzip(read_bytes):
    (doc,) = read_bytes(gzip.compress(b'{"id": "w-1", "text": "Five killed in Gao."}\n'), "wire.jsonl.gz")
    assert doc.id == "w-1"


def test_one_broken_member_leaves_the_others(read_bytes):
    data = bytearray(made_files.zipped({"a.txt": LEAD.encode() * 50, "b.txt": BODY.encode()}))
    data[60] ^= 255
    found = read_bytes(bytes(data), "pack.zip")
    assert found[0] == "file-broken"
    assert found[1].text == BODY


@pytest.mark.parametrize("n_bytes", [20, 100, 150])
def test_archives_that_were_cut_off(read_bytes, n_bytes):
    for kind, pack in PACKERS.items():
        found = read_bytes(pack({"a.txt": LEAD.encode(), "b.txt": BODY.encode()})[:n_bytes], f"pack.{kind}")
        assert found
        assert {item for item in found if isinstance(item, str)} <= {"file-broken", "file-binary", "archive-empty", "text-empty"}


def test_bombs_are_refused_at_once(tmp_path):
    zeros = b"a" * 50_000_000
    bomb = made_files.zipped({f"{n}.txt": zeros for n in range(9)})
    path = tmp_path / "bomb.zip"
    path.write_bytes(bomb)
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(zeros))
    start_s = time.monotonic()
    codes = {item.code for item in read.files([path, tmp_path / "bomb.txt.gz"]) if isinstance(item, Problem)}
    assert codes == {"file-too-large", "archive-bomb"}
    assert time.monotonic() - start_s < 5


def test_nesting_without_end_is_refused(read_bytes):
    data = LEAD.encode()
    for _ in range(9):
        data = made_files.zipped({"in.zip" if data[:2] == b"PK" else "a.txt": data})
    assert read_bytes(data, "deep.zip") == ["archive-nested"]


def test_locked_and_empty_archives(read_bytes):
    data = bytearray(made_files.zipped({"a.txt": LEAD.encode()}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert read_bytes(bytes(data), "locked.zip") == ["file-locked"]
    assert read_bytes(made_files.zipped({}), "empty.zip") == ["archive-empty"]
    assert read_bytes(tarred({}), "empty.tar") == ["archive-empty"]


def test_names_that_climb_out_are_only_names(tmp_path):
    path = tmp_path / "pack.zip"
    path.write_bytes(made_files.zipped({"../../out.txt": LEAD.encode()}))
    (found,) = read.files([path])
    assert found.document.text == LEAD
    assert not (tmp_path.parent / "out.txt").exists()


def test_adding_an_archive_goes_on_where_it_was_stopped(tmp_path):
    path = tmp_path / "pack.tar.gz"
    path.write_bytes(tarred({f"{n}.txt": f"{LEAD} Report {n}.".encode() for n in range(250)}, "w:gz"))

    def stopped():
        for n, item in enumerate(read.files([path])):
            if n == 130:
                raise KeyboardInterrupt
            yield item

    with create_project(tmp_path / "karsa") as project:
        with pytest.raises(KeyboardInterrupt):
            project.add_readings(stopped())
        assert len(project.store.documents) == 100
        result = project.add([path])
        assert (result.added, result.already, result.problems) == (150, 100, ())
        assert len(project.store.documents) == 250


def test_document_takes_a_single_file_not_an_archive():
    assert read.document(made_files.docx(f"<w:p><w:r><w:t>{LEAD}</w:t></w:r></w:p>")).text == LEAD
    with pytest.raises(ReadError, match=r"documents-several.*read\.files"):
        read.document(made_files.zipped({"a.txt": LEAD.encode()}))


def test_a_zip_that_lists_one_member_many_times_over(read_bytes):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", b"a" * 15_000_000)
        for n in range(60):
            info = zipfile.ZipInfo(f"{n}.txt")
            first = packed.infolist()[0]
            info.header_offset, info.CRC, info.compress_type = first.header_offset, first.CRC, first.compress_type
            info.compress_size, info.file_size = first.compress_size, first.file_size
            packed.filelist.append(info)
            packed.NameToInfo[info.filename] = info
    assert "file-broken" in read_bytes(out.getvalue(), "overlap.zip")
