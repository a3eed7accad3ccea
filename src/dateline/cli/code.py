"""`dateline code`: files or stdin to codebook JSONL on stdout, without a project."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.locate import require_there
from dateline.cli.options import AccountJson, Workers
from dateline.cli.progress import progress_bar
from dateline.cli.speech import counted, give_json, problem_to_json, say
from dateline.errors import DatelineError, InputError

if TYPE_CHECKING:
    from dateline.model import Document, Problem
    from dateline.read import Reading
    from dateline.run import Coding, ProgressCallback

__all__ = ["code"]

_STDIN = "standard input"
# Documents that are named of those that were turned away; --json names all.
_NAMED = 5


def code(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILES",
            help="HTML, text, JSONL and JSON files, and folders of them; - or none is stdin.",
            show_default=False,
        ),
    ] = None,
    *,
    every: Annotated[
        bool, typer.Option("--every", help="Have the model read every document, those too that the relevance test turns away.")
    ] = False,
    workers: Workers = 2,
    json: AccountJson = False,
) -> int:
    """Code reports to JSONL on stdout, without a project.

    One document a line, in the order in which they came. A JSONL input keeps its ids, titles, dates and extra fields; its own `incidents` are not read. Incidents that are one occurrence
    get one `event_id`, but never across documents of different `story`. Lines are written when all documents are coded.
    Problems go to stderr; with --json as JSON, with the counts at the end.
    """
    given = files or ["-"]
    if "-" in given and sys.stdin.isatty():
        raise InputError("input-none", "no files were given, and nothing is piped in", fix="Give files: dateline code FILES")
    require_there(given)
    admitted = _Admitted(_readings(given))
    with progress_bar(is_quiet=json) as told:
        codings = _coded(admitted, workers, told, every=every)
    problems = [*admitted.problems, *(problem for coding in codings for problem in coding.problems)]
    n_events = _write(codings)
    _account(codings, problems, n_events, as_json=json)
    if problems and not codings:
        return ExitCode.FAILED
    return ExitCode.PROBLEMS if problems else ExitCode.DONE


def _readings(given: Sequence[str]) -> Iterator[Reading | Problem]:
    from dateline.read import files

    for name in given:
        yield from _piped(sys.stdin.buffer) if name == "-" else files([name])


def _piped(stream: BinaryIO) -> Iterator[Reading | Problem]:
    """What is on stdin: lines of JSON as they come, anything else as one document."""
    from dateline import read
    from dateline.model import Problem

    head = b""
    while not head.strip() and (line := stream.readline()):
        head += line
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from read.jsonl(chain((head.lstrip(),), stream), _STDIN)
        return
    data = head + stream.read()
    try:
        if not data.strip():
            raise InputError("input-empty", "nothing came in", where=_STDIN, fix="Pipe a report or JSONL in, or give files.")
        yield read.Reading(document=read.document(data), original=b"", media_type="", name=_STDIN)
    except DatelineError as fault:
        yield Problem(code=fault.code, what=fault.what, where=_STDIN, fix=fault.fix, stage="read")


class _Admitted:
    """The documents of the readings, one for each id; what was not admitted is a problem."""

    def __init__(self, readings: Iterable[Reading | Problem]) -> None:
        self._readings = readings
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Document]:
        seen: dict[str, str] = {}
        from dateline.model import Problem

        for one in self._readings:
            if isinstance(one, Problem):
                self.problems.append(one)
            elif one.document.id in seen:
                self.problems.append(_repeated(one, seen[one.document.id]))
            else:
                seen[one.document.id] = one.name
                yield one.document


def _repeated(reading: Reading, first: str) -> Problem:
    from dateline.model import Problem

    return Problem(
        code="document-repeated",
        what=f"id {reading.document.id!r} stands at {first} already",
        where=reading.name,
        fix="Give each document once, and its own id to each.",
        stage="read",
        document=reading.document.id,
    )


def _coded(documents: Iterable[Document], workers: int, told: ProgressCallback | None, *, every: bool) -> Sequence[Coding]:
    """The codings, with events; few documents are coded in this process, since starting others takes longer."""
    from dateline import run
    from dateline.run.pipeline import CHUNK

    source = iter(documents)
    first = tuple(islice(source, CHUNK + 1))
    found: list[Coding] = []
    coder = run.code_every if every else run.code
    with closing(run.code_all(chain(first, source), workers if len(first) > CHUNK else 1, coder=coder)) as codings:
        for coding in codings:
            found.append(coding)
            if told:
                told(run.Progress("find", len(found), None))
    return run.join(found)[0]


def _write(codings: Sequence[Coding]) -> int:
    """How many events there are in the lines that were written."""
    import json

    from dateline.model.shape import document_to_json

    events: set[str | None] = set()
    for coding in codings:
        node = document_to_json(coding.document, coding.incidents)
        sys.stdout.buffer.write(json.dumps(node, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
        events.update(incident.event_id for incident in coding.incidents)
    sys.stdout.buffer.flush()
    return len(events)


def _account(codings: Sequence[Coding], problems: Sequence[Problem], n_events: int, *, as_json: bool) -> None:
    n_incidents = sum(len(coding.incidents) for coding in codings)
    if as_json:
        counts = {"documents": len(codings), "incidents": n_incidents, "events": n_events, "turned_away": _away(codings)}
        give_json(counts | {"problems": [problem_to_json(one) for one in problems]}, err=True)
        return
    for problem in problems:
        say(f"problem: {problem}")
    counts_told = ((len(codings), "document"), (n_incidents, "incident"), (n_events, "event"), (len(problems), "problem"))
    say("   ".join(counted(number, noun) for number, noun in counts_told))
    away = _away(codings)
    if away:
        named = ", ".join(list(away)[:_NAMED]) + (" …" if len(away) > _NAMED else "")
        say(f"{counted(len(away), 'document')} turned away by the relevance test: {named}. With --every the model reads all.")


def _away(codings: Sequence[Coding]) -> dict[str, float]:
    """The ids of the documents that the relevance test turned away, each with the probability that it tells of an incident."""
    return {c.document.id: round(c.turned_away, 4) for c in codings if c.turned_away is not None}
