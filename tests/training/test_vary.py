"""Varied documents keep their coding: every quote stands where it says, and says what may be said."""

import random
from datetime import date

import pytest

from dateline.model import Action, ActorKind, Document, SourceKind
from dateline.model.shape import incident_from_json
from training import vary

TEXT = (
    "ZINDER, Niger, March 3 - Gunmen killed 14 people in Zinder on Monday, the army said.\n\n"
    'The governor said "three" shops burned. Boko Haram denied it on Tuesday.\n\nRain is expected in Zinder this week.\n\n'
    "In Maradi, police arrested five men on Sunday."
)


def at(words, n=0):
    start = -1
    for _ in range(n + 1):
        start = TEXT.index(words, start + 1)
    return {"quote": words, "at": [start, start + len(words)]}


def claim(quote, **fields):
    blank = {"trigger": None, "source": {"quote": None, "name": None, "kind": "outlet"}, "stance": "reports"}
    return at(quote) | blank | {"perpetrators": [], "targets": [], "weapon": None, "harm": []} | fields


def place(name, n=0):
    return at(name, n) | {"name": name, "chain": [name, "Niger"], "country": "NER", "precision": "exact"}


INCIDENTS = [
    {
        "key": "d-1",
        "action": "shooting",
        "status": "occurred",
        "aggregate": False,
        "time": at("on Monday") | {"start": "2025-03-03", "end": "2025-03-03", "precision": "day"},
        "place": place("Zinder"),
        "claims": [
            claim("Gunmen killed 14 people", trigger=at("killed"), source=at("the army") | {"name": "army", "kind": "military"}),
            claim(
                "Boko Haram denied it",
                source=at("Boko Haram") | {"name": "Boko Haram", "kind": "perpetrator"},
                stance="denies",
                perpetrators=[at("Boko Haram") | {"name": "Boko Haram", "kind": "armed_group"}],
            ),
        ],
    },
    {
        "key": "d-2",
        "action": "arrest",
        "status": "occurred",
        "aggregate": False,
        "time": at("on Sunday") | {"start": "2025-03-02", "end": "2025-03-02", "precision": "day"},
        "place": place("Maradi"),
        "claims": [claim("police arrested five men", trigger=at("arrested"))],
    },
]
DOC = Document(id="d", text=TEXT, title="Gunmen kill 14 in Zinder", published=date(2025, 3, 3), language="en")
CODED = tuple(incident_from_json(node, DOC) for node in INCIDENTS)


@pytest.mark.parametrize("seed", range(60))
def test_every_quote_stands_where_it_says(seed):
    doc, incidents = vary.varied(DOC, CODED, random.Random(seed))
    found = list(vary.quotes(incidents))
    assert found
    assert all(doc.text[q.start : q.end] == q.text for q in found)


def test_variation_changes_something_and_depends_on_the_chance_alone():
    texts = {vary.varied(DOC, CODED, random.Random(seed))[0].text for seed in range(20)}
    assert len(texts) > 10
    assert vary.varied(DOC, CODED, random.Random(4)) == vary.varied(DOC, CODED, random.Random(4))


def test_triggers_and_sources_keep_their_words_in_any_dress():
    for seed in range(40):
        _, incidents = vary.varied(DOC, CODED, random.Random(seed))
        for incident in incidents:
            told = incident.claims[0].trigger
            assert told is not None
            assert told.text.lower() in {"killed", "arrested", "detained", "apprehended", "picked up", "rounded up", "nabbed"}


def test_words_give_way_to_others_of_their_kind_and_number():
    texts = {vary.edited(DOC, CODED, vary.words(DOC, CODED, random.Random(seed)))[0].text for seed in range(30)}
    assert any("police detained five men" in text for text in texts)
    assert all("police" in text and "Boko Haram" in text for text in texts)


def test_the_lists_of_words_name_known_kinds_and_no_word_twice():
    rows = vary._lists()
    known = {f"actor {k}" for k in ActorKind} | {f"source {k}" for k in SourceKind} | {f"deed {a}" for a in Action}
    assert set(rows) <= known
    for said_of, lists in rows.items():
        words = [w for row in lists for w in row]
        assert len(words) == len(set(words)), said_of


def test_edits_that_would_tear_a_quote_are_left_out():
    start = TEXT.index("people in Zinder")
    doc, incidents = vary.edited(DOC, CODED, [vary.Edit(start, start + len("people in Zinder"), "men elsewhere")])
    assert (doc, incidents) == (DOC, CODED)


def test_an_edit_inside_a_quote_changes_the_quote():
    start = TEXT.index("14")
    doc, incidents = vary.edited(DOC, CODED, [vary.Edit(start, start + 2, "seven")])
    assert incidents[0].claims[0].quote.text == "Gunmen killed seven people"
    assert doc.text.count("seven") == 1


def test_a_line_set_between_paragraphs_stands_outside_all_quotes():
    at_break = TEXT.index("\n\n")
    doc, incidents = vary.edited(DOC, CODED, [vary.Edit(at_break, at_break, "\n\nAdvertisement")])
    assert "the army said.\n\nAdvertisement\n\nThe governor" in doc.text
    assert [q.text for q in vary.quotes(incidents)] == [q.text for q in vary.quotes(CODED)]


def test_a_sentence_without_quotes_can_go():
    dropped = [vary.without_some(DOC, CODED, random.Random(seed))[0].text for seed in range(30)]
    assert any("Rain is expected" not in text for text in dropped)
    assert all("killed 14 people" in text or "arrested five men" in text for text in dropped)
