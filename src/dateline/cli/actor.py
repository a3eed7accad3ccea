"""`dateline actor`: who is in the registry, and a project's own additions to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.home import home_of
from dateline.cli.options import DryRun, Json, ProjectPath
from dateline.cli.speech import give, give_json, say
from dateline.errors import ConfigError, InputError

if TYPE_CHECKING:
    from dateline.link.registry import Organisation, Registry

__all__ = ["actor"]

actor = typer.Typer(
    name="actor",
    help="Look up organisations, and add to them what the project knows.",
    rich_markup_mode=None,
    no_args_is_help=True,
)
_Name = Annotated[str, typer.Argument(metavar="NAME", help="Name, in the spelling that reports use most.")]
_Id = Annotated[str, typer.Argument(metavar="ID", help="Id of an organisation, as `dateline actor find` gives it.")]
_Aliases = Annotated[
    list[str] | None,
    typer.Option("--alias", metavar="NAME", help="Another spelling or an acronym; may be repeated.", show_default=False),
]
_Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country", metavar="CODE", help="ISO 3166-1 alpha-3 code of where it acts; may be repeated.", show_default=False
    ),
]
_FOUND = 20


@actor.command()
def find(name: _Name, *, project: ProjectPath = None, json: Json = False) -> int:
    """List the organisations that bear a name, or a name that holds these words."""
    known = _registry(project)
    found, bodies = _bearers(known, name)[:_FOUND], _state_bodies(known, name)
    if json:
        give_json({"organisations": [_to_json(entry) for entry in found], "state_bodies": bodies})
        return ExitCode.DONE
    for key in bodies:
        give(f"{key}  {name}  of the state, by rule")
    for entry in found:
        years = f"{entry.since or '?'}–{entry.until or ''}" if entry.since or entry.until else ""
        give("  ".join(part for part in (entry.id, entry.name, _kind(entry), " ".join(entry.countries), years) if part))
    if not found and not bodies:
        say(f"Nobody in the registry is called {name}. Next: dateline actor add {name!r} --kind KIND --country CODE")
    return ExitCode.DONE


@actor.command()
def add(
    name: _Name,
    *,
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Actor kind of the codebook, as armed_group; of a body that only speaks, its source kind, as monitor.",
        ),
    ],
    key: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Permanent id; made from the name where none is given.", show_default=False),
    ] = None,
    country: _Countries = None,
    alias: _Aliases = None,
    parent: Annotated[
        str | None, typer.Option("--parent", metavar="ID", help="The organisation that it belongs to.", show_default=False)
    ] = None,
    since: Annotated[int | None, typer.Option("--since", metavar="YEAR", help="First year.", show_default=False)] = None,
    until: Annotated[int | None, typer.Option("--until", metavar="YEAR", help="Last year.", show_default=False)] = None,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Add an organisation to the project's registry."""
    known, file = _registry(project), _file(project)
    row = {
        "id": key or _made(name),
        "name": name,
        "since": str(since or ""),
        "until": str(until or ""),
        "aliases": "; ".join(alias or ()),
    }
    row |= _kinds(kind) | {"countries": " ".join(_countries(known, country or ()))}
    if parent is not None:
        row["parent"] = _require(known, parent)
    if row["id"] in known.organisations:
        raise InputError(
            "actor-exists",
            f"there is an organisation {row['id']}",
            where="ID",
            fix="Give another --id, or use `dateline actor alias`.",
        )
    return _written(file, row, f"{row['id']} ({name})", dry_run=dry_run, json=json)


@actor.command()
def alias(
    key: _Id,
    names: Annotated[list[str], typer.Argument(metavar="NAME", help="Further spellings, acronyms, names in other languages.")],
    *,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Add spellings to an organisation."""
    known, file = _registry(project), _file(project)
    row = {"id": _require(known, key), "aliases": "; ".join(name.replace(";", ",") for name in names)}
    return _written(file, row, f"{', '.join(names)} to {row['id']}", dry_run=dry_run, json=json)


@actor.command()
def join(
    key: _Id,
    same: Annotated[str, typer.Argument(metavar="SAME", help="Id of the organisation that it is the same as; this id stays.")],
    *,
    project: ProjectPath = None,
    dry_run: DryRun = False,
    json: Json = False,
) -> int:
    """Say that one id, also a provisional one, is the same organisation as another."""
    from dateline.link.registry import PROVISIONAL
    from dateline.link.registry_entries import JOINED

    known, file = _registry(project), _file(project)
    kept = _require(known, same)
    joined = key if key.startswith(PROVISIONAL) else _require(known, key)
    if joined == kept:
        raise InputError("actor-same", f"{joined} is {kept} already", where="SAME", fix="Give two different ids.")
    row = {"id": joined, "kind": JOINED, "parent": kept}
    return _written(file, row, f"{joined} as {kept}", dry_run=dry_run, json=json)


def _file(project: str | None) -> Path:
    from dateline.run.own import REGISTRY

    return home_of(project) / REGISTRY


def _registry(project: str | None) -> Registry:
    """The registry with the project's own entries; without, where there is no project."""
    from dateline.link.registry import registry, use_own

    try:
        use_own(_file(project))
    except ConfigError:
        if project is not None:
            raise
        use_own(None)
    return registry()


def _state_bodies(known: Registry, name: str) -> list[str]:
    """The ids of the governments and forces that the rules give for a name."""
    from dateline.link.look_up import look_up

    return [key for key in look_up(name) if key not in known.organisations and key.startswith(("gov-", "rebels-"))]


def _bearers(known: Registry, name: str) -> list[Organisation]:
    """The organisations with this very name first, then those with its words in a name."""
    from dateline.link.look_up import look_up
    from dateline.text.normal import fold

    first = [known.organisations[key] for key in look_up(name) if key in known.organisations]
    wanted = set(fold(name).split())
    within = [
        entry
        for entry in known.organisations.values()
        if any(wanted <= set(fold(one).split()) for one in (entry.name, *entry.aliases)) and entry.id not in known.joined
    ]
    return list({entry.id: entry for entry in (*first, *within)}.values())


def _require(known: Registry, key: str) -> str:
    """The id, where it is one, or the one that it was joined to."""
    found = known.joined.get(key, key)
    if found not in known.organisations:
        raise InputError(
            "actor-unknown", f"there is no organisation {key}", where="ID", fix="`dateline actor find NAME` gives the ids."
        )
    return found


def _kinds(kind: str) -> dict[str, str]:
    from dateline.model import ActorKind, SourceKind

    if kind in set(ActorKind):
        return {"kind": kind}
    if kind in set(SourceKind):
        return {"source_kind": kind}
    raise InputError("actor-kind", f"{kind} is no kind of the codebook", where="--kind", fix=f"One of: {', '.join(ActorKind)}.")


def _countries(known: Registry, codes: list[str] | tuple[str, ...]) -> list[str]:
    for code in codes:
        if code.upper() not in known.countries:
            raise InputError(
                "actor-country", f"{code} is no country's code", where="--country", fix="Give three letters, as SDN."
            )
    return [code.upper() for code in codes]


def _made(name: str) -> str:
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    made = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in plain).split())
    if not made:
        raise InputError("actor-id", f"no id can be made from {name!r}", where="NAME", fix="Give one in Latin letters with --id.")
    return made


def _written(file: Path, row: dict[str, str], what: str, *, dry_run: bool, json: bool) -> int:
    from dateline.link.registry_own import add_row

    if not dry_run:
        add_row(file, row)
    if json:
        give_json({"id": row["id"], "file": str(file), "dry_run": dry_run})
    else:
        say(f"{'Would write' if dry_run else 'Wrote'} {what} in {file.name}.")
        say("Next: dateline run")
    return ExitCode.DONE


def _kind(entry: Organisation) -> str:
    return str(entry.kind or entry.source_kind or "").replace("_", " ")


def _to_json(entry: Organisation) -> dict[str, object]:
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "source_kind": entry.source_kind,
        "countries": list(entry.countries),
        "parent": entry.parent,
        "since": entry.since,
        "until": entry.until,
        "ucdp_id": entry.ucdp_id,
        "aliases": list(entry.aliases),
    }
