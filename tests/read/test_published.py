from datetime import date

import pytest
from trafilatura import load_html

from dateline.read.published import date_in, declared

DAY = date(2026, 3, 4)


def of(head="", body="", url=None):
    return declared(
        load_html(f"<html><head><title>x</title>{head}</head><body><p>Text of a report.</p>{body}</body></html>"), url
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-04T09:15:00+01:00">',
        '<meta name="pubdate" content="20260304">',
        '<meta name="DC.date.issued" content="2026-03-04">',
        '<meta itemprop="datePublished" content="4 March 2026">',
        '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2026-04-01","datePublished":"2026-03-04T09:15Z"}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["Article"],"datePublished":"2026-03-04"}]}</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-04","x":}</script>',
        f'<script type="application/ld+json">{{"datePublished":"2026-03-04","x":{"[" * 3000}{"]" * 3000}}}</script>',
        f'<script type="application/ld+json">{{"@type":{"[" * 600}{"]" * 600},"datePublished":"2026-03-04"}}</script>',
    ],
)
def test_declared_in_the_head(head):
    assert of(head) == DAY


@pytest.mark.parametrize(
    "body",
    [
        '<time itemprop="datePublished" datetime="2026-03-04">yesterday</time>',
        '<article><time datetime="2026-03-04T10:00">4 March</time></article>',
        '<time pubdate datetime="2026-03-04"></time>',
    ],
)
def test_declared_by_a_marked_time(body):
    assert of(body=body) == DAY


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<footer>© 2021 Karsa Post. All rights reserved. 1 January 2021</footer>"),
        ('<meta name="copyright" content="2021-01-01">', ""),
        ('<meta property="article:modified_time" content="2026-03-04T09:15:00Z">', ""),
        ('<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2026-03-04"}</script>', ""),
        ("", "<p>The truce of 4 March 2026 did not hold.</p>"),
        ("", '<article><time datetime="2026-03-04">a</time><time datetime="2025-01-01">b</time></article>'),
    ],
)
def test_no_date_is_guessed(head, body):
    assert of(head, body) is None


def test_url_gives_a_full_day_only():
    assert of(url="https://karsapost.example/2026/03/04/raid") == DAY
    assert of(url="https://karsapost.example/news-2026-03-04-raid.html") == DAY
    assert of(url="https://karsapost.example/2026/03/raid") is None
    assert of(url="https://karsapost.example/2026/13/45/raid") is None


def test_the_papers_own_day_beats_a_utc_stamp():
    stamp = '<meta property="article:published_time" content="2026-03-05T03:15:00Z">'
    assert of(stamp, url="https://karsapost.example/2026/03/04/raid") == DAY
    assert of(stamp, url="https://karsapost.example/2026/01/04/raid") == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-03-04", DAY),
        ("2026-03-04 10:00 +0100", DAY),
        ("Wed, 04 Mar 2026 09:15:00 GMT", DAY),
        ("Tuesday, March 4, 2025, 7:45 PM EST", date(2025, 3, 4)),
        ("4 mars 2026", DAY),
        ("4 de marzo de 2026", DAY),
        ("4 марта 2026", DAY),
        ("04.03.2026, 09:15", DAY),
        ("25/03/2026", date(2026, 3, 25)),
        ("03/04/2026", None),
        ("04/04/2026", date(2026, 4, 4)),
        ("March 2026", None),
        ("yesterday", None),
        ("10:52", None),
        ("", None),
    ],
)
def test_date_in(raw, day):
    assert date_in(raw) == day


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("1772618400", date(2026, 3, 4)),
        (" 1772618400 ", date(2026, 3, 4)),
        ("2147483648-03-04T23:30:00+03:00", None),
        ("4 March 2147483648", None),
        ("Wed 4 March 2026 10:00:00.123456789", date(2026, 3, 4)),
    ],
)
def test_long_rows_of_digits_are_a_moment_or_nothing(raw, day):
    assert date_in(raw) == day


def test_a_date_that_is_written_many_times_is_read_once(monkeypatch):
    asked = []
    monkeypatch.setattr("dateline.read.published._read", lambda words, order: asked.append(words) or date(2026, 3, 4))
    assert {date_in("Mittwoch, der 4. im März 2026, mittags") for _ in range(200)} == {date(2026, 3, 4)}
    assert len(asked) == 2
