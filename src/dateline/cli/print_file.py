"""A printout in the format that was asked for, to a file or to stdout."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.export_file import target
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.write.printout import Printout

__all__ = ["FormatOption", "OutOption", "PrintFormat", "chosen_format", "print_to"]


class PrintFormat(StrEnum):
    """A format for reading."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"


FormatOption = Annotated[
    PrintFormat | None,
    typer.Option("--format", metavar="FORMAT", help="md, html or pdf; by the ending of -o, else md.", show_default=False),
]
OutOption = Annotated[
    Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where it is written; stdout without it.", show_default=False)
]


def chosen_format(given: PrintFormat | None, out: Path | None) -> PrintFormat:
    """The format that was asked for, by name or by the ending of the file; Markdown where neither says.

    Raises:
        InputError: a PDF would go to the terminal's stdout.
    """
    endings = {".md": PrintFormat.MD, ".html": PrintFormat.HTML, ".htm": PrintFormat.HTML, ".pdf": PrintFormat.PDF}
    found = given or endings.get(out.suffix.lower() if out else "", PrintFormat.MD)
    if found is PrintFormat.PDF and out is None:
        raise InputError("pdf-target", "a PDF is no text for stdout", where="--format", fix="Name its file with -o.")
    return found


def print_to(printout: Printout, format_: PrintFormat, out: Path | None, *, dry_run: bool = False) -> int:
    """How many bytes were written.

    Args:
        printout: what is written.
        format_: how.
        out: the file; None for stdout.
        dry_run: whether nothing is to be written.
    """
    data = _bytes(printout, format_)
    with target(out, dry_run=dry_run) as stream:
        stream.write(data)
    return len(data)


def _bytes(printout: Printout, format_: PrintFormat) -> bytes:
    if format_ is PrintFormat.MD:
        from dateline.write.printout_markdown import markdown

        return markdown(printout).encode("utf-8", "replace")
    from dateline.write.printout_html import html

    page = html(printout)
    if format_ is PrintFormat.HTML:
        return page.encode("utf-8", "replace")
    from dateline.cli.pdf import pdf

    return pdf(page)
