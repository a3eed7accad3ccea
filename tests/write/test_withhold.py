"""Names of private persons do not leave the house; names of groups, officials and places do."""

import dataclasses
import io

import pytest

from dateline.model import Actor, ActorKind, Quote, Source, SourceKind, Value
from dateline.write import csv, geojson, jsonl
from dateline.write.withhold import withhold

SECRETS = ("Amina", "Yusuf", "Musa", "Bello", "أحمد علي")


@pytest.mark.parametrize("write", [csv.write, jsonl.write, geojson.write], ids=["csv", "jsonl", "geojson"])
def test_no_private_name_stands_anywhere(write, records):
    out = io.BytesIO()
    write(records, out)
    text = out.getvalue().decode("utf-8")
    assert not [name for name in SECRETS if name in text]


def named(hard, actor, text):
    """The record with one more target, told in a quote."""
    (ref, claim), *rest = hard.claims.items()
    claim = dataclasses.replace(claim, quote=Quote("post-1", 0, len(text), text), targets=(actor,))
    event = dataclasses.replace(hard.event, targets=(Value(value=actor, rule="all"),))
    shown, withheld = withhold(dataclasses.replace(hard, event=event, claims={ref: claim, **dict(rest)}))
    return shown.event.targets[0].value.name, shown.claims[ref].quote.text, withheld


@pytest.mark.parametrize(
    ("actor", "text", "name", "shown"),
    [
        (Actor(name="Fatima", kind=ActorKind.CIVILIANS), "killed Fatima at home", "civilians", "killed ██████ at home"),
        (Actor(name="Ahmed Ali", kind=ActorKind.JOURNALISTS), "shot Mr Ali twice", "journalists", "shot Mr ███ twice"),
        (Actor(name="Ahmed Ali", kind=ActorKind.UNKNOWN), "AHMED ALI SHOT", "unknown", "█████ ███ SHOT"),
        (Actor(name="María de la Cruz", kind=ActorKind.PROTESTERS), "a María de la Cruz", "protesters", "a █████ ██ ██ ████"),
        (Actor(name="Syrian civilians", kind=ActorKind.CIVILIANS), "two Syrian men", "Syrian civilians", "two Syrian men"),
        (Actor(name="baker Omar Haj", kind=ActorKind.CIVILIANS), "Omar Haj, baker", "civilians", "████ ███, baker"),
        (Actor(name="Omar Haj", kind=ActorKind.AID_WORKERS, actor_id="Q1"), "met Omar Haj", "Omar Haj", "met Omar Haj"),
        (Actor(name="Omar Haj", kind=ActorKind.GOVERNMENT), "met Omar Haj", "Omar Haj", "met Omar Haj"),
        (Actor(name="residents of Kano", kind=ActorKind.CIVILIANS), "Kano residents", "residents of Kano", "Kano residents"),
        (Actor(name="سكان", kind=ActorKind.CIVILIANS), "قتل سكان", "سكان", "قتل سكان"),
        (Actor(name="علي", kind=ActorKind.CIVILIANS), "قتل علي", "civilians", "قتل علي"),
        (Actor(name="Иван Петренко", kind=ActorKind.CIVILIANS), "убит Иван Петренко", "civilians", "убит ████ ████████"),
    ],
)
def test_names_are_withheld_by_kind(hard, actor, text, name, shown):
    assert named(hard, actor, text)[:2] == (name, shown)


def test_name_that_only_the_quote_gives_is_blacked_out(hard):
    actor = Actor(name="a baker", kind=ActorKind.CIVILIANS, quote=Quote("post-1", 0, 18, "Omar Haj, a baker,"))
    name, text, _ = named(hard, actor, "Omar Haj, a baker, died")
    assert (name, text) == ("a baker", "████ ███, a baker, died")


def test_openers_of_a_quote_are_no_names(hard):
    actor = Actor(name="farmers", kind=ActorKind.CIVILIANS, quote=Quote("post-1", 0, 24, "At least Three Kano folks"[:24]))
    assert named(hard, actor, "At least Three Kano folks")[1] == "At least Three Kano folks"


def test_public_source_keeps_its_name(hard):
    (ref, claim), *rest = hard.claims.items()
    claim = dataclasses.replace(claim, source=Source(kind=SourceKind.POLICE, name="police spokesman Musa Danladi"))
    shown, _ = withhold(dataclasses.replace(hard, claims={ref: claim, **dict(rest)}))
    assert shown.claims[ref].source.name == "police spokesman Musa Danladi"


def test_nothing_private_changes_nothing(records):
    shown, withheld = withhold(records[1])
    assert (shown, withheld) == (records[1], ())
