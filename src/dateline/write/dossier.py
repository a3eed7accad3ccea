"""A dossier: one event with everything behind it, so that each number can be defended from the printed page alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.model import Action, Actor, Claim, ClaimRef, Event, EventState, HarmEstimate, Match, Value
from dateline.text.words import actor_words, code_words, conflict_words, count_words, place_words, when_words
from dateline.write.dossier_claims import claims_table, quotations
from dateline.write.footnotes import document_words, speaker_words
from dateline.write.printout import Heading, Inline, Items, Paragraph, Part, Printout, Strong, Table, Words
from dateline.write.record import EventRecord

__all__ = ["Case", "dossier"]

_CHECKED = frozenset({EventState.CHECKED, EventState.FINAL})
_SURE = 0.8  # confidence from which a value raises no question


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a dossier is made from; nothing is withheld here, so give it as it may be told.

    Args:
        record: the event; each claim with the time and place that hold for it.
        contexts: each claim, its quote widened to what stands around it.
        actions: what each claim's document takes the action to be.
        ids: speakable id of each claim.
        witnesses: for a document that is a copy the id of the one that it counts with.
        matches: the comparisons that hold the event together.
        revisions: what the event went through, a line each.
        decisions: what people decided, a line each.
        joined: ids of events that were joined into this one.
        near: events that come near to it without being it, a line each.
        tally: for a total, what the project holds of it, in words.
        colophon: lines on what it was made from: run, rules, versions, what was withheld.
    """

    record: EventRecord
    contexts: Mapping[ClaimRef, Claim]
    actions: Mapping[ClaimRef, Action]
    ids: Mapping[ClaimRef, str]
    witnesses: Mapping[str, str]
    matches: tuple[Match, ...]
    revisions: tuple[str, ...]
    decisions: tuple[str, ...]
    joined: tuple[str, ...]
    near: tuple[str, ...]
    tally: str | None
    colophon: tuple[str, ...]


def dossier(case: Case) -> Printout:
    """The dossier of one event: values with their rules, figures and claims side by side, words in context, documents, reasons, history."""
    event = case.record.event
    what = code_words(event.action.value) + (", a total over several" if event.aggregate else "")
    status = f" ({code_words(event.status.value)})" if event.status.value not in (None, "occurred") else ""
    parts = (
        *_summary(case),
        *_values(case),
        *_figures(case),
        Heading("What each source says"),
        claims_table(case.record, case.actions, case.ids),
        Heading("The words"),
        *quotations(case.record, case.contexts, case.ids),
        *_documents(case),
        *_reasons(case),
        *_history(case),
    )
    return Printout(
        title=f"{event.id}: {what}{status}, {place_words(event.place.value)}",
        lead=f"{when_words(event.time.value)} · {_state(event)} · revision {event.version}",
        parts=parts,
        colophon=case.colophon,
    )


def _state(event: Event) -> str:
    return event.state.value + ("" if event.state in _CHECKED else ", not checked by a second person")


def _summary(case: Case) -> Iterator[Part]:
    event = case.record.event
    n = len(case.record.claims)
    told = f"Told by {event.n_documents} document{'s' if event.n_documents != 1 else ''}, {event.n_independent} of them independent, in {n} claim{'s' if n != 1 else ''}."
    dispute = (
        f" The claims disagree on {conflict_words(event.conflicts)}."
        if event.conflicts
        else " The claims do not contradict one another."
    )
    yield Paragraph((told, dispute, f" {case.tally}." if case.tally else ""))
    questions = tuple(_questions(case))
    if questions:
        yield Heading("Open questions")
        yield Items(tuple((question,) for question in questions))


def _questions(case: Case) -> Iterator[str]:
    """What is unknown, contested or thinly supported: what a further source could settle."""
    event = case.record.event
    if event.n_independent <= 1:
        yield "Only one independent document tells of it: does any other?"
    if event.time.value is None or event.time.value.start is None:
        yield "When was it?"
    elif event.time.value.precision != "day":
        yield f"On which day was it? It is known to the {code_words(event.time.value.precision)}."
    if event.place.value is None or event.place.value.precision not in ("exact", "near"):
        yield "Where exactly was it?"
    if not any(value.value for value in event.perpetrators):
        yield "Who did it?"
    for conflict in event.conflicts:
        yield f"Which account of {conflict_words((conflict,))} holds?"
    unsure = [
        name for name, value in (("action", event.action), ("time", event.time), ("place", event.place)) if _is_unsure(value)
    ]
    if unsure:
        yield f"The machine is not sure of: {', '.join(unsure)}."


def _is_unsure(value: Value[Any]) -> bool:
    return value.decided is None and value.confidence is not None and value.confidence < _SURE


# --- values --------------------------------------------------------------------------------------------------------------


def _values(case: Case) -> Iterator[Part]:
    event = case.record.event
    rows = [
        _row("action", code_words(event.action.value), event.action),
        _row("status", code_words(event.status.value), event.status),
        _row("when", f"{when_words(event.time.value)} ({_precision(event.time)})", event.time),
        _row("where", f"{place_words(event.place.value)} ({_precision(event.place)}){_point(event)}", event.place),
        *(_row("perpetrator", _actor(value), value) for value in event.perpetrators),
        *(_row("target", _actor(value), value) for value in event.targets),
        *((_row("weapon", code_words(event.weapon.value), event.weapon),) if event.weapon.value else ()),
        *(_harm_row(estimate) for estimate in event.harm),
    ]
    yield Heading("Our values")
    yield Table(
        caption="Each value with the rule that chose it, and how many claims are for and against it",
        head=("Field", "Value", "Rule", "For", "Against", "Decided by"),
        rows=tuple(rows),
        numbers=frozenset({3, 4}),
    )


def _row(field: str, words: str, value: Value[Any]) -> tuple[Words, ...]:
    sure = f", {value.confidence:.0%} sure" if value.confidence is not None else ""
    return (
        (field,),
        (Strong(words), sure),
        (value.rule,),
        (f"{len(value.supports)}",),
        (f"{len(value.contradicts)}",),
        (_decided(value),),
    )


def _harm_row(estimate: HarmEstimate) -> tuple[Words, ...]:
    behind = {*estimate.low_claims, *estimate.best_claims, *estimate.high_claims}
    against = f"{len(estimate.contradicts)}"
    return (
        (estimate.kind.value,),
        (Strong(count_words(estimate.count)),),
        (estimate.rule,),
        (f"{len(behind)}",),
        (against,),
        (_decided(estimate),),
    )


def _decided(value: Value[Any] | HarmEstimate) -> str:
    return f"{value.decided.by}, {value.decided.at:%Y-%m-%d} ({value.decided.id})" if value.decided else ""


def _precision(value: Value[Any]) -> str:
    return code_words(value.value.precision) if value.value else "unknown"


def _point(event: Event) -> str:
    place = event.place.value
    if place is None or place.latitude is None or place.longitude is None:
        return ""
    return f", {place.latitude:.3f}, {place.longitude:.3f}" + (f", GeoNames {place.geonames_id}" if place.geonames_id else "")


def _actor(value: Value[Actor]) -> str:
    if value.value is None:
        return "unknown"
    return actor_words(value.value) + (f" [{value.value.actor_id}]" if value.value.actor_id else "")


def _figures(case: Case) -> Iterator[Part]:
    """For each kind of harm every figure, who gives it in which words, and what it is for our estimate."""
    record = case.record
    for estimate in record.event.harm:
        told = [(ref, harm) for ref, claim in record.claims.items() for harm in claim.harm if harm.kind is estimate.kind]
        if told:
            yield Table(
                caption=f"{estimate.kind.value}: {count_words(estimate.count)} by rule {estimate.rule}",
                head=("Figure", "Who says so", "Words", "Where", "In our estimate"),
                rows=tuple(
                    (
                        (count_words(harm.count),),
                        (speaker_words(record.claims[ref], record.documents[ref.document]),),
                        (f"“{' '.join((harm.quote or record.claims[ref].quote).text.split())}”",),
                        (f"{case.ids.get(ref, '')} {ref.document}:{(harm.quote or record.claims[ref].quote).start}",),
                        (_role(ref, estimate),),
                    )
                    for ref, harm in sorted(
                        told, key=lambda one: (one[1].count.best or one[1].count.low or one[1].count.high or 0, one[0])
                    )
                ),
            )


def _role(ref: ClaimRef, estimate: HarmEstimate) -> str:
    roles = [
        name
        for name, refs in (("low", estimate.low_claims), ("best", estimate.best_claims), ("high", estimate.high_claims))
        if ref in refs
    ]
    return ", ".join(roles) or ("against" if ref in estimate.contradicts else "")


# --- documents, reasons, history -------------------------------------------------------------------------------------------


def _documents(case: Case) -> Iterator[Part]:
    documents = sorted(
        case.record.documents.values(), key=lambda doc: (case.witnesses.get(doc.id, doc.id), doc.id in case.witnesses, doc.id)
    )
    rows = []
    for doc in documents:
        original = case.witnesses.get(doc.id)
        rows.append(((doc.id,), document_words(doc), (f"counts with {original}" if original else "independent",)))
    yield Heading("Documents")
    yield Table(caption="Copies of one text count as one witness", head=("Id", "Document", "Witness"), rows=tuple(rows))
    yield Paragraph(("The texts that the quotes point into, by their digests:",))
    yield Items(tuple((f"{doc.id}: {doc.n_code_points:,} characters, {doc.digest}",) for doc in documents))


def _reasons(case: Case) -> Iterator[Part]:
    if not case.matches:
        return
    yield Heading("Why these reports are one event")
    ordered = sorted(case.matches, key=lambda match: (match.decision is not None, match.score))
    weakest = next((match for match in ordered if match.decision is None), None)
    yield Items(tuple(_match(match, is_weakest=match is weakest and len(ordered) > 1) for match in ordered))
    if case.near:
        yield Paragraph((Strong("Near, but not the same: "), "; ".join(case.near), "."))


def _match(match: Match, *, is_weakest: bool) -> Words:
    if match.decision:
        return (f"{match.left} and {match.right}: decided ({match.decision})",)
    reasons = "; ".join(f"{reason.words} {reason.weight:+.2f}" for reason in match.reasons)
    weakest: tuple[Inline, ...] = (Strong(" weakest link"),) if is_weakest else ()
    return (f"{match.left} and {match.right}: log odds {match.score:+.2f} ({reasons})", *weakest)


def _history(case: Case) -> Iterator[Part]:
    joined = [f"{name} was joined into this event." for name in case.joined]
    yield Heading("History")
    yield Items(tuple((line,) for line in (*case.revisions, *joined)))
    if case.decisions:
        yield Paragraph((Strong("Decided by people:"),))
        yield Items(tuple((line,) for line in case.decisions))
    else:
        yield Paragraph(("Nobody has decided anything on it; all values are the machine's.",))
