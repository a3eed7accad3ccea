"""`dateline verify`: an export repeated by its receipt, and compared."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.export_file import digest_of, receipt_of, receipt_path
from dateline.cli.locate import open_nearest, require_there
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give, give_json
from dateline.cli.where import selected
from dateline.errors import InputError
from dateline.run.exporting import write_events

if TYPE_CHECKING:
    from dateline.write.receipt import Receipt

__all__ = ["verify"]


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `dateline export -o` wrote.", show_default=False)],
    *,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Say whether an exported file is what the project gives now (exit 1 if not).

    By the receipt beside the file the export is repeated, and its digest compared: with the file, and with the receipt.
    """
    require_there([str(file)])
    then = _receipt(file)
    found = (
        []
        if digest_of(file) == then.digest
        else [f"the file was changed: it is {digest_of(file)}, its receipt says {then.digest}"]
    )
    found += _against_project(then, project)
    if json:
        give_json({"same": not found, "differences": found, "digest": then.digest, "events": then.n_events})
    else:
        give(f"{file}: {'differs' if found else 'the same'} ({counted(then.n_events, 'event')}, {then.digest})")
        for difference in found:
            give(f"  {difference}")
    return ExitCode.FAILED if found else ExitCode.DONE


def _receipt(file: Path) -> Receipt:
    from dateline.write.receipt import read_receipt

    path = receipt_path(file)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(
            "receipt-missing",
            f"the receipt {path.name} cannot be read",
            where=str(file),
            fix="Put it beside the file, or export again with -o; that writes one.",
        ) from fault
    return read_receipt(text, where=str(path))


def _against_project(then: Receipt, project: str | None) -> list[str]:
    """What differs between the receipt and the same export made now."""
    from dateline.write.formats import WRITERS
    from dateline.write.receipt import differences

    if then.format not in WRITERS:
        raise InputError(
            "receipt-format", f"there is no format {then.format!r}", fix="Use the version of dateline that wrote it."
        )
    with open_nearest(project) as opened, tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        again = Path(folder) / "again"
        with again.open("wb") as stream:
            query = selected(opened.events, then.query).query
            written = write_events(opened, then.format, query, stream, options=then.options, workers=2)
        now = receipt_of(opened, written, again, format_=then.format, query=then.query, options=then.options)
        return list(differences(then, now))
