"""Adding a WARC file that is killed again and again, and goes on: nothing lost, nothing twice.

`python -m benchmarks.resume --pages 10000`: one JSON object on the last line. The pages are invented. `dateline add` is started on the whole
file, killed (SIGKILL) after a random part of the time that it needs, and started again, until it has been killed as often as wanted; then it
is left to end. After each kill the database is opened: what was told as stored must be there, and no page twice.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.run import create_project

_PLACES = ("Gao", "Ansongo", "Mopti", "Kidal", "Goma", "Bunia", "Kano", "Maiduguri", "Sabha", "Ubari")
_ACTS = (
    "shelled the market",
    "fired on a bus",
    "burned two shops",
    "held up a convoy",
    "searched the old quarter",
    "abducted a trader",
)
_SPEAKERS = (
    "residents said",
    "the governor's office said",
    "a hospital doctor said",
    "the army said",
    "a monitor wrote",
    "police confirmed",
)


def page(number: int) -> bytes:
    """An invented page of news, unlike every other."""
    chance = random.Random(number)  # noqa: S311 - invents pages, no secret
    place, act, speaker = (chance.choice(words) for words in (_PLACES, _ACTS, _SPEAKERS))
    title = f"Report {number}: gunmen in {place}"
    told = f"Gunmen {act} in {place} on Tuesday, killing {chance.randint(1, 30)} people, {speaker}. It was incident {number} of this list."
    more = [
        f"Paragraph {n} of report {number}: the road to {chance.choice(_PLACES)} was closed for {chance.randint(2, 48)} hours, and {chance.randint(3, 90)} "
        f"families left for {chance.choice(_PLACES)}, {chance.choice(_SPEAKERS)}."
        for n in range(4)
    ]
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (told, *more))
    head = f'<title>{title}</title><meta property="article:published_time" content="2026-03-{1 + number % 28:02d}">'
    return f"<html><head>{head}</head><body><nav><a href=/>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>".encode()


def address(number: int) -> str:
    """The address of an invented page."""
    return f"https://karsapost.example/news/{number}"


def write_warc(file: Path, n_pages: int) -> None:
    """A WARC file of invented pages, a gzip member a record."""
    with file.open("wb") as out:
        for record in _records(n_pages):
            out.write(gzip.compress(record, 1))


def _records(n_pages: int) -> Iterator[bytes]:
    for number in range(n_pages):
        data = page(number)
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s" % (len(data), data)
        heads = (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\nWARC-Target-URI: {address(number)}\r\n"
            f"WARC-Date: 2026-03-30T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        yield heads.encode() + block + b"\r\n\r\n"


def counted(database: Path) -> tuple[int, int]:
    """Documents in the database, and their different addresses."""
    with sqlite3.connect(database) as connection:
        found: tuple[int, int] = connection.execute("SELECT count(*), count(DISTINCT url) FROM documents").fetchone()
    return found


def measure(n_pages: int, n_kills: int, folder: Path, seed: int = 7) -> dict[str, object]:
    """What was there after each kill, and at the end.

    Args:
        n_pages: pages of the file.
        n_kills: how often adding is killed.
        folder: where file and project are made.
        seed: of the moments.
    """
    chance = random.Random(seed)  # noqa: S311 - chooses moments, no secret
    file, project = folder / "crawl.warc.gz", folder / "karsa"
    write_warc(file, n_pages)
    create_project(project).close()
    command = [str(Path(sys.executable).with_name("dateline")), "add", str(file), "--project", str(project), "--json"]
    after: list[int] = []
    last = 0
    while len(after) < n_kills:
        run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        aim = last + chance.randint(1, max(1, (n_pages - last) // 2))
        while run.poll() is None and counted(project / "karsa.db")[0] < aim:
            time.sleep(chance.uniform(0.001, 0.1))
        run.kill()
        run.communicate()
        n, distinct = counted(project / "karsa.db")
        if n != distinct or n < last:
            raise SystemExit(f"after kill {len(after) + 1}: {n} documents of {distinct} addresses, {last} before")
        after.append(n)
        last = n
    began_s = time.monotonic()
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    told = json.loads(ended.stdout)
    n, distinct = counted(project / "karsa.db")
    return {
        "pages": n_pages,
        "stored_after_kills": after,
        "added_at_last": told["added"],
        "already_at_last": told["already"],
        "documents": n,
        "addresses": distinct,
        "lost": n_pages - distinct,
        "twice": n - distinct,
        "seconds_of_the_last": round(time.monotonic() - began_s, 1),
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000, help="pages of the file")
    parser.add_argument("--kills", type=int, default=5, help="how often adding is killed")
    parser.add_argument("--json", action="store_true", help="accepted for uniformity; the last line is JSON in any case")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        print(json.dumps({"benchmark": "resume", **measure(given.pages, given.kills, Path(folder))}))


if __name__ == "__main__":
    main()
