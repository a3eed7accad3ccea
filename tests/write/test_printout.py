import re
from html.parser import HTMLParser

import pytest

from dateline.write.picture import Dot, draw
from dateline.write.printout import (
    Anchor,
    Heading,
    Items,
    Link,
    Marked,
    Note,
    Paragraph,
    Picture,
    Printout,
    Quotation,
    Refs,
    Strong,
    Table,
)
from dateline.write.printout_html import html
from dateline.write.printout_markdown import markdown

HARD = '<script>alert(1)</script> & "x" | *a* _b_ [c](http://d) `e` #f \\ \u200fكانو\u200f'
WHOLE = Printout(
    title=HARD,
    lead="# no heading",
    parts=(
        Heading(HARD),
        Paragraph((HARD, Strong("strong "), Refs((1,)))),
        Paragraph(("1. no list",)),
        Items((("- no item",), (Link("page", "https://example.org/a?b=(c)&d=<e>"), Link("bad", "javascript:alert(1)")))),
        Table(caption=HARD, head=("a|b", "n"), rows=(((HARD,), ("1",)),), numbers=frozenset({1})),
        Quotation(("before ", Marked(HARD), " after"), (Anchor("C-1", "C-1"), " somebody"), "ar"),
        Picture(svg="<svg></svg>", alt=HARD, caption=HARD),
    ),
    notes=(Note((HARD, Link("x", "http://example.org"))),),
    colophon=(HARD,),
)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_is_balanced_and_holds_no_script_and_no_foreign_address():
    page = html(WHOLE)
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    names = {name for name, _ in tags.seen}
    assert not names & {"script", "iframe", "link", "img", "object"}
    assert [attrs["href"] for name, attrs in tags.seen if name == "a"] == [
        "#note-1",
        "https://example.org/a?b=(c)&d=<e>",
        "http://example.org",
    ]
    assert not [attrs for _, attrs in tags.seen if any(key.startswith("on") or key == "src" for key in attrs)]
    assert "default-src 'none'" in page


def test_markdown_turns_nothing_of_a_text_into_markup():
    text = markdown(WHOLE)
    assert not re.search(r"(?<!\\)<script", text)
    assert "\\# no heading" in text
    assert "1\\. no list" in text
    assert "* \\- no item" in text
    assert "javascript" not in text
    assert "**strong** [^1]" in text
    (row,) = (line for line in text.splitlines() if line.startswith("| ") and line.endswith("| 1 |"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 3
    assert "[page](<https://example.org/a?b=(c)&d=%3Ce%3E>)" in text


@pytest.mark.parametrize("write", [html, markdown])
def test_an_empty_printout(write):
    assert "t" in write(Printout(title="t", lead="", parts=()))


# --- the map -------------------------------------------------------------------------------------------------------------


def dot(latitude, longitude, **more):
    return Dot(latitude=latitude, longitude=longitude, **({"deaths": 3, "radius_km": None, "sign": "1", "words": "<b>"} | more))


def test_a_map_has_its_dots_inside_and_is_escaped():
    drawn = draw([dot(16.27, -0.04), dot(-1.68, 29.22, deaths=None, sign=None, radius_km=400.0)])
    width, height = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', drawn).groups())
    spots = [
        (float(x), float(y))
        for x, y in re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)" r="[\d.]+" fill="#b3261e" fill-opacity=".85"', drawn)
    ]
    assert len(spots) == 2
    assert all(0 < x < width and 0 < y < height for x, y in spots)
    assert "<b>" not in drawn
    assert " km</text>" in drawn
    assert 'stroke-dasharray="3 3"' in drawn


@pytest.mark.parametrize("spots", [[(89.9, 179.9)], [(-89.0, -179.9), (89.0, 179.9)], [(0.0, 0.0), (0.0, 0.0)]])
def test_maps_at_the_ends_of_the_world(spots):
    drawn = draw([dot(*spot) for spot in spots])
    assert "nan" not in drawn
    assert drawn.count("<svg") == drawn.count("</svg>") == 1


def test_without_dots_there_is_no_map():
    assert draw([]) is None
