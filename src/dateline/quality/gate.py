"""The gate: gold sets coded by what is to be judged, each figure against its floor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.errors import InputError, QualityError
from dateline.model import Document, Incident
from dateline.model.shape import document_from_json, document_to_json
from dateline.quality.floors import Floor, GoldSet, read_gold
from dateline.quality.score import Scores, score

__all__ = ["Check", "Coder", "GateReport", "SetReport", "gate", "raised"]

Coder = Callable[[Sequence[Document]], Iterable[Incident]]
"""What is judged: gives the incidents of all documents, each with the id of its document, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One figure against its floor, all in percent."""

    figure: str
    measured: float
    least: float
    tolerance: float

    @property
    def is_held(self) -> bool:
        """Whether the figure is at its floor, or below it by no more than the tolerance."""
        return self.measured >= self.least - self.tolerance

    def __str__(self) -> str:
        return f"{self.figure} {self.measured} (floor {self.least}, tolerance {self.tolerance})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetReport:
    """What one gold set says.

    Args:
        gold: the set.
        checks: one for each floor; empty where the set was not measured.
        scores: None where it was not measured.
        absent: why it was not measured; None where it was.
        is_changed: whether its files are no longer those that its floors were set on.
    """

    gold: GoldSet
    checks: tuple[Check, ...] = ()
    scores: Scores | None = None
    n_documents: int = 0
    absent: str | None = None
    is_changed: bool = False

    @property
    def is_held(self) -> bool:
        """Whether its files are the pinned ones and no figure is below its floor."""
        return not self.is_changed and all(check.is_held for check in self.checks)


@dataclass(frozen=True, slots=True)
class GateReport:
    """What all gold sets say."""

    sets: tuple[SetReport, ...]

    @property
    def is_held(self) -> bool:
        """Whether no set fails; absent sets fail nothing."""
        return all(one.is_held for one in self.sets)

    def require(self) -> None:
        """Nothing, where the gate is held.

        Raises:
            QualityError: the files of a set were changed, or a figure is below its floor; the message names all of them.
        """
        changed = [one.gold.name for one in self.sets if one.is_changed]
        if changed:
            what = f"the gold files differ from those that the floors were set on: {', '.join(changed)}"
            raise QualityError("gold-changed", what, fix="Put the files back, or pin the new ones with `dateline gate --update`.")
        below = [f"{one.gold.name}: {check}" for one in self.sets for check in one.checks if not check.is_held]
        if below:
            what = f"{len(below)} below the floor: {'; '.join(below)}"
            raise QualityError("below-floor", what, fix="Find what made the coding worse: the floors were reached before.")

    def to_json(self) -> dict[str, object]:
        """The report as plain JSON, one object for each set."""
        return {"held": self.is_held, "sets": [_to_json(one) for one in self.sets]}


def gate(sets: Iterable[GoldSet], code: Coder) -> GateReport:
    """What each gold set says of a coder; sets of the data kit that are not there are reported absent.

    The coder gets the documents without their gold fields. Nothing is raised for a low figure: see `GateReport.require`.

    Args:
        sets: what is measured, from `read_floors`.
        code: what is judged.
    Raises:
        InputError: a set of the project's own is not there, is empty, or its gold is faulty.
    """
    return GateReport(tuple(_measured(one, code) for one in sets))


def raised(report: GateReport, *, lower: bool = False) -> tuple[GoldSet, ...]:
    """The sets of a report, pinned to their files as they are and each floor raised to what was measured.

    A set that was not measured stays as it was.

    Args:
        report: what the gate found.
        lower: also lower floors to what was measured; without it a floor never falls.
    """
    return tuple(one.gold if one.absent else _raised(one, lower=lower) for one in report.sets)


def _raised(one: SetReport, *, lower: bool) -> GoldSet:
    floors = tuple(Floor(c.figure, c.measured if lower else max(c.least, c.measured)) for c in one.checks)
    return replace(one.gold, floors=floors, digest=one.gold.actual_digest())


def _measured(one: GoldSet, code: Coder) -> SetReport:
    missing = one.missing
    if missing is not None:
        if one.is_outside:
            return SetReport(gold=one, absent=f"{missing} is not there")
        raise InputError("gold-absent", f"gold set {one.name!r} is not there", where=str(missing), fix="Put the file back.")
    gold = read_gold(one)
    if not gold:
        raise InputError("gold-empty", f"gold set {one.name!r} holds no document", fix="Give documents to measure on.")
    scores = _scores(gold, code)
    checks = tuple(
        Check(figure=floor.figure, measured=_measure(scores, floor.figure), least=floor.least, tolerance=one.tolerance)
        for floor in one.floors
    )
    changed = one.digest is not None and one.digest != one.actual_digest()
    return SetReport(gold=one, checks=checks, scores=scores, n_documents=len(gold), is_changed=changed)


def _scores(gold: Sequence[dict[str, object]], code: Coder) -> Scores:
    bare = [{name: value for name, value in doc.items() if name not in ("incidents", "digest")} for doc in gold]
    documents = [document_from_json(doc) for doc in bare]
    told: dict[str, list[Incident]] = {doc.id: [] for doc in documents}
    for incident in code(documents):
        if incident.document not in told:
            what = f"the coder gave an incident of document {incident.document!r}, which is not in the set"
            raise InputError("gate-document", what, fix="Keep the ids of the documents.")
        told[incident.document].append(incident)
    return score(gold, [document_to_json(doc, told[doc.id]) for doc in documents])


def _measure(scores: Scores, name: str) -> float:
    """The measured value that a floor speaks of."""
    if name == "silence":
        if scores.silence is None:
            raise InputError("figure-unknown", "the set has no document without incidents", fix="Take the floor for silence out.")
        return scores.silence.share
    figure, _, part = name.partition(".")
    value = getattr(scores.figure(figure), part or "f1", None) if part in ("", "precision", "recall", "f1") else None
    if value is None:
        raise InputError("figure-unknown", f"no figure {name!r} is measured", fix="Write it as in record, document.recall.")
    return float(value)


def _to_json(one: SetReport) -> dict[str, object]:
    checks = [
        {"figure": c.figure, "measured": c.measured, "least": c.least, "tolerance": c.tolerance, "held": c.is_held}
        for c in one.checks
    ]
    out: dict[str, object] = {"name": one.gold.name, "held": one.is_held, "documents": one.n_documents}
    out |= {"absent": one.absent, "changed": one.is_changed, "checks": checks}
    return out | ({"figures": one.scores.to_json()} if one.scores else {})
