"""MUC-4 templates by a small head that stands on the finder's states and answers.

The key wants what the codebook does not: which mention of a perpetrator is a person and which a body, names alone as victims, what counts as
terrorism. A head learned from the training documents (training.muc_head) tags the five slots and says which types a document tells; here its answers
become templates. It serves this benchmark alone and is no part of the package.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.muc4_metrics import SLOTS, Entity, Template, normal
from dateline.find.labels import ANCHOR_HEADS, BEGIN, INSIDE, LAYERS, MENTION_HEADS, OUTSIDE, ROLES
from dateline.find.network import Encoded, Network
from dateline.find.scores import Found
from dateline.find.trim import trimmed
from dateline.model import Action, ActorKind, Document

KINDS = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
PATH = Path(__file__).parent / "models" / "muc_head.onnx"

BRACKETS = re.compile(r"([^()\[\]]{2,80})\s[(\[]([^()\[\]]{2,60})[)\]]")
"""What stands in brackets and what before them."""

SURE = (0.3,) * len(LAYERS)
"""The tags whose spans the head looks at, whatever the finder's own settings."""

Floats = NDArray[np.float32]

_ACTIONS = next(h for h in ANCHOR_HEADS if h.name == "action").labels
_ACTORS = next(h for h in MENTION_HEADS if h.name == "actor_kind").labels
_ROLE = {role.name: n for n, role in enumerate(ROLES)}
_ACTION_GROUPS = (
    (Action.BOMBING, Action.SUICIDE_BOMBING),
    (Action.ABDUCTION,),
    (Action.ARSON_LOOTING,),
    (Action.ATTACK, Action.SHOOTING, Action.MELEE_ATTACK, Action.EXECUTION, Action.GRENADE_ATTACK, Action.SHELLING),
    (Action.ARMED_CLASH, Action.RAID, Action.ARREST, Action.AIR_STRIKE),
)
_ACTOR_GROUPS = (
    (ActorKind.PROPERTY,),
    (ActorKind.ARMED_GROUP, ActorKind.MILITIA, ActorKind.GANG),
    (ActorKind.MILITARY, ActorKind.POLICE, ActorKind.FOREIGN_FORCES),
    (ActorKind.CIVILIANS, ActorKind.GOVERNMENT, ActorKind.JOURNALISTS, ActorKind.UNKNOWN),
)
_TOLD_BY = ("perpetrator", "target", "weapon")
ANSWERS = len(_ACTION_GROUPS) + len(_ACTOR_GROUPS) + len(_TOLD_BY)
"""Numbers a token that come from the finder's answers."""


def features(network: Network, encoded: Encoded) -> Floats:
    """What the head reads of each token: the state, the tag probabilities, and the answers about anchors and mentions (tokens, width)."""
    found = network.found(encoded, replace(network.settings, tag_thresholds=SURE))
    answers = answers_of(found, len(encoded.tokens)) if found else np.zeros((len(encoded.tokens), ANSWERS), np.float32)
    return np.concatenate((encoded.states, encoded.tags.reshape(len(encoded.tokens), -1), answers), axis=1).astype(np.float32)


def answers_of(found: Found, tokens: int) -> Floats:
    """The finder's answers, laid on the tokens of the spans that they are about (tokens, ANSWERS)."""
    out = np.zeros((tokens, ANSWERS), np.float32)
    classes, spans = found.scores.classes, found.spans
    told = 1 - classes["action"][:, 0]
    kinds = _grouped(classes["action"], _ACTIONS, _ACTION_GROUPS)
    for row, span in zip(kinds, spans.anchors, strict=True):
        out[span.start : span.end, : kinds.shape[1]] = row
    first = kinds.shape[1]
    actors = _grouped(classes["actor_kind"], _ACTORS, _ACTOR_GROUPS)
    roles = [(told[:, None] * found.scores.roles[:, :, _ROLE[name]]).max(0) for name in _TOLD_BY]
    for n, span in enumerate(spans.mentions):
        here = out[span.start : span.end]
        if spans.layers[n] == LAYERS.index("actor"):
            here[:, first : first + actors.shape[1]] = np.maximum(here[:, first : first + actors.shape[1]], actors[n])
        for k, shares in enumerate(roles):
            at = first + actors.shape[1] + k
            here[:, at] = np.maximum(here[:, at], shares[n])
    return out


def _grouped(scores: NDArray[np.floating], labels: Sequence[str], groups: Sequence[Sequence[str]]) -> NDArray[np.floating]:
    """The probabilities of groups of classes (spans, groups)."""
    return np.stack([scores[:, [labels.index(label) for label in group]].sum(1) for group in groups], axis=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the head says of one document, as probabilities.

    Args:
        tags: (tokens, slots, 3) of outside, begin and inside.
        belongs: (tokens, kinds), that what stands here belongs to a template of that kind.
        told: (kinds,), that the document tells such a template.
    """

    tags: Floats
    belongs: Floats
    told: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How sure the head must be; chosen on training documents that it was not trained on."""

    told: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.5))
    slot: Mapping[str, float] = field(default_factory=lambda: dict.fromkeys(SLOTS, 0.5))
    inside: float = 0.4
    belongs: float = 0.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string that may fill a slot.

    Args:
        score: of its likeliest mention.
        belongs: (kinds,), of that mention.
        first: where it first stands.
    """

    words: str
    score: float
    belongs: Floats
    first: int


class Head:
    """The learned head.

    Args:
        path: of its ONNX file, which also holds its thresholds and the digest of the finder that it was made for.
    """

    def __init__(self, path: Path = PATH) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        meta = self._session.get_modelmeta().custom_metadata_map
        self.finder = meta["finder"]
        self.thresholds = Thresholds(**json.loads(meta["thresholds"]))

    def answer(self, row: Floats) -> Answer:
        """The answer for one document's features."""
        out: list[Any] = self._session.run(None, {"features": row})
        return Answer(*out)

    def templates(self, network: Network, doc: Document) -> tuple[Template, ...]:
        """The templates of a document."""
        encoded = network.encode(doc)
        if encoded is None:
            return ()
        ranges = np.stack((encoded.tokens.starts, encoded.tokens.ends), axis=1)
        return templates(doc.text, ranges, self.answer(features(network, encoded)), self.thresholds)


def states_digest(network: Network) -> str:
    """SHA-256 over the parts of a finder that the head stands on; its thresholds may change without a new head."""
    whole = hashlib.sha256()
    for name in ("tokenizer.json", "encoder.onnx", "heads.onnx"):
        whole.update((network.folder / name).read_bytes())
    return "sha256:" + whole.hexdigest()


def metadata(finder: str, thresholds: Thresholds) -> dict[str, str]:
    """What a head's file says beside its weights."""
    return {"finder": finder, "thresholds": json.dumps(asdict(thresholds))}


# --- from answers to templates -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fillers:
    """What may fill a document's templates, whatever the thresholds of slots and kinds.

    Args:
        slots: the candidates of each slot.
        brackets: words in brackets and the words before them.
    """

    slots: tuple[tuple[Candidate, ...], ...]
    brackets: tuple[tuple[str, str], ...]


def fillers(text: str, ranges: NDArray[np.integer], answer: Answer, inside: float) -> Fillers:
    """The fillers that the head sees.

    Args:
        text: of the document.
        ranges: code points of its tokens (tokens, 2).
        answer: of the head.
        inside: probability that a token must have of being inside a mention.
    """
    found = (candidates(text, ranges, answer.tags[:, n], answer.belongs, inside=inside) for n in range(len(SLOTS)))
    return Fillers(tuple(map(tuple, found)), tuple((normal(m[1]), normal(m[2])) for m in BRACKETS.finditer(text)))


def templates(text: str, ranges: NDArray[np.integer], answer: Answer, thresholds: Thresholds) -> tuple[Template, ...]:
    """The templates that the answers amount to; see `filled`."""
    return filled(fillers(text, ranges, answer, thresholds.inside), answer.told, thresholds)


def filled(found: Fillers, sure: Floats, thresholds: Thresholds) -> tuple[Template, ...]:
    """The templates, one of each kind told; a filler goes to each kind that it belongs to.

    Args:
        found: what may fill them.
        sure: (kinds,), that the document tells such a template.
        thresholds: how sure the head must be.
    """
    told = [k for k, kind in enumerate(KINDS) if sure[k] >= thresholds.told[kind]]
    if not told:
        return ()
    slots: dict[int, dict[str, tuple[Entity, ...]]] = {k: {} for k in told}
    for slot, all_of_slot in zip(SLOTS, found.slots, strict=True):
        kept = [c for c in all_of_slot if c.score >= thresholds.slot[slot]]
        for k in told:
            here = [c for c in kept if k == best_of(c, told) or c.belongs[k] >= thresholds.belongs]
            slots[k][slot] = entities(here, found.brackets)
    return tuple(Template(KINDS[k], slots[k]) for k in told)


def best_of(candidate: Candidate, told: Sequence[int]) -> int:
    """The kind among those told that a filler belongs to most."""
    return max(told, key=lambda k: float(candidate.belongs[k]))


def candidates(text: str, ranges: NDArray[np.integer], tags: Floats, belongs: Floats, *, inside: float) -> list[Candidate]:
    """The strings that are tagged as a slot's fillers somewhere, each with its likeliest mention.

    Args:
        text: of the document.
        ranges: code points of its tokens (tokens, 2).
        tags: (tokens, 3).
        belongs: (tokens, kinds).
        inside: probability that a token must have of being inside.
    """
    best: dict[str, Candidate] = {}
    for start, end in spans(tags, inside):
        a, b = trimmed(text, int(ranges[start, 0]), int(ranges[end - 1, 1]))
        words = normal(text[a:b])
        if not words:
            continue
        score = float(1 - tags[start:end, OUTSIDE].mean())
        known = best.get(words)
        if known is None or score > known.score:
            first = known.first if known else a
            best[words] = Candidate(words, score, belongs[start:end].mean(0), first)
    return sorted(best.values(), key=lambda c: c.first)


def spans(tags: Floats, threshold: float) -> list[tuple[int, int]]:
    """Runs of tokens inside, a new one beginning where begin is likelier than inside."""
    active = 1 - tags[:, OUTSIDE] >= threshold
    out: list[tuple[int, int]] = []
    for n in np.flatnonzero(active):
        begins = tags[n, BEGIN] >= tags[n, INSIDE] or not (n and active[n - 1])
        if begins or not out:
            out.append((int(n), int(n) + 1))
        else:
            out[-1] = (out[-1][0], int(n) + 1)
    return out


def entities(found: Sequence[Candidate], brackets: Sequence[tuple[str, str]]) -> tuple[Entity, ...]:
    """The candidates as entities: an abbreviation goes with the name that it stands behind."""
    words = {c.words for c in found}
    # The longest name before the bracket: "front" and "red front" may both be candidates before "(RF)".
    long_of: dict[str, str] = {}
    for before, inside in brackets:
        names = [w for w in words if w != inside and (before == w or before.endswith(" " + w))]
        if inside in words and names:
            long_of.setdefault(inside, max(names, key=len))
    out: dict[str, set[str]] = {}
    for one in found:
        out.setdefault(long_of.get(one.words, one.words), set()).add(one.words)
    return tuple(frozenset(e) for e in out.values())
