"""Light nouns: what they say is what the nouns say, whatever that is."""

import dataclasses
import json
from datetime import date
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model import Actor, Claim, ClaimRef, Count, Decided, Event, HarmKind, IncidentRef, Value, When
from dateline.model.codec import encode
from dateline.model.light import light, light_json, replaced
from dateline.model.span import Quote

TEXTS = st.text(st.characters(codec="utf-8"), max_size=9)
QUOTES = st.builds(
    lambda doc, start, text: Quote(doc, start, start + len(text), text),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=4),
    st.integers(0, 9),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=9),
)
NUMBERS = st.none() | st.integers(0, 5)
COUNTS = st.lists(NUMBERS, min_size=3, max_size=3).map(
    lambda three: Count(*sorted(three)) if None not in three else Count(three[0], None, None)
)
WHENS = st.one_of(
    st.just(When()), st.dates(date(2020, 1, 1), date(2026, 1, 1)).map(lambda day: When(start=day, end=day, precision="day"))
)


def noun(kind):
    """Any noun of a kind, by the types of its fields."""
    return st.from_type(kind)


def values(kind):
    """Values of an event, of whatever kind."""
    refs = st.from_type(tuple[ClaimRef, ...])
    value = st.none() | st.from_type(get_args(kind)[0])
    return st.builds(
        Value, value=value, rule=st.just("decision"), supports=refs, contradicts=refs, decided=st.from_type(Decided | None)
    )


for kind, made in ((float, st.floats(-180, 180)), (str, TEXTS), (Quote, QUOTES), (Count, COUNTS), (When, WHENS), (Value, values)):
    st.register_type_strategy(kind, made)


def same(whole, lean):
    """Whether a light noun says what a noun says, field by field."""
    if isinstance(whole, tuple):
        return len(whole) == len(lean) and all(map(same, whole, lean))
    if not dataclasses.is_dataclass(whole):
        return whole == lean
    return all(same(getattr(whole, field.name), getattr(lean, field.name)) for field in dataclasses.fields(whole))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])  # whole events take long to make up
@given(noun(Event))
def test_light_event_says_what_the_event_says(event):
    lean = light_json(Event, json.dumps(encode(event)))
    assert same(event, lean)
    assert all(same(event.harm_of(kind), lean.harm_of(kind)) for kind in HarmKind if event.harm_of(kind))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(noun(Claim), max_size=3))
def test_light_claims_say_what_the_claims_say(claims):
    lean = light_json(list[Claim], json.dumps([encode(claim) for claim in claims]))
    assert same(tuple(claims), tuple(lean))


@given(st.lists(st.builds(ClaimRef, st.sampled_from("ab"), st.sampled_from("xy"), st.integers(0, 3))))
def test_light_names_are_sorted_told_and_found_as_names_are(refs):
    lean = light_json(list[ClaimRef], json.dumps([encode(ref) for ref in refs]))
    assert [str(ref) for ref in sorted(lean)] == [str(ref) for ref in sorted(refs)]
    assert len(dict.fromkeys(lean)) == len(dict.fromkeys(refs))
    assert all(ref.incident == IncidentRef(ref.document, ref.key) for ref in lean)


def test_parts_of_both_are_replaced():
    actor = Actor(name="riot police", kind="police")
    lean = light(Actor)(name="riot police", kind="police")
    assert replaced(actor, {"name": "police"}) == Actor(name="police", kind="police")
    assert (replaced(lean, {"name": "police"}).name, lean.name) == ("police", "riot police")
