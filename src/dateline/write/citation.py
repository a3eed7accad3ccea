"""How a release is cited: as text, BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

__all__ = ["Citation", "citations"]

_BIBTEX = {"\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
           "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation names.

    Args:
        authors: persons as "Family, Given", or bodies; the project where there are none.
        title: of the dataset.
        version: name of the release.
        released: day of the release.
        tool: name and version of what made it.
        url: address or DOI, where it has one.
        licence: under which it is given, where that is said.
    """

    authors: tuple[str, ...]
    title: str
    version: str
    released: date
    tool: str
    url: str | None = None
    licence: str | None = None


def citations(cited: Citation) -> Mapping[str, str]:
    """The citation by the name of its file."""
    return {
        "CITATION.txt": _text(cited),
        "citation.bib": _bibtex(cited),
        "citation.ris": _ris(cited),
        "citation.json": _csl(cited),
    }


def _text(cited: Citation) -> str:
    where = f" {cited.url}" if cited.url else ""
    return (
        f"{'; '.join(cited.authors)} ({cited.released.year}): {cited.title}, release {cited.version} of {cited.released}. "
        f"Data set, made with {cited.tool}.{where}\n"
    )


def _bibtex(cited: Citation) -> str:
    # Authors stand in braces of their own where they are bodies, so that BibTeX does not take the last word for a family's name.
    authors = " and ".join(_escaped(one) if ", " in one else f"{{{_escaped(one)}}}" for one in cited.authors)
    fields = {
        "author": authors,
        "title": f"{{{_escaped(cited.title)}}}",
        "year": str(cited.released.year),
        "month": str(cited.released.month),
        "version": _escaped(cited.version),
        "type": "Data set",
        "note": _escaped(f"Made with {cited.tool}"),
    }
    fields |= {"url": cited.url} if cited.url else {}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_key(cited)},\n{lines}\n}}\n"


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in _flat(text))


def _ris(cited: Citation) -> str:
    """Source: RIS format specification (Research Information Systems): two capitals, two blanks, a hyphen, a blank; lines end in CR LF."""
    rows = [("TY", "DATA"), *(("AU", one) for one in cited.authors), ("TI", cited.title), ("PY", str(cited.released.year))]
    rows += [("DA", cited.released.strftime("%Y/%m/%d")), ("ET", cited.version), ("N1", f"Made with {cited.tool}")]
    rows += [("UR", cited.url)] if cited.url else []
    return "".join(f"{tag}  - {_flat(value)}\r\n" for tag, value in (*rows, ("ER", "")))


def _csl(cited: Citation) -> str:
    """Source: CSL-JSON schema 1.0.2, items of type dataset."""
    day = cited.released
    node: dict[str, object] = {
        "id": _key(cited),
        "type": "dataset",
        "title": cited.title,
        "author": [_person(one) for one in cited.authors],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": cited.version,
        "note": f"Made with {cited.tool}",
    }
    node |= {"URL": cited.url} if cited.url else {}
    return json.dumps([node], ensure_ascii=False, indent=1) + "\n"


def _person(author: str) -> dict[str, str]:
    family, comma, given = author.partition(", ")
    return {"family": family, "given": given} if comma else {"literal": author}


def _key(cited: Citation) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{cited.title} {cited.version}".lower()).strip("-") or "release"


def _flat(text: str) -> str:
    return " ".join(text.split())
