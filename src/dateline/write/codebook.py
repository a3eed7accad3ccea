"""The codebook of a release: what every word and every column of its files means, and what a format cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.model import codes
from dateline.write.columns import COLUMNS
from dateline.write.formats import SCHEMES
from dateline.write.withhold import Withholding

__all__ = ["codebook_text"]

_TABLES = ("csv", "geojson", "parquet", "geoparquet", "xlsx")
_JSONL = """## jsonl

One event a line: `id`, `version`, `state`, and for each of `action`, `status`, `time`, `place`, `perpetrators`, `targets`, `weapon` and
`harm` the value, the rule that chose it, and the names of the claims for and against it; `claims` with their words, and `documents`.
A claim's name is `document/key#n`; offsets count Unicode code points.
"""
_RULES = {
    "private": "names of private persons are withheld; the kind stands in their place, and each letter of the name becomes █ elsewhere",
    "coarsen": "places are told no closer than the rule says; finer names are withheld, and each of their letters becomes █ elsewhere",
    "excerpts": "quotes are cut to so many characters; 0 leaves their place in the document alone",
}


def codebook_text(formats: Iterable[str], withholding: Withholding) -> str:
    """The codebook of the files in these formats, as Markdown."""
    named = tuple(formats)
    parts = [f"# Codebook\n\nWords and columns of this release, by the dateline codebook {codes.CODEBOOK_VERSION}.\n"]
    parts += ["## What is withheld\n", *_withheld(withholding)]
    if any(name in _TABLES for name in named):
        parts += [f"## {', '.join(name for name in named if name in _TABLES)}\n", *_table(), ""]
    parts += [_JSONL] if "jsonl" in named else []
    for name in named:
        parts += _scheme(name) if name in SCHEMES else ()
    return "\n".join((*parts, "## Closed lists\n", *_lists())).rstrip() + "\n"


def _withheld(withholding: Withholding) -> Iterator[str]:
    for rule in withholding.rules:
        yield f"* `{rule}`: {_RULES[rule.partition('-')[0]]}."
    yield "* Nothing else; the receipt of each file counts what was withheld.\n"


def _table() -> Iterator[str]:
    yield "One row for each event. An empty cell is a value that is not known.\n"
    yield "| column | type | meaning |\n|---|---|---|"
    for column in COLUMNS:
        yield f"| `{column.name}` | {column.type} | {column.meaning} |"


def _scheme(name: str) -> Iterator[str]:
    scheme = SCHEMES[name]
    yield f"## {name}\n\n{scheme.name}: our own shape after the {scheme.source}. One row for {scheme.unit}.\n\nWhat it does not hold:\n"
    yield from (f"* {loss}" for loss in scheme.losses)
    yield "\n| column | meaning |\n|---|---|"
    yield from (f"| `{column.name}` | {column.meaning} |" for column in scheme.columns)
    yield ""


def _lists() -> Iterator[str]:
    for kind in vars(codes).values():
        if isinstance(kind, type) and issubclass(kind, codes.Code) and kind is not codes.Code:
            yield f"### {kind.__name__}\n\n| value | meaning |\n|---|---|"
            yield from (f"| `{member.value}` | {member.meaning} |" for member in kind)
            yield ""
