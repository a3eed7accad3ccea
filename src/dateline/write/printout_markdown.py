"""Printouts as Markdown, with footnotes and tables as GitHub and Pandoc read them; nothing of a document's text turns into markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.write.printout import (
    Anchor,
    Heading,
    Items,
    Link,
    Marked,
    Paragraph,
    Part,
    Picture,
    Printout,
    Quotation,
    Refs,
    Strong,
    Table,
    Words,
)

__all__ = ["markdown"]

# Source: CommonMark 0.31, section 2.4: what a backslash may stand before, as far as it starts markup within a line
_MARKUP = re.compile(r"([\\`*_\[\]<>|~$&])")
_LINE_START = re.compile(r"^(\s*(?:\d{1,9}(?=[.)])|(?=[#+=:-])))(.)")  # what makes a heading, a list or a rule of a line
_BREAKS = re.compile(r"\s+")
_SAFE = ("http://", "https://")


def markdown(printout: Printout) -> str:
    """The printout as Markdown, in UTF-8 with lines that end in LF. Pictures are named in words, since a text has none."""
    blocks = [f"# {_escaped(printout.title)}", _text((printout.lead,))]
    blocks += [_block(part) for part in printout.parts]
    blocks += [f"[^{n}]: {_text(note.words)}" for n, note in enumerate(printout.notes, start=1)]
    blocks += ["---", *(_text((line,)) for line in printout.colophon)] if printout.colophon else []
    return "\n\n".join(block for block in blocks if block) + "\n"


def _block(part: Part) -> str:
    match part:
        case Heading():
            return f"{'#' * part.level} {_escaped(part.text)}"
        case Paragraph():
            return _text(part.words)
        case Items():
            return "\n".join(f"* {_text(words)}" for words in part.items)
        case Quotation():
            return f"> {_text(part.words)}\n>\n> — {_text(part.by)}"
        case Table():
            return "\n".join(_table(part))
        case Picture():
            return f"*{_escaped(part.alt)}*"


def _table(table: Table) -> Iterator[str]:
    yield f"**{_escaped(table.caption)}**\n"
    yield _row(_escaped(name) for name in table.head)
    yield _row("---:" if n in table.numbers else "---" for n in range(len(table.head)))
    for cells in table.rows:
        yield _row(map(_inline, cells))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _text(words: Words) -> str:
    """Words as a line of their own, of which nothing at its beginning turns into a list or heading."""
    return _LINE_START.sub(r"\1\\\2", _inline(words)) if words and isinstance(words[0], str) else _inline(words)


def _inline(words: Words) -> str:
    return "".join(map(_word, words))


def _word(one: str | Refs | Link | Strong | Marked | Anchor) -> str:
    match one:
        case str():
            return _escaped(one)
        case Refs():
            return "".join(f"[^{number}]" for number in one.numbers)
        case Link():
            return f"[{_escaped(one.text)}](<{_address(one.url)}>)" if one.url.startswith(_SAFE) else _escaped(one.text)
        case Strong() | Marked():
            return _strong(_escaped(one.text))
        case Anchor():
            return f"**{_escaped(one.text)}**"


def _strong(text: str) -> str:
    """The words in stars, blanks at their ends outside: stars beside a blank are no markup."""
    core = text.strip()
    return text.replace(core, f"**{core}**", 1) if core else text


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", _BREAKS.sub(" ", text))


def _address(url: str) -> str:
    return re.sub(r"[<>\s\\]", lambda found: f"%{ord(found.group()):02X}", url)
