"""The columns of the events beside the database itself: both must choose, order and count alike, whatever changes."""

import random
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest import mock

import pytest
from sqlalchemy import insert, select, update

from dateline import store as stores
from dateline.model import Action, EventState, ids
from dateline.store import Box, EventQuery
from dateline.store.fitting import fitting
from dateline.store.schema import event_values, events, revisions

COUNTRIES = (None, "MLI", "NGA", "COD", "SDN")
NAMES = ("raiders of gao", "gao militia", "herders", "soldiers", "орел")
ACTIONS = (Action.SHOOTING, Action.BOMBING, Action.PROTEST)
STATES = tuple(EventState)


def _row(rng, number):
    start = None if rng.random() < 0.1 else date(1969, 12, 20) + timedelta(days=rng.randrange(400))
    end = start and start + timedelta(days=rng.choice((0, 0, 0, 6)))
    spot = rng.choice(
        ((None, None, None), (16.27, -0.05, "Gao"), (14.49, -4.18, "Mopti"), (-1.68, 179.5, None), (1.5, -179.5, "Bunia"))
    )
    low = rng.choice((None, 0, 3, 12))
    return {
        "id": ids.make(ids.EVENT, str(number)),
        "seed": str(number),
        "born": 1,
        "run": 1,
        "version": 1,
        "state": rng.choice(STATES).value,
        "joined_into": None,
        "digest": "",
        "aggregate": rng.random() < 0.1,
        "action": rng.choice(ACTIONS).value,
        "status": "occurred",
        "start": start,
        "end": end,
        "country": rng.choice(COUNTRIES),
        "latitude": spot[0],
        "longitude": spot[1],
        "place": spot[2],
        "actors": "\n".join(rng.sample(NAMES, rng.randrange(3))),
        "killed_low": low,
        "killed_best": low and low + 1,
        "killed_high": low and low + rng.randrange(1, 4),
        "n_documents": 2,
        "n_independent": rng.choice((1, 2)),
        "conflicts": [],
        "matches": [],
    }


def _query(rng):
    def some(values):
        return rng.choice((None, None, rng.choice(values), tuple(rng.sample(values, 2))))

    since = rng.choice((None, date(1970, 1, 1) + timedelta(days=rng.randrange(300))))
    until = rng.choice((None, (since or date(1970, 3, 1)) + timedelta(days=rng.randrange(90))))
    box = rng.choice((None, Box(-5, 10, 5, 20), Box(170, -10, -170, 10), Box(0, 0, 1, 1)))
    return EventQuery(
        country=some(("MLI", "NGA", "SYR")), action=some(ACTIONS), actor=some(("gao", "herd", "nobody", "Орёл")),
        state=some(STATES), since=since, until=until, box=box,
    )  # fmt: skip


def _write(store, rows):
    """Events as a run would leave them: each with a revision."""
    told = [name for name in revisions.c.keys() if name in events.c]  # noqa: SIM118 - the keys of columns
    with store._database.write() as connection:
        connection.execute(insert(events), rows)
        change = [{name: row[name] for name in told} | {"event": row["id"], "revision": 1, "kind": "added"} for row in rows]
        connection.execute(insert(revisions), [row | {"at": datetime(2026, 1, 1, tzinfo=UTC)} for row in change])


def _rows(store, query):
    """What the database says, in the order of the list."""
    c = events.c
    wanted = fitting(select(events), query).order_by(c.start.is_(None), c.start.desc(), c.id)
    with store._database.read() as connection:
        return connection.execute(wanted).all()


@pytest.fixture
def filled(store, run):
    rng = random.Random(5)
    _write(store, [_row(rng, n) for n in range(300)])
    return store


def _counted(rows, field):
    values = [getattr(row, field) for row in rows if getattr(row, field) is not None]
    return {value: values.count(value) for value in values}


def _compare(store, rng):
    query = _query(rng)
    rows = _rows(store, query)
    listing = store.listing
    assert listing.names(query) == tuple(row.id for row in rows)
    sums, single = listing.sums(query), [row for row in rows if not row.aggregate]
    assert (sums.n_events, sums.n_totals) == (len(rows), len(rows) - len(single))
    assert (sums.low, sums.best, sums.high) == tuple(
        sum(getattr(row, name) or 0 for row in single) for name in ("killed_low", "killed_best", "killed_high")
    )
    assert sums.best_on_one == sum(row.killed_best or 0 for row in single if row.n_independent == 1)
    for field in ("country", "action", "state"):
        free = _rows(store, replace(query, **{field: STATES if field == "state" else None}))
        assert {one.value: one.count for one in listing.by(field, query)} == _counted(free, field)
    for one in listing.by_actor(query, most=5):
        assert one.count == len(_rows(store, replace(query, actor=one.value)))
    days = {day.day: (day.count, day.uncertain) for day in listing.by_day(query)}
    assert {day: n for day, (n, _) in days.items()} == _counted(rows, "start")
    assert sum(n for _, n in days.values()) == sum(row.start != row.end for row in rows)
    assert list(days) == sorted(days)
    _compare_map(store, query, rows)


def _compare_map(store, query, rows):
    placed = [row for row in rows if row.latitude is not None]
    box, clusters = store.clusters.extent(query), store.clusters.within(query, 5.0)
    assert (box is None) == (not placed)
    assert sum(one.n_events for one in clusters) == len(placed)
    assert sum(one.killed or 0 for one in clusters) == sum(row.killed_best or 0 for row in placed)
    if placed:
        assert box.south == min(row.latitude for row in placed)
        assert box.east == max(row.longitude for row in placed)
    for one in clusters:
        cell = [row for row in placed if abs(row.latitude - one.latitude) < 1e-6]
        assert len({row.action for row in cell} - {None}) == 1 or one.action is None
        assert one.event is None or one.event == cell[0].id


@pytest.mark.parametrize("seed", range(40))
def test_both_choose_and_count_alike(filled, seed):
    _compare(filled, random.Random(seed))


def test_columns_follow_what_changes(filled):
    rng = random.Random(9)
    filled.listing.names(EventQuery())
    for step in range(6):
        _write(filled, [_row(rng, 1000 + step * 10 + n) for n in range(rng.randrange(1, 9))])
        changed = [row.id for row in rng.sample(_rows(filled, EventQuery()), 5)]
        with filled._database.write() as connection:
            gone = {"joined_into": ids.make(ids.EVENT, "0")} if step % 2 else {"state": "withdrawn", "start": None, "end": None}
            connection.execute(update(events).where(events.c.id.in_(changed)).values(**gone))
            last = {
                "kind": "changed",
                "at": datetime(2026, 1, 2, tzinfo=UTC),
                "state": "machine",
                "aggregate": False,
                "actors": "",
            }
            last |= {"revision": 2 + step, "run": 1, "n_documents": 1, "n_independent": 1}
            connection.execute(insert(revisions), [last | {"event": name} for name in changed])
        for _ in range(3):
            _compare(filled, rng)


def test_pages_together_are_the_whole_list(filled):
    seen, after = [], None
    while True:
        page = filled.listing.page(EventQuery(country=("MLI", "NGA")), after=after, limit=7)
        seen += page.events
        after = page.next
        if after is None:
            break
    assert tuple(seen) == filled.listing.names(EventQuery(country=("MLI", "NGA")))


def test_an_empty_store_has_no_pages(store):
    assert store.listing.page(EventQuery(), after=None, limit=5).events == ()
    assert store.listing.by_actor(EventQuery(actor="gao"), most=5) == store.listing.by_day(EventQuery()) == ()
    assert store.clusters.within(EventQuery(), 1.0) == ()
    assert store.clusters.extent(EventQuery(q="gao")) is None


def test_a_name_is_spelt_as_an_event_spells_it(filled):
    name = filled.listing.names(EventQuery(actor="raiders of gao"))[0]
    with filled._database.write() as connection:
        value = {
            "event": name,
            "field": "perpetrators",
            "n": 0,
            "value": {"name": "Raiders of Gao"},
            "rule": "",
            "confidence": 1.0,
        }
        connection.execute(insert(event_values), [value])
    newest = filled.listing.by_actor(EventQuery(actor="raiders of gao"), most=9)
    assert "Raiders of Gao" in [one.value for one in newest]


def test_two_processes_see_each_others_events(filled, store_url):
    with stores.open(store_url) as other:
        assert other.listing.names(EventQuery()) == filled.listing.names(EventQuery())
        _write(filled, [_row(random.Random(77), 4000)])
        assert other.listing.names(EventQuery(state=tuple(STATES))) == filled.listing.names(EventQuery(state=tuple(STATES)))


def test_tolls_beyond_all_bounds_are_summed(filled):
    before = filled.listing.sums(EventQuery(country="MLI"))
    huge = _row(random.Random(3), 7000) | {"country": "MLI", "state": "machine", "aggregate": False, "killed_best": 2**40}
    _write(filled, [huge])
    after = filled.listing.sums(EventQuery(country="MLI"))
    assert after.best == before.best + 2**40
    with stores.open(filled.where) as again:
        assert again.listing.sums(EventQuery(country="MLI")).best == after.best


def test_casts_that_another_thread_adds_do_no_harm(filled):
    wanted = EventQuery(actor=("gao", "herd"))
    before = filled.listing.names(wanted)
    casts = filled._index._words.cast
    having = casts.having

    def growing(part):
        found = having(part)
        casts.coded([f"{part} of elsewhere"])
        return found

    filled._index._selections.clear()
    with mock.patch.object(casts, "having", growing):
        assert filled.listing.names(wanted) == before


def test_one_state_is_read_whatever_others_write(filled, store_url):
    everything = EventQuery(state=tuple(STATES))
    with stores.open(store_url) as other:
        with filled.one_state(), filled.one_state():
            before = filled.listing.names(everything)
            row = _row(random.Random(78), 5000)
            _write(other, [row])
            assert other.listing.sums(everything).n_events == len(before) + 1
            assert filled.listing.names(everything) == before
            assert filled.events.many([row["id"]]) == ()
        assert row["id"] in filled.listing.names(everything)


def test_columns_never_go_back(filled, store_url):
    everything = EventQuery(state=tuple(STATES))
    seen = []
    with filled.one_state():
        filled.listing.sums(everything)
        with stores.open(store_url) as other:
            _write(other, [_row(random.Random(79), 5001)])
        reading = threading.Thread(target=lambda: seen.append(filled.listing.sums(everything).n_events))
        reading.start()
        reading.join()
        assert filled.listing.sums(everything).n_events == seen[0] == 301
