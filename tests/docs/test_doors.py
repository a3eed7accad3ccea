"""The commands of the guide to every way in give what the guide says."""

import io
import re
import shlex
import shutil
import sys
from pathlib import Path
from unittest import mock

from dateline.cli.app import run
from dateline.read.fetch import Answer, Fetcher

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "doors-in.md"
SAMPLES = ROOT / "examples" / "doors"
SERVED = {"jibia": ("page.html", "text/html"), "rss": ("feed.rss", "application/rss+xml")}
_BLOCK = re.compile(r"(?<=^```\n)\$ .*?(?=^```$)", re.MULTILINE | re.DOTALL)
_CLOCK = re.compile(r"^\d\d:\d\d  ", re.MULTILINE)


def typed(line):
    """What a command prints, on stdout and stderr together."""
    words = shlex.split(line)
    assert words[0] == "dateline", line
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with mock.patch.multiple(sys, stdout=out, stderr=out, stdin=io.TextIOWrapper(io.BytesIO(), "utf-8")):
        run(words[1:])
    return _CLOCK.sub("09:30  ", out.buffer.getvalue().decode())


def played(block):
    """The block with the output of its commands as they are now."""
    lines = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{line}\n{typed(line[2:])}" for line in lines)


def invented_web(patch):
    """Has samples fetched from the addresses of an outlet that there is not; all other addresses are asked as ever."""
    ask, check = Fetcher.get, Fetcher.check

    def get(self, url, **known):
        if "://karsapost.example/" not in url:
            return ask(self, url, **known)
        kind = SERVED.get(url.rpartition("/")[2])
        if kind is None:
            return Answer(url=url, status=404)
        name, media_type = kind
        if known.get("etag") == f'"{name}"':
            return Answer(url=url, status=304)
        return Answer(url=url, status=200, data=(SAMPLES / name).read_bytes(), media_type=media_type, etag=f'"{name}"')

    patch(Fetcher, "get", get)
    patch(Fetcher, "check", lambda self, url: None if "://karsapost.example/" in url else check(self, url))


def test_commands_of_the_guide_give_what_it_says(tmp_path, monkeypatch):
    shutil.copytree(SAMPLES, tmp_path / "doors")
    monkeypatch.chdir(tmp_path)
    invented_web(monkeypatch.setattr)
    blocks = _BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    assert len(blocks) > 10
    for block in blocks:
        assert played(block) == block


def test_every_sample_is_used_and_told():
    guide = PAGE.read_text(encoding="utf-8")
    for file in SAMPLES.iterdir():
        assert f"doors/{file.name}" in guide, file.name
