"""A project's own registry: entries that people added, more aliases, and ids that turned out to be the same organisation.

One file of the same columns as `organisations.tsv`, read after it. A row with an id that is known already changes what its
filled cells say and adds its aliases; a row of the kind `joined` says that its id stands for the one in the parent's cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.errors import LinkError
from dateline.link.registry_entries import JOINED, Organisation, organisation
from dateline.link.registry_tables import COLUMNS, own_rows

__all__ = ["Own", "add_row", "with_own"]

_HEAD = COLUMNS["organisations.tsv"]
_KIND, _PARENT = _HEAD.index("kind"), _HEAD.index("parent")


@dataclass(frozen=True, slots=True)
class Own:
    """The organisations of the package and the project together, and the ids that stand for another's."""

    organisations: tuple[Organisation, ...]
    joined: Mapping[str, str]


def with_own(shipped: Sequence[Organisation], file: Path | None) -> Own:
    """The organisations that ship with those of a project's file laid over them.

    Raises:
        LinkError: the file cannot be read, a row is wrong, or it joins an id to one that nobody has.
    """
    entries = {entry.id: entry for entry in shipped}
    joined: dict[str, str] = {}
    for row in own_rows(file) if file else ():
        if row[_KIND] == JOINED:
            joined[row[0]] = row[_PARENT]
        else:
            entry = organisation(row, where=str(file))
            entries[entry.id] = _over(entries[entry.id], entry) if entry.id in entries else entry
    resolved = {key: _end(key, joined) for key in joined}
    for key, same in resolved.items():
        if same not in entries:
            raise LinkError(
                "registry-own",
                f"{key} is joined to {same}, which is no id",
                where=str(file),
                fix="`dateline actor find NAME` gives ids.",
            )
    return Own(tuple(entries.values()), resolved)


def _end(key: str, joined: Mapping[str, str]) -> str:
    """The id at the end of a chain of joins; the first again where the chain is a circle."""
    seen = {key}
    while key in joined and joined[key] not in seen:
        key = joined[key]
        seen.add(key)
    return key


def _over(old: Organisation, new: Organisation) -> Organisation:
    """An entry with what a later row says of it."""
    return replace(
        old,
        name=new.name or old.name,
        kind=new.kind or old.kind,
        source_kind=new.source_kind or old.source_kind,
        countries=new.countries or old.countries,
        parent=new.parent or old.parent,
        since=new.since or old.since,
        until=new.until or old.until,
        ucdp_id=new.ucdp_id or old.ucdp_id,
        aliases=(*old.aliases, *(alias for alias in new.aliases if alias not in old.aliases)),
    )


def add_row(file: Path, row: Mapping[str, str]) -> None:
    """Adds a row to a project's own registry, or changes the one of its id: filled cells replace, aliases are added.

    Args:
        file: made where it is not there.
        row: cells by the names of the columns; `id` must be given.
    Raises:
        LinkError: the file cannot be read or written, or what stands in it is damaged.
    """
    rows = {old[0]: old for old in own_rows(file)}
    cells = tuple(" ".join(row.get(column, "").split()) for column in _HEAD)
    rows[row["id"]] = _merged(rows[row["id"]], cells) if row["id"] in rows else cells
    text = "\n".join("\t".join(line) for line in (_HEAD, *(rows[key] for key in sorted(rows)))) + "\n"
    try:
        beside = file.with_name(f"{file.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as fault:
        raise LinkError(
            "registry-own", f"cannot be written: {fault.strerror}", where=str(file), fix="Check the folder's permissions."
        ) from fault


def _merged(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    *filled, aliases = (fresh or stale for stale, fresh in zip(old, new, strict=True))
    known = [alias.strip() for cell in (old[-1], new[-1]) for alias in cell.split(";") if alias.strip()]
    return (*filled, "; ".join(dict.fromkeys(known)) or aliases)
