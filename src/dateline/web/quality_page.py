"""The data quality page: how far the work has come, where there are gaps, whom the data rest on, and what could not be used."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from dateline.model import EventState
from dateline.store import Crossed, EventQuery
from dateline.web.answers import html, unless_known
from dateline.web.asked import refuse_unknown
from dateline.web.desk import Desk, desk_of
from dateline.web.home import country_names

__all__ = ["Month", "Outlet", "delays", "gaps", "months", "months_between", "router"]

router = APIRouter(include_in_schema=False)
_MONTHS, _COUNTRIES, _OUTLETS = 24, 12, 20  # rows and columns that people still read
# Beyond so many events, what must look at every incident takes longer than a page may: 150,000 of them take about a second.
_MOST_JOINED = 150_000
# A month of so many events more than the one before, to which new outlets gave such a share of the documents, is told as a step that
# the sources may have made. Source: our own rule; half more is beyond the usual swing of monthly counts, a third is no small paper.
_STEP, _NEW_SHARE, _LEAST_STEP = 1.5, 1 / 3, 10
_DELAYS = ((0, "the same day"), (1, "the day after"), (7, "within a week"), (30, "within a month"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The events that begin in a month.

    Args:
        states: how many are in each state.
        n_events: living ones.
        is_step: whether the rise over the month before may come from outlets that are new in it.
        new_outlets: outlets whose first document is of this month.
    """

    month: str
    states: Mapping[str, int]
    n_events: int
    is_step: bool
    new_outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """What the data owe to an outlet: its documents, the events that it tells of, and those that no other tells of."""

    name: str
    n_documents: int
    n_events: int | None
    n_alone: int | None


@router.get("/quality")
def quality(request: Request) -> Response:
    """Counts by state, gaps, sources, delays and problems."""
    refuse_unknown(request.query_params.multi_items(), ())
    return unless_known(request, lambda: _page(request, desk_of(request)))


def _page(request: Request, desk: Desk) -> Response:
    store, overview = desk.project.store, desk.project.store.overview
    counts = store.counts()
    by_outlet = overview.outlets_by_month()
    is_joined = counts.events <= _MOST_JOINED
    return html(
        request,
        "quality.html",
        title="Data quality",
        counts=counts,
        one_source=store.listing.on_one_source(EventQuery()),
        states=[state.value for state in EventState],
        months=months(store.listing.by_month("state", EventQuery(state=tuple(EventState))), by_outlet)[-_MONTHS:],
        gaps=gaps(store.listing.by_month("country", EventQuery())),
        country_names=country_names(),
        outlets=_outlets(by_outlet, overview.outlets_of_events() if is_joined else None),
        delays=delays(overview.days_to_report()) if is_joined else None,
        most_joined=_MOST_JOINED,
        problems=overview.problems_by_code(),
        turned_away=len(desk.project.turned_away()),
    )


def months_between(first: str, last: str) -> tuple[str, ...]:
    """The months from one to another, as 2026-03, none left out."""
    (year, month), found = map(int, first.split("-")), []
    while (label := f"{year:04}-{month:02}") <= last:
        found.append(label)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(found)


def months(by_state: Sequence[Crossed], by_outlet: Sequence[Crossed]) -> tuple[Month, ...]:
    """The months in the order of time, empty ones too.

    Args:
        by_state: state, month and how many events.
        by_outlet: outlet, month and how many documents.
    """
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in by_state:
        if one.first and one.second:
            counted[one.second][one.first] += one.count
    if not counted:
        return ()
    first_of = _first_months(by_outlet)
    documents: Counter[str] = Counter()
    fresh: Counter[str] = Counter()
    for one in by_outlet:
        if one.second:
            documents[one.second] += one.count
            fresh[one.second] += one.count if first_of[one.first or ""] == one.second else 0
    found: list[Month] = []
    for label in months_between(min(counted), max(counted)):
        n_events = sum(n for state, n in counted[label].items() if state != EventState.WITHDRAWN)
        before = found[-1].n_events if found else None
        share = fresh[label] / documents[label] if documents[label] else 0.0
        is_step = before is not None and n_events - before >= _LEAST_STEP and n_events > _STEP * before and share > _NEW_SHARE
        new = tuple(sorted(name for name, month in first_of.items() if month == label))
        found.append(Month(month=label, states=counted[label], n_events=n_events, is_step=is_step, new_outlets=new))
    return tuple(found)


def _first_months(by_outlet: Iterable[Crossed]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in by_outlet:
        if one.first and one.second:
            found[one.first] = min(one.second, found.get(one.first, one.second))
    return found


def gaps(by_country: Sequence[Crossed]) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[int, ...]], ...]]:
    """The last months, and for the countries of most events how many events each month has; 0 is a gap.

    Args:
        by_country: country, month and how many events.
    """
    known = [one for one in by_country if one.first and one.second]
    if not known:
        return (), ()
    sums: Counter[str] = Counter()
    cells: Counter[tuple[str, str]] = Counter()
    for one in known:
        sums[one.first or ""] += one.count
        cells[one.first or "", one.second or ""] += one.count
    ends = [one.second or "" for one in known]
    labels = months_between(min(ends), max(ends))[-_MONTHS:]
    chosen = sorted(sums, key=lambda country: (-sums[country], country))[:_COUNTRIES]
    return labels, tuple((country, tuple(cells[country, label] for label in labels)) for country in chosen)


def _outlets(by_outlet: Iterable[Crossed], of_events: Iterable[Crossed] | None) -> tuple[Outlet, ...]:
    n_documents: Counter[str] = Counter()
    for one in by_outlet:
        n_documents[one.first or ""] += one.count
    told: Counter[tuple[str, str]] = Counter()
    for one in of_events or ():
        told[one.first or "", one.second or ""] += one.count
    return tuple(
        Outlet(
            name=name,
            n_documents=n,
            n_events=None if of_events is None else told[name, "all"],
            n_alone=None if of_events is None else told[name, "alone"],
        )
        for name, n in n_documents.most_common(_OUTLETS)
    )


def delays(by_days: Iterable[Crossed]) -> tuple[tuple[str, int], ...]:
    """How many events were first reported how long after their day, as far as both days are known.

    Args:
        by_days: the event's day, the day of the first report, and how many.
    """
    found: Counter[str] = Counter()
    for one in by_days:
        if one.first and one.second:
            days = (date.fromisoformat(one.second[:10]) - date.fromisoformat(one.first[:10])).days
            found[_delay(days)] += one.count
    order = ["before its day", *(words for _, words in _DELAYS), "later"]
    return tuple((words, found[words]) for words in order if found[words])


def _delay(days: int) -> str:
    if days < 0:
        return "before its day"
    return next((words for most, words in _DELAYS if days <= most), "later")
