"""The codebook's measures: how well coded documents agree with gold documents."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.errors import InputError
from dateline.quality.measures import WATCHED, DocumentCount, Tally, counted
from dateline.quality.telling import IncidentTold, Node, rows, telling

__all__ = ["Figure", "Scores", "Silence", "score"]

_DRAWS, _LOW, _HIGH, _SEED = 400, 10, 389, 7  # a 95 % interval: ranks 11 and 390 of 400 draws
_WITH_INTERVAL = ("record", "strict", "incident", "account")
_Clusters = dict[Hashable, set[tuple[int, int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure in percent.

    Args:
        precision, recall: None for `record`, which is a mean of F1 figures.
        low, high: the 95 % bootstrap interval of F1, where it was asked for.
    """

    name: str
    f1: float
    precision: float | None = None
    recall: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How documents without incidents were treated.

    Args:
        share: percent of them in which nothing was told.
        per_100: incidents told in 100 of them.
        documents: how many they are.
    """

    share: float
    per_100: float
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All figures of one comparison.

    Args:
        figures: in the order of the report; empty where there is no gold document.
        silence: None where every gold document has incidents.
        same_event: LEA over the documents that bear a story; None where none does.
    """

    figures: tuple[Figure, ...]
    silence: Silence | None = None
    same_event: Figure | None = None

    def figure(self, name: str) -> Figure:
        """The figure of that name.

        Raises:
            InputError: no such figure was measured.
        """
        known: list[Figure] = [*self.figures, *filter(None, (self.same_event,))]
        for figure in known:
            if figure.name == name:
                return figure
        names = ", ".join(figure.name for figure in known) or "none; the gold set is empty"
        raise InputError("figure-unknown", f"no figure {name!r} was measured", fix=f"Measured are: {names}.")

    def to_json(self) -> dict[str, dict[str, float]]:
        """The figures as `score.py --json` of the data kit writes them."""
        out = {figure.name: _parts(figure) for figure in self.figures}
        if self.silence:
            silence = self.silence
            out["silence"] = {"share": silence.share, "per_100": silence.per_100, "documents": silence.documents}
        if self.same_event:
            out["same event"] = _parts(self.same_event)
        return out


@dataclass(frozen=True, slots=True)
class _Coded:
    """One gold document and what was predicted for it."""

    story: str | None
    id: str
    gold: tuple[IncidentTold, ...]
    predicted: tuple[IncidentTold, ...]
    count: DocumentCount


def score(gold: Iterable[Node], predicted: Iterable[Node], *, interval: bool = False) -> Scores:
    """The figures of predicted documents against gold documents, both as codebook objects.

    Predicted documents that are faulty are measured as they are: what is of the wrong type counts as not given. Predicted
    documents of other ids are left out; gold documents without a prediction count as silent.

    Args:
        gold: documents with `id`, `text`, `incidents`, and `at` beside every quote of a claim; `story` where documents
            belong together.
        predicted: documents with `id` and `incidents`; incidents with the same `event_id` were judged the same event.
        interval: also draw the 95 % bootstrap interval over stories.
    Raises:
        InputError: a gold document is incomplete, or an id stands twice.
    Source: the project's measure, `score.py` of the data kit, codebook 1.2.
    """
    by_id = _by_id(predicted)
    documents = [_coded(doc, by_id) for doc in gold]
    stories: dict[str, list[DocumentCount]] = defaultdict(list)
    for doc in documents:
        stories[doc.story or doc.id].append(doc.count)
    figures = _figures(_summed(doc.count.tallies for doc in documents))
    if interval and figures:
        figures = _with_interval(figures, [_summed(c.tallies for c in stories[name]) for name in sorted(stories)])
    return Scores(figures=figures, silence=_silence(documents), same_event=_same_event(documents))


def _parts(figure: Figure) -> dict[str, float]:
    values = {name: getattr(figure, name) for name in ("precision", "recall", "f1", "low", "high")}
    return {name: value for name, value in values.items() if value is not None}


def _by_id(predicted: Iterable[Node]) -> dict[str, Node]:
    by_id: dict[str, Node] = {}
    for doc in predicted:
        named = doc.get("id")
        if not isinstance(named, str) or named in by_id:
            what = f"id {named!r} stands twice" if isinstance(named, str) else f"id is {named!r}"
            raise InputError("score-id", what, where="the predicted documents", fix="Give each document once, with its id.")
        by_id[named] = doc
    return by_id


def _coded(doc: Node, by_id: Mapping[str, Node]) -> _Coded:
    named, text, story = doc.get("id"), doc.get("text"), doc.get("story")
    if not isinstance(named, str) or not isinstance(text, str):
        raise InputError(
            "gold-incomplete", "id or text is missing", where=f"gold document {named!r}", fix="Give both as strings."
        )
    incidents = rows(doc, "incidents")
    for incident in incidents:
        _check_gold(incident, f"gold document {named!r} incident {incident.get('key')!r}", needs_key=bool(story))
    gold = tuple(telling(incident, text) for incident in incidents)
    predicted = tuple(telling(incident, text) for incident in rows(by_id.get(named, {}), "incidents"))
    return _Coded(str(story) if story else None, named, gold, predicted, counted(gold, predicted))


def _check_gold(incident: Node, where: str, *, needs_key: bool) -> None:
    if any(claim.get("quote") and "at" not in claim for claim in rows(incident, "claims")):
        raise InputError("gold-offsets", "a claim's quote has no offsets", where=where, fix="Give `at` beside every quote.")
    if needs_key and incident.get("key") is None:
        raise InputError("gold-key", "an incident of a story has no key", where=where, fix="Give the key that its story shares.")


def _summed(documents: Iterable[Sequence[tuple[str, Tally]]]) -> dict[str, Tally]:
    sums: dict[str, Tally] = {}
    for tallies in documents:
        for name, tally in tallies:
            sums[name] = sums[name] + tally if name in sums else tally
    return sums


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _figures(sums: Mapping[str, Tally]) -> tuple[Figure, ...]:
    """The figures of summed tallies, with `record` last; none where nothing was counted."""
    figures = tuple(_figure(name, tally) for name, tally in sums.items())
    watched = [figure.f1 for name in WATCHED for figure in figures if figure.name == name]
    return (*figures, Figure(name="record", f1=round(sum(watched) / len(watched), 1))) if watched else ()


def _figure(name: str, tally: Tally) -> Figure:
    precision = tally.right / tally.predicted if tally.predicted else 0.0
    recall = tally.right / tally.gold if tally.gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figure(name=name, precision=_percent(precision), recall=_percent(recall), f1=_percent(f1))


def _with_interval(figures: tuple[Figure, ...], stories: Sequence[Mapping[str, Tally]]) -> tuple[Figure, ...]:
    """The figures with the interval that drawing whole stories anew gives."""
    rng = random.Random(_SEED)  # noqa: S311 - a bootstrap, nothing secret
    drawn = [_figures(_summed(tuple(s.items()) for s in rng.choices(stories, k=len(stories)))) for _ in range(_DRAWS)]
    out = []
    for n, figure in enumerate(figures):
        values = sorted(draw[n].f1 for draw in drawn)
        out.append(replace(figure, low=values[_LOW], high=values[_HIGH]) if figure.name in _WITH_INTERVAL else figure)
    return tuple(out)


def _silence(documents: Sequence[_Coded]) -> Silence | None:
    quiet = [doc.predicted for doc in documents if not doc.gold]
    if not quiet:
        return None
    silent, told = sum(not incidents for incidents in quiet), sum(map(len, quiet))
    n = len(quiet)
    return Silence(share=round(100 * silent / n, 1), per_100=round(100 * told / n, 1), documents=n)


def _same_event(documents: Sequence[_Coded]) -> Figure | None:
    """LEA of the predicted events over the incidents of documents that bear a story."""
    gold_of: _Clusters = defaultdict(set)
    predicted_of: _Clusters = defaultdict(set)
    for n, doc in enumerate(documents):
        if doc.story is None:
            continue
        to = {id(g): p for g, p in doc.count.pairs}
        for k, incident in enumerate(doc.gold):
            gold_of[doc.story, incident.key].add((n, k))
            predicted = to.get(id(incident))
            if predicted is not None and predicted.event_id is not None:
                predicted_of[doc.story, predicted.event_id].add((n, k))
    if not gold_of:
        return None
    precision, recall = _lea(predicted_of, gold_of), _lea(gold_of, predicted_of)
    # 200 pr / (p + r), not 100 times the quotient: the data kit's program rounds this expression
    f1 = round(200 * precision * recall / (precision + recall), 1) if precision + recall else 0.0
    return Figure(name="same event", precision=_percent(precision), recall=_percent(recall), f1=f1)


def _lea(key: _Clusters, response: _Clusters) -> float:
    """Share of the links of `key` that `response` has, each cluster weighted by its size; singletons take no part.

    Source: Moosavi and Strube 2016, Which coreference evaluation metric do you trust?, section 4.
    """
    resolved = weight = 0.0
    for cluster in key.values():
        if len(cluster) > 1:
            shared = sum(_links(len(cluster & other)) for other in response.values())
            resolved += len(cluster) * shared / _links(len(cluster))
            weight += len(cluster)
    return resolved / weight if weight else 0.0


def _links(size: int) -> float:
    return size * (size - 1) / 2
