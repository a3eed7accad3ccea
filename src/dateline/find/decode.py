"""From the model's probabilities to incidents and claims, under the codebook's constraints.

What the network says of one span is weighed with what coded reports show of such cases (`dateline.find.evidence`).

An anchor is the word that stands for one claim. Anchors are grouped into incidents; each claim takes its source, actors,
weapon and figures from the roles; an incident takes action, status, time and place from all its anchors together. A
figure belongs to one claim, a claim to one incident, and every quote is a substring of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dateline.find.accident import is_accident
from dateline.find.evidence import Table, signs, stems, trigger_stems
from dateline.find.figures import counts_of, number_before, persons
from dateline.find.group import groups
from dateline.find.kinds import actor_kinds
from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.find.scores import Floats, Found, softmax
from dateline.find.settings import Settings
from dateline.find.trim import trimmed
from dateline.model import (
    Action,
    Actor,
    ActorKind,
    Claim,
    Document,
    Harm,
    HarmKind,
    Incident,
    Place,
    Quote,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    Weapon,
    WeaponKind,
    When,
)

__all__ = ["decode"]

ROLE = {role.name: n for n, role in enumerate(ROLES)}
LABELS = {head.name: head.labels for head in (*ANCHOR_HEADS, *MENTION_HEADS)}
OTHER_SIDE = {"perpetrator": "target", "target": "perpetrator"}
ACTING = frozenset((SourceKind.PERPETRATOR, SourceKind.MILITARY, SourceKind.GOVERNMENT, SourceKind.POLICE))
"""Sources that can own up to an act.

Source: codebook 1.2, Stance: the source's own violent or coercive act; so it is for 144 of 145 in folds 1 to 4 of the authored corpora.
"""

QUOTE_REACH_TOKENS = 160
"""A claim's quote begins and ends within this many tokens of its anchor; the longest gold quotes stay below it."""


def decode(doc: Document, found: Found, settings: Settings) -> tuple[Incident, ...]:
    """The incidents of a document, in the order of their first words."""
    return _Decoder(doc, found, settings).incidents()


@dataclass(slots=True)
class _Decoder:
    """Holds one document and what the model said about it."""

    doc: Document
    found: Found
    settings: Settings
    kinds: Floats = field(init=False)

    def __post_init__(self) -> None:
        words = [q.text if (q := self._quote(span)) else "" for span in self.found.spans.mentions]
        weight, evidence = self.settings.kind_words, self.found.evidence
        said = [weight * evidence.of_words(Table.KIND_WORDS, stems(text)) for text in words]
        self.kinds = _with_evidence(actor_kinds(self.found, words), np.asarray(said)) if said else actor_kinds(self.found, words)

    def incidents(self) -> tuple[Incident, ...]:
        anchors = [a for a in range(len(self.found.spans.anchors)) if self._tells(a)]
        harm = self._harm_owners(anchors)
        out: list[Incident] = []
        for group in groups(anchors, self.found.scores.same, self.settings.same):
            incident = self._incident(group, harm, number=len(out) + 1)
            if incident is not None:
                out.append(incident)
        return tuple(out)

    # --- anchors -------------------------------------------------------------------------------------------------------

    def _sure(self, anchor: int) -> float:
        told = 1 - self.found.scores.classes["action"][anchor, 0]
        return float(np.sqrt(told * self.found.tag_confidence[anchor]))

    def _tells(self, anchor: int) -> bool:
        quote = self._quote(self.found.spans.anchors[anchor])
        if quote is None or self._sure(anchor) < self.settings.anchor:
            return False
        return not any(f.overlaps(quote.span) for f in self.doc.furniture)

    def _pooled(self, head: str, group: Sequence[int], evidence: Floats | None = None) -> tuple[str, float]:
        """The class that a group's anchors agree on most, and its share; `evidence` has logs to be added."""
        scores = self.found.scores.classes[head][list(group)]
        first = 1 if head == "action" else 0
        logs = np.log(scores[:, first:] + 1e-6).mean(0)
        if evidence is not None:
            logs = logs + evidence
        best = int(logs.argmax())
        return LABELS[head][best + first], float(1 / np.exp(logs - logs[best]).sum())

    def _signs(self, claims: Sequence[Claim]) -> Floats:
        """What the claims' weapons, people, harm and triggers say about the action."""
        signed = self.settings.action_signs * self.found.evidence.of_signs(signs(claims))
        return signed + self.settings.action_words * self.found.evidence.of_words(Table.ACTION_WORDS, trigger_stems(claims))

    def _label(self, head: str, row: int) -> tuple[str, float]:
        """The likeliest class of one span."""
        scores = self.found.scores.classes[head][row]
        best = int(scores.argmax())
        return LABELS[head][best], float(scores[best])

    # --- spans ---------------------------------------------------------------------------------------------------------

    def _quote(self, span: Span) -> Quote | None:
        """The words of a range of tokens, without punctuation at its ends; None where nothing is left."""
        tokens = self.found.tokens
        start, end = trimmed(self.doc.text, int(tokens.starts[span.start]), int(tokens.ends[span.end - 1]))
        return self.doc.quote(start, end) if start < end else None

    def _mention(self, number: int) -> Quote | None:
        return self._quote(self.found.spans.mentions[number])

    def _of_layer(self, layer: str) -> list[int]:
        wanted = LAYERS.index(layer)
        return [n for n, k in enumerate(self.found.spans.layers) if k == wanted]

    def _pointer(self, group: Sequence[int], role: str) -> Quote | None:
        """The mention that a group's anchors point at together; None where "none of them" is likelier than any."""
        shares = self.found.scores.roles[list(group), :, ROLE[role]].mean(0)
        nothing = self.found.scores.none_of_them[list(group), POINTERS.index(role)].mean()
        if not len(shares) or shares.max() <= nothing:
            return None
        return self._mention(int(shares.argmax()))

    # --- claims --------------------------------------------------------------------------------------------------------

    def _harm_owners(self, anchors: Sequence[int]) -> dict[int, list[int]]:
        """The figures of each anchor; each figure goes to the anchor that fits it best."""
        out: dict[int, list[int]] = {a: [] for a in anchors}
        for mention in self._of_layer("harm") if anchors else ():
            shares = self.found.scores.roles[anchors, mention, ROLE["harm"]]
            best = int(shares.argmax())
            if shares[best] >= self.settings.harm:
                out[anchors[best]].append(mention)
        return out

    def _claim(self, anchor: int, figures: Sequence[int]) -> Claim | None:
        quote = self._claim_quote(anchor)
        if quote is None:
            return None
        source, source_share = self._source(anchor)
        stance, stance_share = self._stance(anchor, source.kind)
        literal, _ = self._label("is_trigger", anchor)
        targets = self._actors(anchor, "target")
        return Claim(
            quote=quote,
            trigger=self._quote(self.found.spans.anchors[anchor]) if literal == "yes" else None,
            source=source,
            stance=stance,
            perpetrators=self._actors(anchor, "perpetrator"),
            targets=targets,
            weapon=self._weapon(anchor),
            harm=tuple(h for m in figures for h in self._harm(m, targets)),
            confidence=self.settings.claim_confidence(self._sure(anchor) * source_share * stance_share),
        )

    def _stance(self, anchor: int, source: SourceKind) -> tuple[Stance, float]:
        """The likeliest stance that a source of this kind can take."""
        scores = self.found.scores.classes["stance"][anchor].copy()
        if source is SourceKind.OUTLET:
            # The outlet's own flat statement reports; whoever claims or denies is a source.
            return Stance.REPORTS, float(scores[LABELS["stance"].index(Stance.REPORTS)])
        said = self.settings.stance_sources * self.found.evidence.of_all(Table.STANCE_SOURCES, (source,))
        scores = _with_evidence(scores, said)
        if source not in ACTING:
            scores[LABELS["stance"].index(Stance.CLAIMS_RESPONSIBILITY)] = 0.0
        best = int(scores.argmax())
        return Stance(LABELS["stance"][best]), float(scores[best])

    def _claim_quote(self, anchor: int) -> Quote | None:
        """The likeliest passage around the anchor."""
        span, scores = self.found.spans.anchors[anchor], self.found.scores
        low, high = max(0, span.start - QUOTE_REACH_TOKENS), min(len(self.found.tokens), span.end + QUOTE_REACH_TOKENS)
        start = low + int(scores.quote_start[anchor, low : span.start + 1].argmax())
        end = span.end + int(scores.quote_end[anchor, span.end - 1 : high].argmax())
        return self._quote(Span(start, end))

    def _source(self, anchor: int) -> tuple[Source, float]:
        shares = self.found.scores.roles[anchor, :, ROLE["source"]]
        nothing = float(self.found.scores.none_of_them[anchor, POINTERS.index("source")])
        if not len(shares) or shares.max() <= nothing:
            return Source(), nothing
        best = int(shares.argmax())
        quote = self._mention(best)
        if quote is None:
            return Source(), nothing
        said = self.settings.source_words * self.found.evidence.of_words(Table.SOURCE_WORDS, stems(quote.text))
        kinds = _with_evidence(self.found.scores.classes["source_kind"][best], said)
        kind = int(kinds.argmax())
        source = Source(kind=SourceKind(LABELS["source_kind"][kind]), quote=quote, name=quote.text)
        return source, float(shares[best] * kinds[kind])

    def _actors(self, anchor: int, role: str) -> tuple[Actor, ...]:
        out = []
        for mention in self._of_layer("actor"):
            share = self._role(anchor, role, mention)
            quote = self._mention(mention) if share >= self.settings.role else None
            if quote is None:
                continue
            kind, sure = self._kind(mention)
            count = persons(quote.text, self.doc.language)
            out.append(Actor(quote=quote, name=quote.text, kind=ActorKind(kind), count=count, confidence=round(share * sure, 3)))
        return tuple(out)

    def _role(self, anchor: int, role: str, mention: int) -> float:
        """How likely an actor has a role; 0 where the other role is likelier and nobody can have both.

        Source: in folds 1 to 4 of the authored corpora 14 of the 15 claims whose perpetrators and targets share words are clashes.
        """
        own, other = (float(self.found.scores.roles[anchor, mention, ROLE[r]]) for r in (role, OTHER_SIDE[role]))
        is_clash = self._pooled("action", (anchor,))[0] == Action.ARMED_CLASH
        return own if own >= other or is_clash else 0.0

    def _kind(self, mention: int) -> tuple[str, float]:
        """The likeliest kind of an actor, or of the people that a figure counts."""
        best = int(self.kinds[mention].argmax())
        return LABELS["actor_kind"][best], float(self.kinds[mention, best])

    def _weapon(self, anchor: int) -> Weapon | None:
        mentions = self._of_layer("weapon")
        if not mentions:
            return None
        shares = self.found.scores.roles[anchor, mentions, ROLE["weapon"]]
        best = int(shares.argmax())
        quote = self._mention(mentions[best]) if shares[best] >= self.settings.role else None
        return Weapon(kind=WeaponKind(self._label("weapon_kind", mentions[best])[0]), quote=quote) if quote else None

    def _harm(self, mention: int, targets: Sequence[Actor]) -> tuple[Harm, ...]:
        quote = self._mention(mention)
        if quote is None:
            return ()
        kind, kind_share = self._label("harm_kind", mention)
        said = self.settings.harmed_targets * self.found.evidence.of_all(Table.HARMED_TARGETS, (t.kind for t in targets))
        people = _with_evidence(self.kinds[mention], said)
        best = int(people.argmax())
        figures = counts_of(quote.text, HarmKind(kind), self.doc.language)
        who, sure = ActorKind(LABELS["harm_who"][best]), round(kind_share * float(people[best]), 3)
        return tuple(Harm(kind=k, count=n, who=who, quote=quote, confidence=sure) for k, n in figures)

    # --- incidents -----------------------------------------------------------------------------------------------------

    def _incident(self, group: Sequence[int], harm: dict[int, list[int]], number: int) -> Incident | None:
        claims = joined([c for c in (self._claim(a, harm[a]) for a in group) if c is not None])
        if not claims:
            return None
        action, action_share = self._pooled("action", group, self._signs(claims))
        if is_accident(Action(action), claims):
            return None
        status, _ = self._pooled("status", group)
        aggregate, _ = self._pooled("aggregate", group)
        time, place = self._pointer(group, "time"), self._pointer(group, "place")
        total = aggregate == "yes"
        return Incident(
            document=self.doc.id,
            key=f"{action}-{number}",
            action=Action(action),
            status=Status(status),
            aggregate=total,
            n_incidents=number_before(claims[0], self.doc) if total else None,
            time=When(quote=time),
            place=Place(quote=place, name=place.text if place else None),
            claims=claims,
            confidence=self.settings.incident_confidence(max(self._sure(a) for a in group) * action_share),
        )


def _with_evidence(shares: Floats, said: Floats) -> Floats:
    """Probabilities over the last axis, with logs added to theirs."""
    return softmax(np.log(shares + 1e-6) + said)


def joined(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of one incident, those of one source and stance that add up made one.

    Source: codebook 1.2, Claim: two passages that give the same source's account of the same incident are one claim if
    they add up, and two if they differ.
    """
    out: list[Claim] = []
    for claim in claims:
        for n, known in enumerate(out):
            if _one_voice(known, claim) and not _differ(known, claim):
                out[n] = _added(known, claim)
                break
        else:
            out.append(claim)
    return tuple(out)


def _one_voice(a: Claim, b: Claim) -> bool:
    return a.stance is b.stance and _voice(a.source) == _voice(b.source)


def _voice(source: Source) -> tuple[SourceKind, str]:
    return source.kind, (source.name or "").casefold()


def _differ(a: Claim, b: Claim) -> bool:
    """Whether both give a figure for the same harm to the same people, and not the same one."""
    return any(x.kind is y.kind and x.who is y.who and x.count != y.count for x in a.harm for y in b.harm)


def _added(a: Claim, b: Claim) -> Claim:
    """The first claim with what the second adds."""
    # A quote goes with the trigger in it, so a claim that names the action gives both.
    carrier = b if b.trigger and not a.trigger else a
    known = {(h.kind, h.who, h.count) for h in a.harm}
    return replace(
        a,
        quote=carrier.quote,
        trigger=carrier.trigger,
        perpetrators=_more(a.perpetrators, b.perpetrators),
        targets=_more(a.targets, b.targets),
        weapon=a.weapon or b.weapon,
        harm=a.harm + tuple(h for h in b.harm if (h.kind, h.who, h.count) not in known),
    )


def _more(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
    known = {(a.name.casefold(), a.kind) for a in actors}
    return actors + tuple(o for o in others if (o.name.casefold(), o.kind) not in known)
