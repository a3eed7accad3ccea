"""Printouts as one HTML file that needs nothing else: no script, no third party, made to be read, printed and kept."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

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
    plain_words,
)

__all__ = ["html"]

_SAFE = ("http://", "https://", "#")  # "#" leads to a place in the printout itself
_SHORT = 14  # characters of a cell that is not broken: a day, an id, a range
_STYLE = """
:root { color-scheme: light dark; --ink: #1b2530; --faint: #5b6875; --line: #c9d1d8; --paper: #fff; --mark: #fff1b8; --accent: #1f5f8b }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --faint: #a3afba; --line: #46525d; --paper: #161c22; --mark: #5a4a10; --accent: #8cc4ec } }
body { font: 1rem/1.5 system-ui, "Noto Sans", sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem } h2 { font-size: 1.25rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line) }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem } .lead, figcaption, footer, .by { color: var(--faint) } footer { font-size: .85rem; margin-top: 2rem }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .92rem }
caption { text-align: left; font-weight: 600; padding: .2rem 0 } .s { white-space: nowrap } li { overflow-wrap: anywhere } th, td { overflow-wrap: break-word; text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line) }
.n { text-align: right; font-variant-numeric: tabular-nums } blockquote { margin: .6rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line) }
blockquote p { margin: .2rem 0 } mark { background: var(--mark); color: inherit } a { color: var(--accent) } sup a { text-decoration: none } figure { margin: 1rem 0 }
figure svg { width: 100%; height: auto; border: 1px solid var(--line) } ol.notes { font-size: .88rem; padding-left: 2.2rem } ol.notes li { overflow-wrap: anywhere }
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 9pt } }
@media print { :root { --ink: #000; --faint: #444; --paper: #fff; --line: #bbb; --mark: #fff1b8; --accent: #000 }
  body { font-size: 10pt; max-width: none; margin: 0; padding: 0 } h2, h3, caption { break-after: avoid } tr, blockquote, figure { break-inside: avoid } .wide { overflow: visible } }
"""


def html(printout: Printout) -> str:
    """The printout as an HTML page; everything in it but pictures is escaped."""
    notes = "".join(f'<li id="note-{n}">{_inline(note.words)}</li>' for n, note in enumerate(printout.notes, start=1))
    listed = f'<section><h2>Sources</h2><ol class="notes">{notes}</ol></section>' if notes else ""
    colophon = "".join(f"<p>{escape(line)}</p>" for line in printout.colophon)
    return (
        f'<!doctype html>\n<html lang="{escape(printout.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<title>{escape(printout.title)}</title><style>{_STYLE}</style></head>\n<body>\n"
        f'<header><h1>{escape(printout.title)}</h1><p class="lead">{escape(printout.lead)}</p></header>\n<main>\n'
        + "\n".join(map(_block, printout.parts))
        + f"\n{listed}</main>\n<footer>{colophon}</footer>\n</body>\n</html>\n"
    )


def _block(part: Part) -> str:
    match part:
        case Heading():
            return f"<h{part.level}>{escape(part.text)}</h{part.level}>"
        case Paragraph():
            return f'<p dir="auto">{_inline(part.words)}</p>'
        case Items():
            items = (f'<li dir="auto">{_inline(words)}</li>' for words in part.items)
            return f"<ul>{''.join(items)}</ul>"
        case Quotation():
            language = f' lang="{escape(part.language)}"' if part.language else ""
            return f'<blockquote><p dir="auto"{language}>{_inline(part.words)}</p><p class="by">— {_inline(part.by)}</p></blockquote>'
        case Table():
            return _table(part)
        case Picture():
            return f'<figure role="img" aria-label="{escape(part.alt)}">{part.svg}<figcaption>{escape(part.caption)}</figcaption></figure>'


def _table(table: Table) -> str:
    def kind(n: int) -> str:
        return ' class="n"' if n in table.numbers else ' dir="auto"'  # numbers stand right

    head = "".join(f'<th scope="col"{kind(n)}>{escape(name)}</th>' for n, name in enumerate(table.head))
    rows = "".join(f"<tr>{_cells(cells, kind)}</tr>" for cells in table.rows)
    return f'<div class="wide"><table><caption>{escape(table.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cells(cells: tuple[Words, ...], kind: Callable[[int], str]) -> str:
    def short(cell: Words) -> str:
        return f'<span class="s">{_inline(cell)}</span>' if 0 < len(plain_words(cell)) <= _SHORT else _inline(cell)

    return "".join(f"<td{kind(n)}>{short(cell)}</td>" for n, cell in enumerate(cells))


def _inline(words: Words) -> str:
    return "".join(map(_word, words))


def _word(one: str | Refs | Link | Strong | Marked | Anchor) -> str:
    match one:
        case str():
            return escape(one)
        case Refs():
            marks = (f'<a href="#note-{number}">{number}</a>' for number in one.numbers)
            return f"<sup>[{', '.join(marks)}]</sup>"
        case Link():
            text = escape(one.text)
            return f'<a href="{escape(one.url)}" rel="noreferrer">{text}</a>' if one.url.startswith(_SAFE) else text
        case Strong():
            return f"<strong>{escape(one.text)}</strong>"
        case Marked():
            return f"<mark>{escape(one.text)}</mark>"
        case Anchor():
            return f'<strong id="{escape(one.name)}">{escape(one.text)}</strong>'
