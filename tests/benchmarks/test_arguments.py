"""Arguments of RAMS and WikiEvents in our roles; all events are invented."""

import numpy as np
import pytest
from benchmarks.arguments import ANCHOR, Argument, GoldEvent, _end_to_end, head_word, same_head, same_span, shares, with_triggers
from benchmarks.counting import Counts

from benchmarks import rams, wikievents
from dateline.find.labels import OUTSIDE
from dateline.model import Document, Span

TEXT = "The gunmen from the hills killed three soldiers of the 2nd brigade in Gao."


def argument(role, words):
    return Argument(role, TEXT.index(words), TEXT.index(words) + len(words))


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("The gunmen from the hills", "gunmen"),
        ("three soldiers of the 2nd brigade", "soldiers"),
        ("Gao", "Gao"),
        ("the hills", "hills"),
        ("soldiers", "soldiers"),
    ],
)
def test_head_word(words, head):
    start = TEXT.index(words)
    a, b = head_word(TEXT, start, start + len(words))
    assert TEXT[a:b] == head


def test_spans_are_equal_but_for_the_article():
    assert same_span(TEXT, argument("perpetrator", "The gunmen"), argument("perpetrator", "gunmen"))
    assert not same_span(TEXT, argument("target", "three soldiers"), argument("target", "soldiers"))
    assert not same_span(TEXT, argument("perpetrator", "gunmen"), argument("target", "gunmen"))


def test_heads_are_equal_where_one_span_is_longer():
    assert same_head(TEXT, argument("target", "three soldiers of the 2nd brigade"), argument("target", "soldiers"))
    assert not same_head(TEXT, argument("target", "soldiers"), argument("target", "brigade"))


def test_triggers_told_elsewhere_count_only_where_all_are_marked():
    event = GoldEvent(26, 32, (argument("target", "soldiers"),))
    told = [(Span(26, 32), (argument("target", "soldiers"),)), (Span(60, 64), (argument("place", "Gao"),))]
    pairs, triggers = _end_to_end(told, [event], all_told=True)
    assert triggers == Counts(1, 2, 1, 1)
    assert len(pairs) == 2
    pairs, triggers = _end_to_end(told, [event], all_told=False)
    assert triggers == Counts(1, 1, 1, 1)
    assert len(pairs) == 1


def test_a_gold_trigger_is_the_only_anchor(finder):
    encoded = finder.network.encode(Document(id="d", text=TEXT, language="en"))
    start = TEXT.index("killed")
    marked = with_triggers(encoded, [(start, start + 6)])
    inside = np.flatnonzero(marked.tags[:, ANCHOR, OUTSIDE] < 0.5)
    assert TEXT[encoded.tokens.starts[inside[0]] : encoded.tokens.ends[inside[-1]]] == "killed"
    assert np.array_equal(marked.tags[:, 1:], encoded.tags[:, 1:])


def test_shares():
    rows = [("conflict.attack.bombing", ["attacker", "place"]), ("contact.discussion.meet", ["participant", "place"])]
    assert shares(rows, rams.SCHEME) == {
        "events": 2,
        "events_in_scope": 50.0,
        "arguments_mapped": 50.0,
        "arguments_mapped_in_scope": 100.0,
    }


def test_rams_window():
    row = {
        "id": "w",
        "text": TEXT,
        "events": [
            {
                "type": "life.die.deathcausedbyviolentevents",
                "start": 26,
                "end": 32,
                "arguments": [
                    {"role": "killer", "start": 4, "end": 10},
                    {"role": "victim", "start": 39, "end": 47},
                    {"role": "origin", "start": 20, "end": 25},
                ],
            },
            {"type": "life.die.nonviolentdeath", "start": 26, "end": 32, "arguments": []},
        ],
    }
    (event,) = rams.marked(row).events
    assert event.arguments == (Argument("perpetrator", 4, 10), Argument("target", 39, 47))


def test_wikievents_document():
    row = {
        "id": "w",
        "text": TEXT,
        "entities": [{"id": "t1", "start": 39, "end": 47}],
        "events": [
            {"type": "Life.Die.Unspecified", "start": 26, "end": 32, "arguments": [{"role": "Victim", "entity": "t1"}]},
            {"type": "Contact.Contact.Meet", "start": 0, "end": 3, "arguments": []},
        ],
    }
    assert wikievents.marked(row).events == (GoldEvent(26, 32, (Argument("target", 39, 47),)),)


def test_both_sets_are_measured(finder, tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(
        '{"id": "w", "text": "Gunmen killed three soldiers in Gao on Monday.", "entities": [{"id": "t", "start": 20, "end": 28}], "events": '
        '[{"type": "Life.Die.Unspecified", "start": 7, "end": 13, "arguments": [{"role": "Victim", "entity": "t"}]}]}\n',
        encoding="utf-8",
    )
    out = wikievents.benchmark(finder, [path])
    assert {"span", "head"} <= set(out["gold_triggers"])
    assert {"triggers", "span", "head"} <= set(out["end_to_end"])
