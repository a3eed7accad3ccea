"""The home page: one selection of events as facets, timeline and list, all of it in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.link.registry_tables import shipped_rows
from dateline.model import Event, HarmKind
from dateline.store import Counted, EventQuery, Store, alternatives
from dateline.text.words import code_words
from dateline.web import asked
from dateline.web.answers import html, unless_known
from dateline.web.asked import Asked
from dateline.web.chart import Chart, cell_degrees, chart
from dateline.web.desk import Desk, desk_of
from dateline.web.endings import ENDINGS
from dateline.web.kinds import KINDS, MIXED, kind_of
from dateline.web.timeline import timeline

__all__ = ["Choice", "country_names", "emptied_by", "facets", "router"]

router = APIRouter(include_in_schema=False)
_MOST_CHOICES = 12
_DATES = "0000-00-00"  # stands for any dates in an address; they hold nothing that would be written otherwise there


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A value of a facet.

    Args:
        value: as in the address.
        words: for people.
        count: events that it gives together with the other conditions.
        address: of the selection with it, or without it where it is chosen.
    """

    value: str
    words: str
    count: int
    address: str
    is_chosen: bool


@router.get("/")
def start() -> Response:
    """The way to the home page."""
    return RedirectResponse("/events", status_code=307, headers={"Cache-Control": "no-cache"})


@router.get("/events")
def home(request: Request) -> Response:
    """The events that fit, with facets, timeline and list."""
    chosen = asked.read(request.query_params.multi_items())
    return unless_known(request, lambda: _page(request, chosen))


def _page(request: Request, chosen: Asked) -> Response:
    desk = desk_of(request)
    store = chosen.store(desk.project)
    page = store.listing.page(chosen.query, after=chosen.after, limit=chosen.limit)
    by_id = {event.id: event for event in store.events.many(page.events)}
    sums = store.listing.sums(chosen.query)
    shown = facets(desk, chosen)
    return html(
        request,
        "home.html",
        title=_title(chosen),
        asked=chosen,
        sums=sums,
        events=[by_id[name] for name in page.events if name in by_id],
        killed=_killed,
        facets=shown,
        typed_actors=_typed_actors(chosen, shown["actor"]),
        timeline=timeline(store.listing.by_day(chosen.query), chosen.query),
        dated=_dated(chosen),
        chart=_chart(store, chosen.query),
        kinds=(*KINDS, MIXED),
        kind_of=kind_of,
        next_address=chosen.address(after=page.next) if page.next else None,
        emptied=emptied_by(desk, chosen) if not sums.n_events else (),
        stored=None if sums.n_events or chosen.conditions else store.counts(),
        endings=[(ending, chosen.address(f"/events.{ending}")) for ending in ("json", "ndjson", "csv", "geojson")],
        downloads=[(one, chosen.address(f"/events.{one.name}")) for one in ENDINGS],
    )


def _typed_actors(chosen: Asked, listed: tuple[Choice, ...]) -> tuple[str, ...]:
    """The names asked for that are not among those to choose: the first stands in the field, others go with the form."""
    names = {choice.value for choice in listed}
    return tuple(name for name in chosen.values("actor") if name not in names)


def _chart(store: Store, query: EventQuery) -> Chart | None:
    box = store.clusters.extent(query)
    return None if box is None else chart(box, store.clusters.within(query, cell_degrees(box)))


def _dated(chosen: Asked) -> Callable[[str], str]:
    """Gives the address of the selection with other dates; made once, since a page has hundreds of them."""
    before, mark, after = chosen.address(changed={"date": _DATES}).partition(_DATES)
    assert mark
    return lambda dates: f"{before}{dates}{after}"


def _title(chosen: Asked) -> str:
    words = [country_names().get(value, value) if field == "country" else code_words(value) for field, value in chosen.conditions]
    return "Events" + (f": {', '.join(words)}" if words else "")


def _killed(event: Event) -> object:
    estimate = event.harm_of(HarmKind.KILLED)
    return estimate.count if estimate else None


def facets(desk: Desk, chosen: Asked) -> dict[str, tuple[Choice, ...]]:
    """The values of each facet with their counts, the most first; what is chosen is always among them."""
    listing = chosen.store(desk.project).listing
    counted = {field: listing.by(field, chosen.query) for field in ("country", "action", "state")}
    counted["actor"] = listing.by_actor(chosen.query, most=_MOST_CHOICES)
    return {field: _choices(field, counted[field], chosen) for field in ("country", "action", "actor", "state")}


def _choices(field: str, counted: tuple[Counted, ...], chosen: Asked) -> tuple[Choice, ...]:
    now = [str(value) for value in alternatives(getattr(chosen.query, field))]
    shown = [one for n, one in enumerate(counted) if n < _MOST_CHOICES or one.value in now]
    if field != "actor":  # a name that was typed stands in its own field
        shown += [Counted(value, 0) for value in now if value not in {one.value for one in counted}]
    return tuple(
        Choice(
            value=one.value,
            words=_words(field, one.value),
            count=one.count,
            address=chosen.address(changed={field: sorted({*now} ^ {one.value})}),
            is_chosen=one.value in now,
        )
        for one in shown
    )


def _words(field: str, value: str) -> str:
    if field == "country":
        return country_names().get(value, value)
    return value if field == "actor" else code_words(value)


@cache
def country_names() -> Mapping[str, str]:
    """The English name of each country by its ISO 3166-1 alpha-3 code."""
    return {row[0]: row[1] for row in shipped_rows("countries.tsv")}


def emptied_by(desk: Desk, chosen: Asked) -> tuple[Choice, ...]:
    """For an empty selection, each condition without which there would be events, and how many."""
    listing = chosen.store(desk.project).listing
    found = []
    for field, value in chosen.conditions:
        rest = [pair for pair in chosen.conditions if pair != (field, value)]
        count = listing.sums(asked.read(rest).query).n_events
        if count:
            address = chosen.without(field, value)
            found.append(Choice(value=field, words=value, count=count, address=address, is_chosen=True))
    return tuple(found)
