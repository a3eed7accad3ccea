"""A release: a dataset frozen in a folder, with receipts, codebook, data card, changes, citations and the digests of all of it."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.run.exporting import withholding_of, write_events
from dateline.run.receipts import digest_of, receipt_of, receipt_path

if TYPE_CHECKING:
    from dateline.run.project import Project
    from dateline.store import EventQuery
    from dateline.write.card import Contents
    from dateline.write.changes import Change, Fate
    from dateline.write.citation import Citation

__all__ = ["DIGESTS", "FILES", "INDEX", "MANIFEST", "Asked", "Release", "release", "release_in"]

DIGESTS, INDEX, MANIFEST = "SHA256SUMS", "index.jsonl", "release.json"
FILES: Mapping[str, str] = {
    "csv": "events.csv",
    "jsonl": "events.jsonl",
    "geojson": "events.geojson",
    "parquet": "events.parquet",
    "geoparquet": "events.geo.parquet",
    "xlsx": "events.xlsx",
    "rss": "events.rss.xml",
    "atom": "events.atom.xml",
    "jsonfeed": "events.feed.json",
    "jsonld": "events.jsonld",
    "acled": "acled.csv",
    "ucdp_ged": "ucdp_ged.csv",
    "hxl": "hxl.csv",
    "polecat": "polecat.tsv",
    "gdelt": "gdelt.tsv",
    "gdelt_mentions": "gdelt_mentions.tsv",
}
"""The name of the file of each format."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_BATCH = 1_000  # events whose records lie in memory at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a release is asked to hold.

    Args:
        formats: names of the formats, at least one.
        conditions: on the events, as they were typed.
        query: the same, read.
        options: see `dateline.run.exporting.options_of`.
        cited: how it is to be cited; its version is the release's name.
        workers: processes that write.
    """

    formats: tuple[str, ...]
    conditions: Mapping[str, str]
    query: EventQuery
    options: tuple[str, ...]
    cited: Citation
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release as its folder says it.

    Args:
        folder: where it lies.
        name: its name.
        released: its day.
        n_events: events in it.
        against: name of the release before it; None for the first.
        changes: how many events differ from that, by kind.
    """

    folder: Path
    name: str
    released: date
    n_events: int
    against: str | None
    changes: Mapping[str, int]


def release(project: Project, folder: Path, asked: Asked, *, before: Path | None = None) -> Release:
    """The release that was made: a new folder, which is there only when all of it is written.

    The same store, day and wishes give the same bytes.

    Args:
        project: whose events.
        folder: where the release goes, a folder of its own.
        asked: what it holds.
        before: folder of the release that it is compared with; None for the first.
    Raises:
        InputError: the folder is there, the name cannot name a folder, or the earlier release is none.
        StoreError: the database could not be read.
    """
    if _NAME.fullmatch(asked.cited.version) is None:
        raise InputError(
            "release-name", f"{asked.cited.version!r} cannot name a folder", fix="Use letters, digits, dots and hyphens."
        )
    if folder.exists():
        raise InputError(
            "release-there", "there is something already", where=str(folder), fix="A release is never changed: give a new name."
        )
    earlier = release_in(before) if before else None
    with _new_folder(folder) as made:
        contents = _index(project, asked, made / INDEX)
        for format_ in asked.formats:
            _file(project, asked, format_, made)
        counts = _changes(project, asked, made, earlier)
        _pages(project, asked, made, contents)
        _manifest(project, asked, made, n_events=contents.n_events, earlier=earlier, counts=counts)
        _digests(made)
    return release_in(folder)


@contextmanager
def _new_folder(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is wanted, which takes its name when the block ends."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as fault:
        raise InputError(
            "output-unwritable",
            f"cannot be written: {fault.strerror}",
            where=str(folder),
            fix="Check the path and its permissions.",
        ) from fault
    try:
        yield made
        made.chmod(0o755)  # mkdtemp gives its folder to this user alone
        made.rename(folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _index(project: Project, asked: Asked, file: Path) -> Contents:
    """What is in the release; every event has a line in the index, in the order of ids."""
    from dateline.write.card import Contents
    from dateline.write.changes import index_line
    from dateline.write.withhold import withhold

    contents, withholding = Contents(), withholding_of(asked.options)
    names = iter(sorted(project.store.events.names(asked.query)))
    with file.open("wb") as out:
        while some := list(islice(names, _BATCH)):
            for record in project.store.records.many(some):
                contents.count(record)
                out.write(index_line(*withhold(record, withholding)))
    return contents


def _file(project: Project, asked: Asked, format_: str, folder: Path) -> None:
    from dateline.write.receipt import write_receipt

    file = folder / FILES[format_]
    with file.open("wb") as out:
        written = write_events(project, format_, asked.query, out, options=asked.options, workers=asked.workers)
    receipt = receipt_of(project, written, file, format_=format_, query=asked.conditions, options=asked.options)
    with receipt_path(file).open("w", encoding="utf-8", newline="\n") as text:
        write_receipt(receipt, text)


def _changes(project: Project, asked: Asked, folder: Path, earlier: Release | None) -> Mapping[str, int]:
    """How many events changed since the earlier release, by kind; the table and the page are written."""
    from dateline.write.changes import changes_table, changes_text

    table = folder / "changes.csv"
    found: list[Change] = []
    if earlier is not None:
        with (earlier.folder / INDEX).open("rb") as was, (folder / INDEX).open("rb") as is_:
            found = list(_compared(project, was, is_))
        with table.open("wb") as out:
            out.writelines(changes_table(found))
    name = earlier.name if earlier else None
    (folder / "CHANGELOG.md").write_text(
        changes_text(found, name=asked.cited.version, against=name), encoding="utf-8", newline="\n"
    )
    kinds = sorted({one.kind for one in found})
    return {kind: sum(one.kind == kind for one in found) for kind in kinds}


def _compared(project: Project, was: Iterable[bytes], is_: Iterable[bytes]) -> Iterator[Change]:
    from dateline.write.changes import changes

    successions = project.store.events.successions()
    parents = {one.new: one.old for one in successions if one.kind == "split"}
    return changes(was, is_, fates=_fates(project), parents=parents)


def _fates(project: Project) -> Mapping[str, Fate]:
    """What became of the events that were joined or withdrawn, with the living events that they live on in."""
    from dateline.model import EventState
    from dateline.write.changes import Fate

    named = project.store.events.named()
    heirs = {one.id: one.joined_into for one in named if one.joined_into}
    parts: dict[str, list[str]] = {}
    for one in project.store.events.successions():
        if one.kind == "split":
            parts.setdefault(one.old, []).append(one.new)
    withdrawn = {
        one.id: Fate("withdrawn", tuple(sorted(parts.get(one.id, ())))) for one in named if one.state is EventState.WITHDRAWN
    }
    return withdrawn | {name: Fate("joined", (_heir(name, heirs),)) for name in heirs}


def _heir(name: str, heirs: Mapping[str, str]) -> str:
    seen = {name}
    while (heir := heirs.get(name)) and heir not in seen:
        seen.add(heir)
        name = heir
    return name


def _pages(project: Project, asked: Asked, folder: Path, contents: Contents) -> None:
    from dateline.write.card import card_text
    from dateline.write.citation import citations
    from dateline.write.codebook import codebook_text

    withholding = withholding_of(asked.options)
    pages = {
        "CODEBOOK.md": codebook_text(asked.formats, withholding),
        "DATACARD.md": card_text(asked.cited, contents, made=_made(project), query=asked.conditions, withholding=withholding),
        **citations(asked.cited),
    }
    for name, text in pages.items():
        (folder / name).write_bytes(text.encode("utf-8", "replace"))


def _made(project: Project) -> Mapping[str, str]:
    """How the events were made: what the manifest of the last run says."""
    import dateline

    run = next(iter(project.store.runs.all()), None)
    manifest = json.loads(run.manifest) if run else {}
    told = {"made with": f"dateline {dateline.__version__}"}
    told |= {"run": run.digest, "documents": str(manifest.get("n_documents", "unknown"))} if run else {}
    names = (
        ("rules", "rule set"),
        ("model", "model"),
        ("inputs", "digest of the documents"),
        ("decisions", "digest of the decisions"),
    )
    told |= {name: str(manifest[key]) for key, name in names if manifest.get(key)}
    versions = manifest.get("versions", {})
    return told | ({"versions": ", ".join(f"{name} {versions[name]}" for name in sorted(versions))} if versions else {})


def _manifest(
    project: Project, asked: Asked, folder: Path, *, n_events: int, earlier: Release | None, counts: Mapping[str, int]
) -> None:
    node = {
        "release": 1,
        "name": asked.cited.version,
        "title": asked.cited.title,
        "released": asked.cited.released.isoformat(),
        "project": project.name,
        "events": n_events,
        "query": dict(asked.conditions),
        "options": list(asked.options),
        "files": {name: FILES[name] for name in asked.formats},
        "against": {"name": earlier.name, "digests": digest_of(earlier.folder / DIGESTS)} if earlier else None,
        "changes": dict(counts),
    }
    (folder / MANIFEST).write_text(json.dumps(node, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _digests(folder: Path) -> None:
    """The digest of every file, as `sha256sum -c SHA256SUMS` reads it."""
    names = sorted(path.name for path in folder.iterdir())
    lines = [f"{digest_of(folder / name).removeprefix('sha256:')}  {name}\n" for name in names]
    (folder / DIGESTS).write_text("".join(lines), encoding="utf-8", newline="\n")


def release_in(folder: Path) -> Release:
    """The release that lies in a folder.

    Raises:
        InputError: there is none.
    """
    try:
        node = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Release(
            folder=folder,
            name=node["name"],
            released=date.fromisoformat(node["released"]),
            n_events=node["events"],
            against=node["against"]["name"] if node["against"] else None,
            changes=node["changes"],
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        what = f"{MANIFEST} cannot be read: {fault}"
        raise InputError("release-missing", what, where=str(folder), fix="Give a folder that `dateline release` made.") from fault
