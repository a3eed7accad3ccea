from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dateline.find.decode import decode
from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.find.network import labels_digest
from dateline.find.scores import Found, Scores, Spans
from dateline.find.settings import Settings
from dateline.model import Action, ActorKind, Count, HarmKind, SourceKind, Span, Stance, Status, TimePrecision, WeaponKind
from dateline.model.shape import incident_from_json, incident_to_json

RAID = "Gunmen with rifles killed five farmers in Ruwan Tofa on Tuesday, police said. Five were also hurt, a nurse said."
TWO = "Police said gunmen shot two traders in Gusau. Separately, the army said a mine killed a soldier near Zurmi on Monday."


def one(told, settings):
    """The only incident that is decoded."""
    (incident,) = decode(told.doc, told.found(), settings)
    return incident


def raid(told):
    """The raid with its first anchor."""
    t = told(RAID)
    a = t.anchor("killed", quote="Gunmen with rifles killed five farmers in Ruwan Tofa on Tuesday")
    return t, a


class TestOneClaim:
    def test_takes_all_that_the_roles_give(self, told, settings):
        t, a = raid(told)
        t.actor(a, "perpetrator", "Gunmen", "gang")
        t.actor(a, "target", "five farmers", "civilians")
        t.source(a, "police", "police")
        t.figure(a, "five farmers", "killed", "civilians")
        t.role(a, "weapon", t.mention("weapon", "rifles", weapon_kind="small_arms"))
        t.role(a, "time", t.mention("time", "on Tuesday"))
        t.role(a, "place", t.mention("place", "Ruwan Tofa"))
        incident = one(t, settings)
        (claim,) = incident.claims
        assert (incident.document, incident.key, incident.action) == ("d1", "shooting-1", Action.SHOOTING)
        assert (incident.status, incident.aggregate, incident.n_incidents) == (Status.OCCURRED, False, None)
        assert (incident.time.quote.text, incident.time.start, incident.time.precision) == (
            "on Tuesday",
            None,
            TimePrecision.UNKNOWN,
        )
        assert (incident.place.quote.text, incident.place.name, incident.place.country) == ("Ruwan Tofa", "Ruwan Tofa", None)
        assert (claim.source.kind, claim.source.name, claim.source.quote.text) == (SourceKind.POLICE, "police", "police")
        assert (claim.trigger.text, claim.stance) == ("killed", Stance.REPORTS)
        assert claim.quote.text == "Gunmen with rifles killed five farmers in Ruwan Tofa on Tuesday"
        assert [(x.name, x.kind, x.count) for x in claim.perpetrators] == [("Gunmen", ActorKind.GANG, None)]
        assert [(x.name, x.kind, x.count) for x in claim.targets] == [("five farmers", ActorKind.CIVILIANS, 5)]
        assert (claim.weapon.kind, claim.weapon.quote.text) == (WeaponKind.SMALL_ARMS, "rifles")
        assert [(h.kind, h.count, h.who) for h in claim.harm] == [(HarmKind.KILLED, Count(5, 5, 5), ActorKind.CIVILIANS)]
        assert 0 < claim.confidence < 1
        assert 0 < incident.confidence <= 1

    def test_can_do_without_any_mention(self, told, settings):
        t, _ = raid(told)
        incident = one(t, settings)
        (claim,) = incident.claims
        assert (claim.source.kind, claim.source.quote, claim.source.name) == (SourceKind.OUTLET, None, None)
        assert (claim.perpetrators, claim.targets, claim.harm, claim.weapon) == ((), (), (), None)
        assert (incident.time.quote, incident.place.quote, incident.place.name) == (None, None, None)

    @pytest.mark.parametrize("stance", ["denies", "claims_responsibility", "accuses"])
    def test_without_a_source_is_the_outlet_and_reports(self, told, settings, stance):
        t = told(RAID)
        a = t.anchor("killed", stance=stance)
        t.role(a, "source", t.mention("source", "police", source_kind="police"), share=0.4)
        (claim,) = one(t, settings).claims
        assert (claim.source.kind, claim.stance) == (SourceKind.OUTLET, Stance.REPORTS)

    def test_with_a_source_keeps_its_stance(self, told, settings):
        t = told("The army denied that soldiers shot the traders.")
        a = t.anchor("denied", stance="denies", is_trigger="no")
        t.source(a, "The army", "military")
        (claim,) = one(t, settings).claims
        assert (claim.stance, claim.source.name, claim.trigger) == (Stance.DENIES, "The army", None)

    def test_takes_no_actor_or_weapon_that_is_below_the_threshold(self, told, settings):
        t, a = raid(told)
        t.role(a, "perpetrator", t.mention("actor", "Gunmen", actor_kind="gang"), share=0.49)
        t.role(a, "weapon", t.mention("weapon", "rifles", weapon_kind="small_arms"), share=0.49)
        (claim,) = one(t, settings).claims
        assert (claim.perpetrators, claim.weapon) == ((), None)
        (claim,) = one(t, replace(settings, role=0.4)).claims
        assert [x.name for x in claim.perpetrators] == ["Gunmen"]
        assert claim.weapon.kind is WeaponKind.SMALL_ARMS

    def test_gives_zero_killed_and_wounded_for_no_casualties(self, told, settings):
        t = told("A drone hit the depot in Adre with no casualties.")
        t.figure(t.anchor("hit", action="drone_strike"), "no casualties", "wounded", "unknown")
        (claim,) = one(t, settings).claims
        zero = Count(0, 0, 0)
        assert [(h.kind, h.count) for h in claim.harm] == [(HarmKind.KILLED, zero), (HarmKind.WOUNDED, zero)]

    def test_gives_no_harm_without_a_number(self, told, settings):
        t = told("The deaths in Adre angered residents.")
        t.figure(t.anchor("deaths"), "The deaths", "killed", "civilians")
        assert one(t, settings).claims[0].harm == ()

    def test_quote_is_without_loose_punctuation(self, told, settings):
        t = told("Residents said (gunmen shot two traders (one of them a boy).) Then it ended.")
        t.anchor("shot", quote="(gunmen shot two traders (one of them a boy).")
        (claim,) = one(t, settings).claims
        assert claim.quote.text == "(gunmen shot two traders (one of them a boy)"

    def test_quote_keeps_a_bracket_that_closes_inside(self, told, settings):
        t = told("Fighters shot two traders (one of them a boy), residents said.")
        t.anchor("shot", quote="Fighters shot two traders (one of them a boy),")
        (claim,) = one(t, settings).claims
        assert claim.quote.text == "Fighters shot two traders (one of them a boy)"

    def test_quote_holds_its_anchor_whatever_the_scores_say(self, told, settings):
        t = told(TWO)
        t.anchor("shot", quote="Separately")
        (claim,) = one(t, settings).claims
        assert claim.quote.span.contains(claim.trigger.span)


class TestAnchors:
    def test_of_class_none_tell_nothing(self, told, settings):
        t = told(RAID)
        t.anchor("killed", action="none")
        assert decode(t.doc, t.found(), settings) == ()

    def test_below_the_threshold_tell_nothing(self, told, settings):
        t = told(RAID)
        t.anchor("killed", sure=0.2)
        assert decode(t.doc, t.found(), settings) == ()
        assert len(decode(t.doc, t.found(), replace(settings, anchor=0.4))) == 1

    def test_in_furniture_tell_nothing(self, told, settings):
        t, _ = raid(told)
        t.anchor("hurt", quote="Five were also hurt")
        caption = Span(RAID.index("Five were"), len(RAID))
        assert [i.claims[0].trigger.text for i in decode(t.doc, t.found(), settings)] == ["killed", "hurt"]
        t.moved(furniture=(caption,))
        assert one(t, settings).claims[0].trigger.text == "killed"
        assert len(decode(t.doc, t.found(), settings)) == 1

    def test_of_punctuation_alone_tell_nothing(self, told, settings):
        t = told(RAID)
        t.anchor(",")
        assert decode(t.doc, t.found(), settings) == ()


class TestSeveralIncidents:
    def test_have_their_own_sources_places_and_times(self, told, settings):
        t = told(TWO)
        a = t.anchor("shot", quote="gunmen shot two traders in Gusau")
        b = t.anchor("killed", action="bombing", quote="a mine killed a soldier near Zurmi on Monday")
        t.source(a, "Police", "police")
        t.source(b, "the army", "military")
        t.role(a, "place", t.mention("place", "Gusau"))
        t.role(b, "place", t.mention("place", "near Zurmi"))
        t.role(b, "time", t.mention("time", "on Monday"))
        first, second = decode(t.doc, t.found(), settings)
        assert [i.key for i in (first, second)] == ["shooting-1", "bombing-2"]
        assert [i.claims[0].source.name for i in (first, second)] == ["Police", "the army"]
        assert [i.place.name for i in (first, second)] == ["Gusau", "near Zurmi"]
        assert (first.time.quote, second.time.quote.text) == (None, "on Monday")

    def test_share_no_figure(self, told, settings):
        t = told(TWO)
        a, b = t.anchor("shot"), t.anchor("killed")
        figure = t.mention("harm", "a soldier", harm_kind="killed", harm_who="military")
        t.role(a, "harm", figure, share=0.6)
        t.role(b, "harm", figure, share=0.7)
        first, second = decode(t.doc, t.found(), settings)
        assert first.claims[0].harm == ()
        assert [h.quote.text for h in second.claims[0].harm] == ["a soldier"]

    def test_of_one_action_have_keys_of_their_own(self, told, settings):
        t = told(TWO)
        t.anchor("shot")
        t.anchor("killed")
        assert [i.key for i in decode(t.doc, t.found(), settings)] == ["shooting-1", "shooting-2"]


class TestOneIncident:
    def test_takes_what_its_anchors_agree_on(self, told, settings):
        t, a = raid(told)
        b = t.anchor("hurt", action="attack", status="attempted", quote="Five were also hurt")
        c = t.anchor("said", action="shooting")
        for x, y in ((a, b), (a, c), (b, c)):
            t.same(x, y)
        incident = one(t, settings)
        assert (incident.action, incident.status) == (Action.SHOOTING, Status.OCCURRED)

    def test_takes_a_place_that_only_one_anchor_is_sure_of(self, told, settings):
        t, a = raid(told)
        b = t.anchor("hurt", quote="Five were also hurt")
        t.same(a, b)
        place = t.mention("place", "Ruwan Tofa")
        t.role(a, "place", place, share=0.9)
        t.role(b, "place", place, share=0.2)
        assert one(t, settings).place.name == "Ruwan Tofa"

    def test_keeps_the_claims_of_two_sources_apart(self, told, settings):
        t, a = raid(told)
        b = t.anchor("hurt", quote="Five were also hurt")
        t.same(a, b)
        t.source(a, "police", "police")
        t.source(b, "a nurse", "medical")
        assert [c.source.name for c in one(t, settings).claims] == ["police", "a nurse"]

    def test_keeps_the_claims_of_two_stances_apart(self, told, settings):
        t = told("The army said bandits shot the chief. The army blamed Ansaru.")
        a, b = t.anchor("shot"), t.anchor("blamed", stance="accuses", is_trigger="no")
        t.same(a, b)
        t.source(a, "The army", "military")
        t.source(b, "The army", "military", nth=1)
        assert [c.stance for c in one(t, settings).claims] == [Stance.REPORTS, Stance.ACCUSES]

    def both(self, told, kind, who="civilians"):
        """Two passages of one source, each with a figure."""
        t, a = raid(told)
        b = t.anchor("hurt", quote="Five were also hurt")
        t.same(a, b)
        t.source(a, "police", "police")
        t.role(b, "source", len(t.mentions) - 1)
        t.actor(a, "target", "five farmers", "civilians")
        t.actor(b, "target", "five farmers", "civilians")
        t.actor(b, "perpetrator", "Gunmen", "gang")
        t.figure(a, "five farmers", "killed", "civilians")
        t.figure(b, "Five", kind, who)
        return t

    def test_joins_the_passages_of_one_source_that_add_up(self, told, settings):
        (claim,) = one(self.both(told, "wounded"), settings).claims
        assert [(h.kind.value, h.count.best) for h in claim.harm] == [("killed", 5), ("wounded", 5)]
        assert [x.name for x in claim.targets] == ["five farmers"]
        assert [x.name for x in claim.perpetrators] == ["Gunmen"]
        assert claim.trigger.text == "killed"

    def test_joins_passages_that_give_the_same_figure(self, told, settings):
        (claim,) = one(self.both(told, "killed"), settings).claims
        assert len(claim.harm) == 1

    def test_keeps_passages_of_one_source_that_differ_apart(self, told, settings):
        t = told("Police said three traders were shot. Police later put the toll at 7.")
        a, b = t.anchor("shot"), t.anchor("toll", is_trigger="no", quote="put the toll at 7")
        t.same(a, b)
        t.source(a, "Police", "police")
        t.source(b, "Police", "police", nth=1)
        t.figure(a, "three traders", "killed", "civilians")
        t.figure(b, "7", "killed", "civilians")
        assert [c.harm[0].count.best for c in one(t, settings).claims] == [3, 7]

    def test_quotes_the_passage_that_names_the_action(self, told, settings):
        t = told("Police put the toll at 7. Police said bandits shot the traders.")
        a = t.anchor("toll", is_trigger="no", quote="put the toll at 7")
        b = t.anchor("shot", quote="bandits shot the traders")
        t.same(a, b)
        t.source(a, "Police", "police")
        t.source(b, "Police", "police", nth=1)
        t.figure(a, "7", "killed", "civilians")
        (claim,) = one(t, settings).claims
        assert (claim.quote.text, claim.trigger.text) == ("bandits shot the traders", "shot")
        assert claim.harm[0].count.best == 7


class TestAggregate:
    def test_has_its_number(self, told, settings):
        t = told("There have been six attacks on markets since May.")
        t.anchor("attacks", action="attack", aggregate="yes", quote="There have been six attacks on markets since May")
        incident = one(t, settings)
        assert (incident.aggregate, incident.n_incidents) == (True, 6)

    def test_can_be_without_a_number(self, told, settings):
        t = told("There have been attacks on markets since May.")
        t.anchor("attacks", action="attack", aggregate="yes")
        incident = one(t, settings)
        assert (incident.aggregate, incident.n_incidents) == (True, None)

    def test_is_not_any_incident_with_a_number(self, told, settings):
        t = told("There were six attacks.")
        t.anchor("attacks", quote="There were six attacks")
        assert one(t, settings).n_incidents is None


ODD = 'Gunmen (in "Army" dress) shot\u00a0five , no casualties … 6 raids, « la police » dit: ( [ ] ) \u200b. قتل خمسة، 😀 U.S. 2 2023'


def drawn(told, rng, *, anchors, mentions):
    """Any probabilities over any spans of a text full of odd signs."""
    t = told(ODD)
    size = len(t.tokens)

    def span():
        start = int(rng.integers(size))
        return Span(start, int(rng.integers(start + 1, min(size, start + 6) + 1)))

    def shares(n, labels):
        return rng.dirichlet(np.full(labels, 0.3), n)

    spans = Spans(
        tuple(sorted(span() for _ in range(anchors))),
        tuple(span() for _ in range(mentions)),
        tuple(int(k) for k in rng.integers(1, len(LAYERS), mentions)),
    )
    classes = {h.name: shares(anchors, len(h.labels)) for h in ANCHOR_HEADS}
    classes |= {h.name: shares(mentions, len(h.labels)) for h in MENTION_HEADS}
    roles = rng.random((anchors, mentions, len(ROLES)))
    for k, role in enumerate(ROLES):
        roles[:, [layer != LAYERS.index(role.layer) for layer in spans.layers], k] = 0
    same = rng.normal(0, 3, (anchors, anchors))
    scores = Scores(
        classes,
        roles,
        rng.random((anchors, len(POINTERS))),
        same + same.T,
        rng.random((anchors, size)),
        rng.random((anchors, size)),
    )
    return t.doc, Found(t.tokens, spans, scores, rng.random(anchors))


def quotes_of(incident):
    yield from (incident.time.quote, incident.place.quote)
    for claim in incident.claims:
        yield from (claim.quote, claim.trigger, claim.source.quote, claim.weapon and claim.weapon.quote)
        yield from (x.quote for x in (*claim.perpetrators, *claim.targets, *claim.harm))


@hypothesis_settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 2**32 - 1),
    anchors=st.integers(1, 8),
    mentions=st.integers(0, 12),
    threshold=st.sampled_from([0.0, 0.3, 0.6]),
)
def test_whatever_the_model_says_each_quote_holds(told, seed, anchors, mentions, threshold):
    doc, found = drawn(told, np.random.default_rng(seed), anchors=anchors, mentions=mentions)
    settings = Settings(labels=labels_digest(), anchor=threshold, role=threshold, harm=threshold)
    incidents = decode(doc, found, settings)
    assert decode(doc, found, settings) == incidents
    assert len({i.key for i in incidents}) == len(incidents)
    for incident in incidents:
        assert incident.document == doc.id
        assert incident.claims
        assert 0 <= incident.confidence <= 1
        assert all(q.holds(doc.text) and q.text == q.text.strip() for q in quotes_of(incident) if q)
        for claim in incident.claims:
            assert claim.trigger is None or claim.quote.span.contains(claim.trigger.span)
            assert claim.source.kind is not SourceKind.OUTLET or claim.stance is Stance.REPORTS
        assert incident_from_json(incident_to_json(incident), doc) == incident
    # "No casualties" gives two entries, any other figure one; no figure is told twice.
    told_figures = [h for i in incidents for c in i.claims for h in c.harm]
    assert len(told_figures) <= 2 * found.spans.layers.count(LAYERS.index("harm"))
