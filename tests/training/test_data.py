"""Gold documents as targets. The report is invented."""

import numpy as np
import pytest
from training.data import IGNORE, anchor_of, example

from dateline.find.labels import ANCHOR_HEADS, BEGIN, INSIDE, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.model import ActorKind, Claim, Count, Document, Harm, HarmKind, Quote, Source, SourceKind, Stance
from dateline.model.shape import document_from_json, incident_from_json

TEXT = (
    "Gunmen with rifles shot dead five farmers in Ruwan Tofa on Tuesday, police said. "
    "The army denied that its soldiers were there. "
    "On Monday a mine near Zurmi wounded two traders 😀 and there were no casualties elsewhere."
)
POLICE = {"quote": "police", "name": "police", "kind": "police"}
ARMY = {"quote": "The army", "name": "army", "kind": "military"}
FARMERS = {"quote": "five farmers", "name": "farmers", "kind": "civilians", "count": 5}
GUNMEN = {"quote": "Gunmen", "name": "gunmen", "kind": "gang"}
TRADERS = {"quote": "two traders", "name": "traders", "kind": "civilians", "count": 2}
RAID = {
    "key": "raid",
    "action": "shooting",
    "status": "occurred",
    "time": {"quote": "on Tuesday", "start": "2026-03-10", "end": "2026-03-10", "precision": "day"},
    "place": {"quote": "Ruwan Tofa", "name": "Ruwan Tofa", "country": "NGA", "precision": "exact"},
    "claims": [
        {
            "quote": "Gunmen with rifles shot dead five farmers in Ruwan Tofa on Tuesday",
            "trigger": {"quote": "shot dead"},
            "source": POLICE,
            "stance": "reports",
            "perpetrators": [GUNMEN],
            "targets": [FARMERS],
            "weapon": {"quote": "rifles", "kind": "small_arms"},
            "harm": [{"kind": "killed", "quote": "five farmers", "low": 5, "best": 5, "high": 5, "who": "civilians"}],
        },
        {"quote": "The army denied that its soldiers were there", "source": ARMY, "stance": "denies", "perpetrators": []},
    ],
}
MINE = {
    "key": "mine",
    "action": "bombing",
    "aggregate": True,
    "time": {"quote": "On Monday", "start": "2026-03-09", "end": "2026-03-09", "precision": "day"},
    "place": {"quote": "near Zurmi", "name": "Zurmi", "country": "NGA", "precision": "near"},
    "claims": [
        {
            "quote": "a mine near Zurmi wounded two traders",
            "trigger": {"quote": "wounded"},
            "source": {"kind": "outlet"},
            "stance": "reports",
            "targets": [TRADERS],
            "harm": [{"kind": "wounded", "quote": "two traders", "low": 2, "best": 2, "high": 2, "who": "civilians"}],
        }
    ],
}
NODE = {"id": "d1", "title": "Raid", "published": "2026-03-11", "language": "en", "text": TEXT, "incidents": [RAID, MINE]}
ROLE_NAMES = [role.name for role in ROLES]
ANCHORS = ["shot dead", "denied", "wounded"]


@pytest.fixture(scope="module")
def target(tokenizer):
    doc = document_from_json(NODE)
    return example(doc, [incident_from_json(i, doc) for i in NODE["incidents"]], tokenizer)


def words(target, span):
    start, end = span
    return TEXT[target.tokens.starts[start] : target.tokens.ends[end - 1]].strip(" .,")


def label(target, head, row):
    labels = next(h.labels for h in (*ANCHOR_HEADS, *MENTION_HEADS) if h.name == head)
    number = target.classes[head][row]
    return None if number == IGNORE else labels[number]


def mention(target, layer, text):
    rows = [m for m, k in enumerate(target.layers) if LAYERS[k] == layer and words(target, target.mentions[m]) == text]
    assert len(rows) == 1
    return rows[0]


class TestAnchorOf:
    def claim(self, quote, trigger=None, harm=()):
        def at(part):
            start = quote.index(part)
            return Quote("d", 10 + start, 10 + start + len(part), part)

        return Claim(
            quote=Quote("d", 10, 10 + len(quote), quote),
            source=Source(),
            stance=Stance.DENIES,
            trigger=at(trigger) if trigger else None,
            harm=tuple(Harm(kind=HarmKind.KILLED, count=Count(7, 7, 7), quote=at(h)) for h in harm),
        )

    @pytest.mark.parametrize(
        ("quote", "given", "anchor"),
        [
            ("gunmen shot 7 men", {"trigger": "shot", "harm": ["7 men"]}, "shot"),
            ("put the toll at 7", {"harm": ["7"]}, "7"),
            ("The army denied it", {}, "denied"),
            ("has Rejected the account", {}, "Reject"),
            ("the death toll rose", {}, "toll"),
            ("the country's army was not there", {}, "the"),
            ("an encounter of accounts", {}, "an"),
            ("the hospital counted bodies", {}, "counted"),
            ("not true", {}, "not"),
            ("لم يحدث", {}, "لم"),
            ("Unwahr", {}, "Unwahr"),
        ],
    )
    def test_stands_for_the_claim(self, quote, given, anchor):
        claim = self.claim(quote, **given)
        found = anchor_of(claim)
        assert found.text == anchor
        assert claim.quote.span.contains(found.span)
        assert quote[found.start - 10 : found.end - 10] == found.text

    def test_a_figure_outside_the_quote_is_no_anchor(self):
        far = Harm(kind=HarmKind.KILLED, count=Count(7, 7, 7), quote=Quote("d", 90, 91, "7"), who=ActorKind.UNKNOWN)
        claim = Claim(
            quote=Quote("d", 0, 8, "not true"), source=Source(kind=SourceKind.POLICE), stance=Stance.DISPUTES, harm=(far,)
        )
        assert anchor_of(claim).text == "not"


class TestExample:
    def test_anchors_stand_in_text_order(self, target):
        assert [words(target, a) for a in target.anchors] == ANCHORS
        assert target.incident.tolist() == [0, 0, 1]

    def test_mentions_are_the_quotes_of_each_layer(self, target):
        found = {(LAYERS[k], words(target, m)) for k, m in zip(target.layers, target.mentions, strict=True)}
        assert found == {
            ("actor", "Gunmen"),
            ("actor", "five farmers"),
            ("actor", "two traders"),
            ("source", "police"),
            ("source", "The army"),
            ("place", "Ruwan Tofa"),
            ("place", "near Zurmi"),
            ("time", "on Tuesday"),
            ("time", "On Monday"),
            ("weapon", "rifles"),
            ("harm", "five farmers"),
            ("harm", "two traders"),
        }
        assert target.layers.tolist() == sorted(target.layers.tolist())

    def test_tags_mark_anchors_and_mentions_and_nothing_else(self, target):
        spans = [(0, *a) for a in target.anchors] + [(k, *m) for k, m in zip(target.layers, target.mentions, strict=True)]
        expected = np.zeros((len(LAYERS), len(target.tokens)), dtype=np.int64)
        for layer, start, end in spans:
            expected[layer, start:end] = [BEGIN, *[INSIDE] * (end - start - 1)]
        assert (target.tags == expected).all()
        assert (target.tags == BEGIN).sum() == len(spans)

    def test_roles_join_each_anchor_to_its_mentions(self, target):
        shot, denied, wounded = range(3)
        expected = {
            (shot, "perpetrator", mention(target, "actor", "Gunmen")),
            (shot, "target", mention(target, "actor", "five farmers")),
            (shot, "weapon", mention(target, "weapon", "rifles")),
            (shot, "harm", mention(target, "harm", "five farmers")),
            (shot, "source", mention(target, "source", "police")),
            (denied, "source", mention(target, "source", "The army")),
            (wounded, "target", mention(target, "actor", "two traders")),
            (wounded, "harm", mention(target, "harm", "two traders")),
            *((a, "time", mention(target, "time", "on Tuesday")) for a in (shot, denied)),
            *((a, "place", mention(target, "place", "Ruwan Tofa")) for a in (shot, denied)),
            (wounded, "time", mention(target, "time", "On Monday")),
            (wounded, "place", mention(target, "place", "near Zurmi")),
        }
        assert {(int(a), ROLE_NAMES[k], int(m)) for a, m, k in np.argwhere(target.roles)} == expected

    def test_pointers_name_one_mention_or_none_of_them(self, target):
        source, time, place = (target.pointers[:, POINTERS.index(p)].tolist() for p in ("source", "time", "place"))
        assert source == [mention(target, "source", "police"), mention(target, "source", "The army"), -1]
        assert time == [mention(target, "time", t) for t in ("on Tuesday", "on Tuesday", "On Monday")]
        assert place == [mention(target, "place", p) for p in ("Ruwan Tofa", "Ruwan Tofa", "near Zurmi")]

    def test_quotes_are_those_of_the_claims(self, target):
        quotes = [c["quote"] for i in NODE["incidents"] for c in i["claims"]]
        assert [words(target, q) for q in target.quotes] == quotes

    def test_classes_of_anchors(self, target):
        rows = {h.name: [label(target, h.name, row) for row in range(3)] for h in ANCHOR_HEADS}
        assert rows == {
            "action": ["shooting", "shooting", "bombing"],
            "status": ["occurred"] * 3,
            "aggregate": ["no", "no", "yes"],
            "stance": ["reports", "denies", "reports"],
            "is_trigger": ["yes", "no", "yes"],
        }

    def test_classes_of_mentions(self, target):
        assert label(target, "actor_kind", mention(target, "actor", "Gunmen")) == "gang"
        assert label(target, "source_kind", mention(target, "source", "The army")) == "military"
        assert label(target, "weapon_kind", mention(target, "weapon", "rifles")) == "small_arms"
        assert label(target, "harm_kind", mention(target, "harm", "two traders")) == "wounded"
        assert label(target, "harm_who", mention(target, "harm", "two traders")) == "civilians"
        place = mention(target, "place", "Ruwan Tofa")
        assert {label(target, h.name, place) for h in MENTION_HEADS} == {None}

    def test_windows_hold_its_tokens(self, target):
        assert target.size == sum(len(w.ids) for w in target.windows) == len(target.tokens) + len(target.tokens.title) + 3

    def test_a_document_without_incidents(self, tokenizer):
        empty = example(Document(id="d", text="A library opened in Lokoja."), (), tokenizer)
        assert empty.anchors.shape == empty.mentions.shape == empty.quotes.shape == (0, 2)
        assert empty.roles.shape == (0, 0, len(ROLES))
        assert empty.pointers.shape == (0, len(POINTERS))
        assert not empty.tags.any()
        assert all(len(rows) == 0 for rows in empty.classes.values())

    def test_two_claims_of_one_trigger_are_one_anchor(self, tokenizer):
        doc = document_from_json(NODE)
        twice = {**RAID, "key": "second", "action": "attack"}
        both = example(doc, [incident_from_json(i, doc) for i in (RAID, twice)], tokenizer)
        assert [words(both, a) for a in both.anchors] == ANCHORS[:2]
        assert both.incident.tolist() == [0, 0]
