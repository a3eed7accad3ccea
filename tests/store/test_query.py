"""Queries from words."""

from datetime import date

import pytest

from dateline.errors import InputError
from dateline.model import Action, EventState
from dateline.store import EventQuery
from dateline.store.query import Box, days


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026-03-04", "2026-03-04", "2026-03-04"),
        ("2026-03..2026-05", "2026-03-01", "2026-05-31"),
        ("2025 .. 2026-02-03", "2025-01-01", "2026-02-03"),
        ("2026-03..", "2026-03-01", None),
        ("..2026-03", None, "2026-03-31"),
    ],
)
def test_dates(text, since, until):
    assert days(text) == tuple(date.fromisoformat(day) if day else None for day in (since, until))


@pytest.mark.parametrize(
    "text", ["", "..", "March", "2026-13", "2026-02-30", "2026-3", "2026-05..2026-03", "0000", "٢٠٢٦", "2026-03-04..x"]
)
def test_what_is_no_date(text):
    with pytest.raises(InputError) as caught:
        days(text)
    assert repr(text) in caught.value.what


def test_words_become_codes():
    query = EventQuery.of(country="syr", date="2026-03", action="Drone strike", actor="Front", state="checked")
    assert query == EventQuery(
        country="SYR",
        since=date(2026, 3, 1),
        until=date(2026, 3, 31),
        action=Action.DRONE_STRIKE,
        actor="Front",
        state=EventState.CHECKED,
    )


@pytest.mark.parametrize("words", [{"country": "Syria"}, {"action": "tickling"}, {"state": "new"}, {"actor": "%"}])
def test_words_that_are_on_no_list(words):
    with pytest.raises(InputError) as caught:
        EventQuery.of(**words)
    assert caught.value.fix


def test_several_words_are_alternatives():
    query = EventQuery.of(country=["syr", "IRQ", "SYR"], action=["shelling"], actor=["Front", "Guard"])
    assert (query.country, query.action, query.actor) == (("SYR", "IRQ"), Action.SHELLING, ("Front", "Guard"))
    assert EventQuery.of(country=[]) == EventQuery()


@pytest.mark.parametrize(("text", "west", "east"), [("-5,14,2,18.5", -5, 2), ("170,-20,-170,0", 170, -170), ("0,0,0,0", 0, 0)])
def test_box(text, west, east):
    box = EventQuery.of(bbox=text).box
    assert (box.west, box.east) == (west, east)
    assert Box.of(str(box)) == box


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,9,2,3", "181,0,0,0", "0,0,0,91", "nan,0,1,1", "0,0,inf,1"]
)
def test_what_is_no_box(text):
    with pytest.raises(InputError) as caught:
        EventQuery.of(bbox=text)
    assert "west,south,east,north" in caught.value.fix
