"""Pieces of HTML, as feeds, mails and news formats carry them, to text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from dateline.read.guard import parsing

__all__ = ["is_markup", "lines_of", "text_of"]

_BLOCKS: Final = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hl1",
        "hl2",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "block",
    )
)
_UNSEEN: Final = frozenset(
    (
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "svg",
        "math",
        "iframe",
        "object",
        "select",
        "button",
        "textarea",
    )
)
_MARKUP: Final = re.compile(
    r"<(?:p|div|br|ul|ol|li|a|b|i|em|strong|span|table|blockquote|h[1-6]|img|html|body|figure)\b[^>]*>", re.IGNORECASE
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE: Final = re.compile(r"[ \t\r\n\f\u00a0]+")


def is_markup(text: str) -> bool:
    """Whether the text is written in HTML."""
    return bool(_MARKUP.search(text[:20_000]))


def text_of(markup: str, where: str) -> str:
    """The text of a piece of HTML: paragraphs parted by empty lines, items of a list on lines of their own with "- " before them.

    Raises:
        ReadError: the markup cannot be parsed.
    """
    import lxml.html

    if not markup.strip():
        return ""
    with parsing("HTML", where):
        return lines_of(lxml.html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div"))


def lines_of(root: Any, unseen: Collection[str] = ()) -> str:
    """The text below an element of HTML or of a news format that uses its names, as for `text_of`.

    Args:
        root: the element.
        unseen: names of elements that are left out with all that is in them, beside those that no browser shows.
    """
    from lxml import etree

    parts: list[str] = []
    left_out: Any = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(node).localname.lower() if isinstance(node.tag, str) else "!"
        if event == "start" and left_out is None:
            if name in _UNSEEN or name in unseen or name == "!" or _HIDDEN.search(node.get("style") or ""):
                left_out = node
            else:
                parts += [_opening(name), node.text or ""]
        elif event == "end":
            if left_out is None:
                parts.append(_closing(name))
            elif left_out is node:
                left_out = None
            if left_out is None and node is not root:
                parts.append(node.tail or "")
    return _tidy(parts)


_PARAGRAPH: Final = "\x01"
_LINE: Final = "\x02"
_ITEM: Final = "\x03"
_CELL: Final = "\x04"


def _opening(name: str) -> str:
    if name == "li":
        return _ITEM
    if name in {"td", "th"}:
        return _CELL
    return _LINE if name == "br" else _PARAGRAPH if name in _BLOCKS else ""


def _closing(name: str) -> str:
    return _CELL if name in {"td", "th"} else _PARAGRAPH if name in _BLOCKS else ""


def _tidy(parts: list[str]) -> str:
    """The parts with their marks turned into line ends; cells of a table that hold no paragraphs stand side by side."""
    marks = {_PARAGRAPH, _LINE, _ITEM, _CELL}
    whole = "".join(part if part in marks else _SPACE.sub(" ", part) for part in parts)
    whole = re.sub(rf" *({_CELL})[ {_CELL}]*(?={_PARAGRAPH}|{_ITEM})|(?<=[{_PARAGRAPH}{_ITEM}]) *{_CELL}", "", whole)
    whole = re.sub(rf" *{_CELL}[ {_CELL}]*", " | ", whole)
    text = ""
    for paragraph in re.split(rf" *{_PARAGRAPH}[ {_PARAGRAPH}]*", whole):
        for n, piece in enumerate(paragraph.split(_ITEM)):
            said = "\n".join(filter(None, (line.strip(" |") for line in piece.split(_LINE)))).strip()
            if said:
                is_item = n > 0
                gap = "\n" if is_item and text.rpartition("\n")[2].startswith("- ") else "\n\n"
                text += (gap if text else "") + ("- " if is_item else "") + said
    return text
