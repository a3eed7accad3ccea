"""Options that several commands share, each with one name and one meaning."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = [
    "AccountJson",
    "Coarsen",
    "DryRun",
    "Excerpts",
    "Id",
    "Json",
    "ProjectPath",
    "Where",
    "WithNames",
    "Workers",
    "WritingWorkers",
]

ProjectPath = Annotated[
    str | None,
    typer.Option(
        "--project",
        metavar="PATH",
        help="The project: its folder or its .db file. Without it, the one in this folder or the nearest above it.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on stdout instead of text for people.")]
AccountJson = Annotated[
    bool, typer.Option("--json", help="The account as one JSON object: on stderr, or on stdout where that holds no data.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")]
Where = Annotated[
    str | None,
    typer.Option(
        "--where",
        metavar="CONDITIONS",
        help='Only events that fit, as in "country=SYR date=2026-03 action=shelling". Fields: country, date, action, actor, state.',
        show_default=False,
    ),
]
WithNames = Annotated[
    bool, typer.Option("--with-names", help="Also name private persons; without it their names are withheld from the output.")
]
Coarsen = Annotated[
    str | None,
    typer.Option(
        "--coarsen",
        metavar="RULE",
        help="Tell places less closely: admin2, admin1, country, or a grid as grid-25km; none where project.toml names a rule.",
        show_default=False,
    ),
]
Excerpts = Annotated[
    int | None,
    typer.Option(
        "--excerpts", metavar="N", min=0, help="Tell at most N characters of each quote; 0 tells none.", show_default=False
    ),
]
Workers = Annotated[int, typer.Option("--workers", metavar="N", min=1, max=256, help="Processes that code documents.")]
WritingWorkers = Annotated[
    int, typer.Option("--workers", metavar="N", min=1, max=256, help="Processes that write, where there are many events.")
]
Id = Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event, as in E-7K3QWX4; any case, with or without E-.")]
