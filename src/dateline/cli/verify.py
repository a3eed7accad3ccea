"""`dateline verify`: an export or a release repeated by its receipts, and compared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import open_nearest, require_there
from dateline.cli.options import Json, ProjectPath
from dateline.cli.speech import counted, give, give_json
from dateline.cli.where import selected
from dateline.errors import InputError
from dateline.run.exporting import write_events
from dateline.run.receipts import digest_of, receipt_of, receipt_path

if TYPE_CHECKING:
    from dateline.run import Project
    from dateline.write.receipt import Receipt

__all__ = ["verify"]


def verify(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A file that `dateline export -o` wrote, or a folder that `dateline release` made.",
            show_default=False,
        ),
    ],
    *,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Say whether an exported file, or a release, is what the project gives now (exit 1 if not).

    By the receipt beside the file the export is repeated, and its digest compared: with the file, and with the receipt. Of a release
    every file is compared with the list of digests, and each export repeated.
    """
    require_there([str(file)])
    if file.is_dir():
        return _release(file, project, as_json=json)
    then = _receipt(file)
    found = _changed(file, then)
    with open_nearest(project) as opened:
        found += _against_project(then, opened)
    if json:
        give_json({"same": not found, "differences": found, "digest": then.digest, "events": then.n_events})
    else:
        give(f"{file}: {'differs' if found else 'the same'} ({counted(then.n_events, 'event')}, {then.digest})")
        for difference in found:
            give(f"  {difference}")
    return ExitCode.FAILED if found else ExitCode.DONE


def _release(folder: Path, project: str | None, *, as_json: bool) -> int:
    from dateline.run.releasing import FILES, release_in

    made = release_in(folder)
    found = {"": list(_digests(folder))}
    with open_nearest(project) as opened:
        for name in FILES.values():
            if receipt_path(folder / name).is_file():
                found[name] = _against_project(_receipt(folder / name), opened)
    differences = [f"{name}: {one}" if name else one for name, some in found.items() for one in some]
    if as_json:
        give_json({"same": not differences, "differences": differences, "release": made.name, "events": made.n_events})
    else:
        give(f"{folder}: {'differs' if differences else 'the same'} ({counted(made.n_events, 'event')})")
        for difference in differences:
            give(f"  {difference}")
    return ExitCode.FAILED if differences else ExitCode.DONE


def _digests(folder: Path) -> Iterator[str]:
    """How the files differ from the list of digests, in words."""
    from dateline.run.releasing import DIGESTS

    path = folder / DIGESTS
    try:
        told = dict(line.split("  ", 1)[::-1] for line in path.read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as fault:
        raise InputError(
            "digests-damaged", f"the list of digests cannot be read: {fault}", where=str(path), fix="Make the release again."
        ) from fault
    there = {one.name for one in folder.iterdir()} - {DIGESTS}
    for name in sorted(told.keys() | there):
        if name not in there:
            yield f"{name} is missing"
        elif name not in told:
            yield f"{name} is no part of the release"
        elif digest_of(folder / name) != f"sha256:{told[name]}":
            yield f"{name} was changed"


def _changed(file: Path, then: Receipt) -> list[str]:
    now = digest_of(file)
    return [] if now == then.digest else [f"the file was changed: it is {now}, its receipt says {then.digest}"]


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


def _against_project(then: Receipt, opened: Project) -> list[str]:
    """What differs between the receipt and the same export made now."""
    from dateline.write.formats import WRITERS
    from dateline.write.receipt import differences

    if then.format not in WRITERS:
        raise InputError(
            "receipt-format", f"there is no format {then.format!r}", fix="Use the version of dateline that wrote it."
        )
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        again = Path(folder) / "again"
        query = selected(opened.events, then.query).query
        with again.open("wb") as stream:
            written = write_events(opened, then.format, query, stream, options=then.options, workers=2)
        now = receipt_of(opened, written, again, format_=then.format, query=then.query, options=then.options)
        return list(differences(then, now))
