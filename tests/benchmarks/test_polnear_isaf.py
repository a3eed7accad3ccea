"""Sources against attributions, and numbers and provinces of press releases; all events are invented."""

from datetime import date

import pytest
from benchmarks.counting import Counts
from benchmarks.polnear import Attribution, Told, attributions, content_counts, cues_beside, equal, source_counts, within_reach

from benchmarks import isaf
from dateline.model import Action, ActorKind, Claim, Count, Harm, HarmKind, Incident, Place, Quote, Source, Span, Stance, When

ROW = {
    "attributions": [
        {
            "source": [{"start": 0, "end": 10}],
            "cue": [{"start": 11, "end": 15}],
            "content": [{"start": 16, "end": 40}, {"start": 50, "end": 60}],
        },
        {"source": [], "cue": [{"start": 70, "end": 74}], "content": [{"start": 75, "end": 90}]},
    ]
}
SPOKEN = Attribution(Span(0, 10), Span(11, 15), (Span(16, 40), Span(50, 60)))


def test_attributions():
    first, second = attributions(ROW)
    assert first == SPOKEN
    assert second.source is None


def test_sources_are_matched_one_to_one_and_shared_ones_count_once():
    gold = [Span(0, 10), Span(0, 10), Span(30, 40)]
    assert source_counts([Span(0, 10), Span(4, 10)], gold, equal) == Counts(1, 2, 1, 2)
    assert source_counts([Span(4, 10)], gold, Span.overlaps) == Counts(1, 1, 1, 2)


def test_content_is_met_where_source_and_words_are():
    told = Told((), ((Span(2, 10), Span(52, 58)), (Span(70, 74), Span(20, 30)), (None, Span(20, 30))))
    assert content_counts(told, [SPOKEN]) == Counts(1, 2, 1, 1)


def test_reach_is_what_claims_touch():
    away = Attribution(Span(80, 84), None, (Span(90, 99),))
    assert within_reach(Told((), ((None, Span(20, 30)),)), [SPOKEN, away]) == (SPOKEN,)


def test_cues_beside_sources():
    far = Attribution(Span(100, 110), Span(200, 204), ())
    told = Told((), ((Span(0, 10), Span(16, 40)), (Span(100, 110), Span(120, 130))))
    assert cues_beside(told, [SPOKEN, far]) == (1, 2)


def harm(kind, low, who=ActorKind.ARMED_GROUP):
    return Harm(kind=kind, count=Count(low, low, None), who=who)


def incident(*claims, aggregate=False, place=None):
    quote = Quote("d", 0, 4, "Text")
    return Incident(
        document="d",
        key="i",
        action=Action.RAID,
        aggregate=aggregate,
        time=When(),
        place=place or Place(),
        claims=tuple(Claim(quote=quote, source=Source(), stance=Stance.REPORTS, harm=tuple(h)) for h in claims),
    )


class TestIsaf:
    def test_numbers_are_added_over_incidents_and_not_over_claims(self):
        told = [
            incident([harm(HarmKind.KILLED, 2)], [harm(HarmKind.KILLED, 3)]),
            incident([harm(HarmKind.KILLED, 1), harm(HarmKind.ARRESTED, 4)]),
            incident([harm(HarmKind.KILLED, 90)], aggregate=True),
        ]
        assert isaf.numbers(told) == isaf.Numbers(killed=4, captured=4)

    def test_civilians_and_own_losses_are_not_counted(self):
        told = [incident([harm(HarmKind.KILLED, 2, ActorKind.CIVILIANS), harm(HarmKind.KILLED, 1, ActorKind.FOREIGN_FORCES)])]
        assert isaf.numbers(told).killed == 0

    def test_provinces_are_spelled_alike(self):
        place = Place(name="Gardez", chain=("Gardez", "Paktia Province", "Afghanistan"))
        assert "paktia" in isaf.provinces([incident([], place=place)])

    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("KABUL (Jan. 25, 2013) - Text", date(2013, 1, 25)),
            ("KABUL (June 3, 2011)", date(2011, 6, 3)),
            ("KABUL", None),
            ("(Foo 1, 2011)", None),
        ],
    )
    def test_date(self, text, wanted):
        assert isaf.published(text) == wanted

    def test_agreement(self):
        out = isaf.agreement([0, 2, 3, 1], [0, 2, 4, 0])
        assert (out["exact"], out["exact_where_any"], out["within_1_where_any"]) == (50.0, 50.0, 100.0)
        assert out["total"] == [6, 6]
