"""The publication date that a page declares; nothing is inferred from its prose, its footer or its file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

__all__ = ["date_in", "declared"]

# Names under which pages declare when they were first published, the commonest first. Dates of change, of copyright and
# of the next refresh are left out on purpose.
# Source: Open Graph (article:published_time), schema.org (datePublished), Dublin Core (issued, created), and the site
# systems Parse.ly, Sailthru, Chartbeat and Cxense.
_META_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "article_date_original",
    "article:post_date",
    "originalpublicationdate",
    "ptime",
    "date",
    "datecreated",
)
_ARTICLE_TYPE: Final = re.compile(r"Article|BlogPosting|Report|LiveBlog")
_RAW_JSON_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_ISO: Final = re.compile(r"(?<!\d)(\d{4})-?/?(\d{2})-?/?(\d{2})(?!\d)")
_IN_URL: Final = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)|/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/"
)
_UTC: Final = re.compile(r"\d(?:Z|[+-]00:?00)$")
_FIRST_YEAR: Final = 1900
_DOTTED: Final = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
# A row of digits that is too long for a date among other signs; alone it may be a moment, in seconds since 1970.
_NO_NUMBER_OF_DATES: Final = re.compile(r"\d{9}.*\D|\D.*\d{9}")
_CLOCK: Final = re.compile(
    r"[,T|]?\s*(?:\bat |\bà |\ba las |\bв |\bо )?\b\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?(?:[ap]\.?m\.?|uhr))?"
    r"(?:\s?(?:[A-Z]{2,3}T|UTC|Z|[+-]\d{2}:?\d{2}))?(?!\w)",
    re.IGNORECASE,
)
# The languages that furniture is known in, and those that many agencies' pages are in besides: with all of dateparser's
# two hundred, the first dates take a third of a second each.
_LANGUAGES: Final = ["en", "fr", "es", "pt", "ru", "uk", "ar", "de", "it", "tr", "nl", "pl", "id", "fa"]


def declared(tree: Any, url: str | None) -> date | None:
    """The day of publication that a page declares: in its head, its JSON-LD, its marked-up time, or in full in its URL.

    A time in UTC may fall on the day after, or before, the day that the paper itself gives in the URL; the paper's day is
    the one that "Tuesday" and "yesterday" in the text count from.

    Args:
        tree: the page as lxml parsed it.
        url: the page's own URL.
    """
    found = _IN_URL.search(url or "")
    in_url = _day(*(part for part in found.groups() if part)) if found else None
    for raw in _declarations(tree):
        day = date_in(raw)
        if day:
            is_zone_apart = in_url is not None and bool(_UTC.search(raw)) and abs((day - in_url).days) == 1
            return in_url if is_zone_apart else day
    return in_url


def date_in(raw: str) -> date | None:
    """The calendar day in a written date; None where day, month or year is missing or 03/04 may be read two ways."""
    found = _ISO.match(raw.strip())
    return _day(*found.groups()) if found else _written(raw)


def _declarations(tree: Any) -> Iterator[str]:
    metas: dict[str, str] = {}
    for node in tree.iter("meta"):
        for key in (node.get("property"), node.get("name"), node.get("itemprop")):
            if key:
                metas.setdefault(key.lower(), node.get("content") or "")
    yield from filter(None, (metas.get(name) for name in _META_NAMES[:5]))
    yield from _json_dates(tree)
    yield from filter(None, (metas.get(name) for name in _META_NAMES[5:]))
    for node in tree.xpath(
        ".//*[@itemprop='datePublished' or @pubdate or (self::time and @datetime and contains(@class, 'publish'))]"
    ):
        yield node.get("datetime") or node.get("content") or node.text_content()
    for place in (".//article//time[@datetime]", ".//main//time[@datetime]", ".//*[h1]//time[@datetime]"):
        times = {node.get("datetime")[:10] for node in tree.xpath(place)}
        if len(times) == 1:
            yield times.pop()


def _json_dates(tree: Any) -> Iterator[str]:
    for script in tree.xpath(".//script[@type='application/ld+json']"):
        raw = script.text or ""
        if "datePublished" not in raw:
            continue
        try:
            nodes = list(_objects(json.loads(raw, strict=False)))
            articles = [node for node in nodes if _ARTICLE_TYPE.search(str(node.get("@type")))]
        except (ValueError, RecursionError):  # broken, or nested too deeply to be read
            yield from _RAW_JSON_DATE.findall(raw)[:1]
            continue
        yield from (node["datePublished"] for node in articles if isinstance(node.get("datePublished"), str))
        yield from (
            node["datePublished"] for node in nodes if isinstance(node.get("datePublished"), str) and node not in articles
        )


def _objects(node: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD tree that stand for the page itself: the outermost, and those of its graph."""
    if isinstance(node, list):
        for item in node:
            yield from _objects(item)
    elif isinstance(node, dict):
        yield node
        yield from _objects(node.get("@graph", []))
        yield from _objects(node.get("mainEntity", []))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


@lru_cache(maxsize=4096)
def _written(raw: str) -> date | None:
    """A date in words or numbers, by dateparser; all three parts must stand there, and every reading must agree.

    It takes a hundredth of a second and more, and a feed may write one date hundreds of times, so dates are remembered.
    """
    if not re.search(r"\d{4}", raw) or len(raw) > 60:
        return None
    dotted = _DOTTED.search(raw)
    if dotted:  # with dots the day comes first, in every country that writes so
        return _day(dotted[3], dotted[2], dotted[1])
    bare = _CLOCK.sub(" ", raw).strip(" ,|-")
    if _NO_NUMBER_OF_DATES.search(bare):
        return None
    readings = {_read(bare, order) for order in ("DMY", "MDY")} - {None}
    return readings.pop() if len(readings) == 1 else None


def _read(words: str, order: str) -> date | None:
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": order}
    found = dateparser.parse(words, languages=_LANGUAGES, settings=settings)
    return found.date() if found else None
