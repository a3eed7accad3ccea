"""`dateline why`: why these incidents are one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exit_code import ExitCode
from dateline.cli.find_event import find_event
from dateline.cli.locate import open_nearest
from dateline.cli.options import Id, Json, ProjectPath
from dateline.cli.speech import counted, give, give_json, say

if TYPE_CHECKING:
    from dateline.merge.copies import Copying
    from dateline.model import Document, IncidentRef, Match
    from dateline.run import EventView, Separation

__all__ = ["match_lines", "match_to_json", "named", "why"]


def why(
    event: Id,
    *,
    near: Annotated[
        int, typer.Option("--near", metavar="N", min=0, help="Also the N events that come nearest without being joined.")
    ] = 0,
    project: ProjectPath = None,
    json: Json = False,
) -> int:
    """Say why reports are one event, with weights in words."""
    from dateline.run.support import copies_of

    with open_nearest(project) as opened:
        view = find_event(opened, event)
        copies = copies_of(view, opened.rules)
        misses = opened.near_misses(view.id, near) if near else ()
        others = {miss.right: opened.event(miss.right) for miss in misses}
    if json:
        from dateline.cli.why_not import separation_to_json

        node: dict[str, object] = {"id": view.id, "matches": [match_to_json(match) for match in view.why()]}
        node["copies"] = [asdict(one) for one in copies]
        give_json(node | ({"near": [separation_to_json(miss) for miss in misses]} if near else {}))
        return ExitCode.DONE
    for line in (*_lines(view), *_copy_lines(view, copies), *(_near_lines(misses, others) if near else ())):
        give(line)
    say(f"Next: dateline show {view.id}")
    return ExitCode.DONE


def _lines(view: EventView) -> Iterator[str]:
    from dateline.cli.event_page import lines_of

    yield next(lines_of(view))
    n, matches = len(view.incidents), view.why()
    if not matches:
        yield f"{'One incident' if n == 1 else f'{n} incidents'} of one document: nothing was joined."
        return
    yield f"{n} incidents are held together by {counted(len(matches), 'comparison')}."
    for match in sorted(matches, key=lambda m: -m.score):
        yield ""
        yield f"{named(view.documents, match.left)}\n  and {named(view.documents, match.right)}"
        yield from match_lines(match)
    if len(matches) > 1:
        weakest = min(matches, key=lambda m: (m.decision is not None, m.score))
        yield ""
        yield f"weakest link: {named(view.documents, weakest.left)} and {named(view.documents, weakest.right)} ({weakest.score:+.1f})"


def _copy_lines(view: EventView, copies: Sequence[Copying]) -> Iterator[str]:
    """Which of the documents count with another, and why."""
    docs = {doc.id: doc for doc in view.documents}
    for one in copies:
        doc, of = docs[one.document], docs[one.of]
        yield ""
        yield f"counts once: {doc.outlet or doc.id}, {doc.published or 'no date'}, with {of.outlet or of.id}, {of.published or 'no date'}"
        yield f"    {one.reason}"


def _near_lines(misses: Sequence[Separation], others: Mapping[str, EventView]) -> Iterator[str]:
    from dateline.cli.event_page import lines_of

    yield ""
    yield "near misses:" if misses else "near misses: none of the same country and days"
    for miss in misses:
        closest = miss.matches[0]
        against = sorted((r for r in closest.reasons if r.weight < 0), key=lambda r: r.weight)[:2]
        why_two = miss.forbidden[0] if closest.vetoed else ", ".join(f"{r.words} {r.weight:+.1f}" for r in against)
        yield f"  {next(lines_of(others[miss.right]))}"
        yield f"    closest pair {closest.score:+.1f}, mean {miss.mean:+.1f}; against: {why_two or 'nothing strong'}"


def match_lines(match: Match) -> Iterator[str]:
    """A comparison: its sum, and the weight of each part in words."""
    from dateline.text.odds import odds_words, strength_words

    yield f"  {match.score:+6.1f}  {odds_words(match.score)}"
    for reason in match.reasons:
        yield f"    {reason.weight:+6.1f}  {reason.words}  ({strength_words(reason.weight)})"
    if match.vetoed:
        yield f"    forbidden: {match.vetoed}" + (", but a person decided" if match.decision else "")
    if match.decision:
        yield f"    one event by decision {match.decision}"


def named(documents: Iterable[Document], ref: IncidentRef) -> str:
    """An incident by the outlet, day and title of its document."""
    doc = next(doc for doc in documents if doc.id == ref.document)
    title = " ".join((doc.title or "").split())
    return f"{doc.outlet or doc.id}, {doc.published or 'no date'}" + (f" “{title}”" if title else "") + f" [{ref.key}]"


def match_to_json(match: Match) -> dict[str, object]:
    """A comparison as JSON."""
    reasons = [{"words": reason.words, "weight": reason.weight} for reason in match.reasons]
    names: dict[str, object] = {"left": str(match.left), "right": str(match.right)}
    return names | {"score": match.score, "reasons": reasons, "vetoed": match.vetoed, "decision": match.decision}
