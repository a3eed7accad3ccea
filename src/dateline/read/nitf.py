"""NITF, the text format of news agencies, to documents."""

from __future__ import annotations

import re
from typing import Any, Final

from dateline.errors import ReadError
from dateline.model import Document
from dateline.read.agencies import agency
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import refuse_rubbish
from dateline.read.fragment import lines_of
from dateline.read.guard import parsing, xml
from dateline.read.published import date_in
from dateline.read.reading import Known
from dateline.read.sniff import refuse_large

__all__ = ["body_text", "nitf", "refuse_withdrawn"]

# Pictures and films with their captions, and machine-readable notes.
_ASIDE: Final = frozenset(("media", "media-caption", "note", "pronounce", "nitf-table-metadata"))
_WITHDRAWN: Final = frozenset(("canceled", "cancelled", "withheld", "embargoed"))


def nitf(data: bytes, where: str, known: Known) -> Document:
    """The text of a NITF story, with headline, by-line, dateline, day of issue, and the id that the agency gave it.

    Raises:
        ReadError: it is no well-formed XML, has no text, or the agency has withdrawn it.
    Source: IPTC, NITF 3.6 DTD.
    """
    refuse_large(len(data), where)
    root = xml(data, "NITF file", where)
    with parsing("NITF file", where):
        doc = _document(root, where, known)
    refuse_empty(doc.text, where)
    refuse_rubbish(doc.text, where)
    return complete(doc, named=bool(doc.id))


def body_text(root: Any) -> str:
    """The text of a NITF body, without pictures, headline and credits."""
    content = _first(root, "descendant-or-self::*[local-name()='body.content']")
    return lines_of(content if content is not None else root, unseen=_ASIDE)


def refuse_withdrawn(status: str | None, where: str) -> None:
    """Nothing; the item may be used.

    Args:
        status: as the agency gives it: "usable", "stat:canceled"; None where it says nothing.
        where: name of the item.
    Raises:
        ReadError: it is cancelled, withheld or under embargo.
    """
    if (status or "").rpartition(":")[2].lower() in _WITHDRAWN:
        raise ReadError("item-withdrawn", f"the agency marks it as {status}", where=where, fix="Leave it out, or ask the agency.")


def _document(root: Any, where: str, known: Known) -> Document:
    docdata = _first(root, "//*[local-name()='docdata']")
    refuse_withdrawn(docdata.get("management-status") if docdata is not None else None, where)
    head = "//*[local-name()='body.head']"
    place = _words(root, f"{head}//*[local-name()='dateline']")
    source = _words(root, f"{head}//*[local-name()='distributor']") or _value(root, "//*[local-name()='doc.copyright']/@holder")
    outlet = _value(root, "//*[local-name()='pubdata']/@name") or source
    given = _value(root, "//*[local-name()='docdata']/*[local-name()='doc-id']/@id-string")
    return Document(
        id=given or "",
        text=body_text(root),
        title=known.title
        or _words(root, f"{head}//*[local-name()='hl1']")
        or _words(root, "//*[local-name()='head']/*[local-name()='title']"),
        published=known.published or next(filter(None, map(date_in, _days(root))), None),
        outlet=known.outlet or outlet,
        agency=known.agency or (agency(source) if source else None),
        author=_author(_words(root, f"{head}//*[local-name()='byline']")),
        language=known.language or (_value(root, "/*/@xml:lang") or "")[:2].lower() or None,
        url=known.url,
        dateline=place,
    )


def _author(byline: str | None) -> str | None:
    """The names in a by-line, without the word before them."""
    return re.sub(r"^by\s+", "", byline, flags=re.IGNORECASE) if byline else None


def _days(root: Any) -> list[str]:
    """The days that a story gives, that of issue first."""
    paths = ("date.issue", "date.release", "story.date")
    found = [_value(root, f"//*[local-name()='{name}']/@norm") for name in paths]
    return [day for day in (*found, _value(root, "//*[local-name()='pubdata']/@date.publication")) if day]


def _first(root: Any, path: str) -> Any:
    return next(iter(root.xpath(path)), None)


def _value(root: Any, path: str) -> str | None:
    return " ".join(str(_first(root, path) or "").split()) or None


def _words(root: Any, path: str) -> str | None:
    node = _first(root, path)
    return " ".join("".join(node.itertext()).split()) or None if node is not None else None
