"""NewsML-G2 to documents: single news items, and messages that carry many.

The `newsmlg2` library gives classes for the standard's elements but leaves the text inside to its caller, and is strict on versions;
what is needed here are a dozen paths.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dateline.errors import DatelineError, ReadError
from dateline.model import Document, Problem
from dateline.read.agencies import agency
from dateline.read.complete import complete, refuse_empty
from dateline.read.encoding import refuse_rubbish
from dateline.read.fragment import is_markup, text_of
from dateline.read.guard import parsing, xml
from dateline.read.nitf import body_text, refuse_withdrawn
from dateline.read.published import date_in
from dateline.read.reading import Reading
from dateline.read.sniff import NEWSML

__all__ = ["newsml"]

_ITEM: Final = "descendant-or-self::*[local-name()='newsItem']"


def newsml(data: bytes, name: str) -> Iterator[Reading | Problem]:
    """A reading for each news item with text, a problem for each that has none or is withdrawn.

    In a message, pictures, packages and other items without a text are passed over. The item's guid is the document's id, so that its
    next version is stored as one; the day is that of this version.

    Raises:
        ReadError: it is no well-formed XML, or holds no text at all.
    Source: IPTC, NewsML-G2 2.34 specification.
    """
    root = xml(data, "NewsML-G2 file", name)
    items = root.xpath(_ITEM)
    texts = [item for item in items if _content(item) is not None]
    if not texts:
        raise ReadError(
            "newsml-no-text",
            f"its {len(items)} news item(s) hold no text",
            where=name,
            fix="Give the items with the texts, not the pictures or packages.",
        )
    for item in texts:
        yield _reading(item, data, name, is_only=len(items) == 1)


def _reading(item: Any, data: bytes, name: str, *, is_only: bool) -> Reading | Problem:
    from lxml import etree

    guid = item.get("guid")
    where = name if is_only else f"{name}[{guid or 'item'}]"
    try:
        with parsing("NewsML-G2 file", where):
            doc = _document(item, where)
            refuse_empty(doc.text, where)
            refuse_rubbish(doc.text, where)
            original = data if is_only else etree.tostring(item, encoding="utf-8", with_tail=False)
            return Reading(document=complete(doc, named=bool(doc.id)), original=original, media_type=NEWSML, name=where)
    except DatelineError as fault:
        return Problem.of(fault, stage="read")


def _content(item: Any) -> Any:
    """The element that holds an item's text; None where it has none."""
    path = "./*[local-name()='contentSet']/*[local-name()='inlineXML' or local-name()='inlineData']"
    parts = [part for part in item.xpath(path) if "".join(part.itertext()).strip()]
    return parts[0] if parts else None


def _document(item: Any, where: str) -> Document:
    meta, content = "./*[local-name()='itemMeta']", "./*[local-name()='contentMeta']"
    refuse_withdrawn(_code(item, f"{meta}/*[local-name()='pubStatus']"), where)
    provider = _name(item, f"{meta}/*[local-name()='provider']")
    source = _name(item, f"{content}/*[local-name()='infoSource']") or _words(item, f"{content}/*[local-name()='creditline']")
    days = (f"{meta}/*[local-name()='{name}']" for name in ("versionCreated", "firstCreated"))
    language = _attribute(item, f"{content}/*[local-name()='language']", "tag") or item.get(
        "{http://www.w3.org/XML/1998/namespace}lang"
    )
    outlet = provider or source
    return Document(
        id=item.get("guid") or "",
        text=_text(_content(item), where),
        title=_words(item, f"{content}/*[local-name()='headline']") or _words(item, f"{meta}/*[local-name()='title']"),
        published=next(filter(None, (date_in(day) for day in (_words(item, path) for path in days) if day)), None),
        outlet=outlet,
        agency=next(filter(None, (agency(one) for one in (source, provider) if one)), None),
        author=_words(item, f"{content}/*[local-name()='by']"),
        language=(language or "")[:2].lower() or None,
        dateline=_words(item, f"{content}/*[local-name()='dateline']"),
        extra={"version": item.get("version")} if item.get("version") else {},
    )


def _text(part: Any, where: str) -> str:
    """The text of an item's content: NITF, XHTML, or characters, plain or with escaped markup."""
    if not len(part):
        words = part.text or ""
        return text_of(words, where) if is_markup(words) else "\n\n".join(filter(None, map(str.strip, words.split("\n"))))
    inner = next((node for node in part if isinstance(node.tag, str)), part)
    return body_text(inner)


def _name(item: Any, path: str) -> str | None:
    """The name of a party: its name element, its literal, or the last part of its code."""
    return (
        _words(item, f"{path}/*[local-name()='name']")
        or _attribute(item, path, "literal")
        or (_code(item, path) or "").rpartition(":")[2]
        or None
    )


def _code(item: Any, path: str) -> str | None:
    return _attribute(item, path, "qcode") or _attribute(item, path, "uri")


def _attribute(item: Any, path: str, name: str) -> str | None:
    found = item.xpath(path)
    return str(found[0].get(name)).strip() or None if found and found[0].get(name) else None


def _words(item: Any, path: str) -> str | None:
    found = item.xpath(path)
    return " ".join("".join(found[0].itertext()).split()) or None if found else None
