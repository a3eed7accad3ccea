"""The shipped model: two ONNX graphs, a tokenizer, a settings file and tables of evidence in one folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from dateline.errors import FindError
from dateline.find.evidence import Evidence
from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, ROLES
from dateline.find.scores import Found, Scores, Spans, softmax
from dateline.find.settings import Settings
from dateline.find.tags import spans_of
from dateline.find.windows import Tokens, tokenise, windows
from dateline.model import Document

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["Encoded", "Network", "shipped_folder"]

T = TypeVar("T")

Floats = NDArray[np.float32]
Ranges = NDArray[np.int64]

SQUARE_OF_SPANS = 256
"""Anchors and mentions are scored against each other in squares of this side: a pair takes some 2 kB while it is scored,
and a document as long as a book would otherwise take gigabytes."""

FILES = ("encoder.onnx", "heads.onnx", "tokenizer.json", "settings.json", "evidence.tsv")


def shipped_folder() -> Path:
    """The folder of the model that comes with the package."""
    return Path(str(files("dateline") / "data" / "finder"))


def _loaded(path: Path, load: Callable[[Path], T]) -> T:
    """What `load` makes of a file; a damaged one, or a library that cannot be imported, being a FindError."""
    try:
        return load(path)
    except FindError:
        raise
    except ImportError as fault:
        what = f"{path.name} needs a library that cannot be imported: {fault}"
        fix = "Install dateline again, with the libraries that it needs."
        raise FindError("model-library", what, where=fault.name or str(path), fix=fix) from fault
    except Exception as fault:  # both libraries raise nothing narrower than Exception for a damaged file
        raise FindError(
            "model-damaged", f"{path.name} cannot be loaded: {fault}", where=str(path), fix="Install dateline again."
        ) from fault


def _settings(path: Path) -> Settings:
    return Settings.from_json(json.loads(path.read_text(encoding="utf-8")))


def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _mark(tokenizer: Tokenizer, sign: str, folder: Path) -> int:
    number = tokenizer.token_to_id(sign)
    if number is None:
        raise FindError("model-damaged", f"tokenizer.json lacks {sign}", where=str(folder), fix="Install dateline again.")
    return int(number)


def _session(threads: int, path: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Without this, idle threads spin and slow the other processes of a pool.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, slots=True)
class Encoded:
    """The encoder's output on one document.

    Args:
        states: (tokens, hidden).
        tags: probabilities (tokens, layers, 3) of outside, begin and inside.
    """

    tokens: Tokens
    states: Floats
    tags: Floats


class Network:
    """The model, loaded.

    Args:
        folder: holds encoder.onnx, heads.onnx, tokenizer.json, settings.json and evidence.tsv.
        threads: threads that one call may use; 1 where several processes share the machine.
    Raises:
        FindError: a file is missing or damaged, or the model was made for other labels.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).exists()]
        if missing:
            raise FindError(
                "model-missing",
                f"no {', '.join(missing)}",
                where=str(folder),
                fix="Install dateline again, or run training.export.",
            )
        self.folder = folder
        self.settings = _loaded(folder / "settings.json", _settings)
        if self.settings.labels != labels_digest():
            raise FindError(
                "model-labels",
                "the model was trained for other labels than this version's",
                where=str(folder),
                fix="Use the model that came with this version.",
            )
        self.evidence = _loaded(folder / "evidence.tsv", Evidence.load)
        self.tokenizer = _loaded(folder / "tokenizer.json", _tokenizer)
        self.begin, self.end = (_mark(self.tokenizer, sign, folder) for sign in ("<s>", "</s>"))
        self.encoder = _loaded(folder / "encoder.onnx", partial(_session, threads))
        self.heads = _loaded(folder / "heads.onnx", partial(_session, threads))

    def read(self, doc: Document) -> Found | None:
        """All that the model says about a document; None where it finds no anchor."""
        encoded = self.encode(doc)
        return self.found(encoded, self.settings) if encoded is not None else None

    def encode(self, doc: Document) -> Encoded | None:
        """What the encoder says of a document's tokens, whatever the settings; None where it has none."""
        tokens = tokenise(self.tokenizer, doc)
        if not len(tokens):
            return None
        states, tags = [], []
        for w in windows(tokens, begin=self.begin, end=self.end):
            ids = w.ids[None]
            s, t = self.encoder.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            at = slice(w.offset + w.keep[0] - w.first, w.offset + w.keep[1] - w.first)
            states.append(s[0, at])
            tags.append(t[0, at])
        return Encoded(tokens, np.concatenate(states), softmax(np.concatenate(tags).reshape(-1, len(LAYERS), 3)))

    def found(self, encoded: Encoded, settings: Settings) -> Found | None:
        """The spans that the settings let through, with their scores; None where no anchor is among them."""
        spans = Spans.of(spans_of(encoded.tags, threshold=np.asarray(settings.tag_thresholds)))
        if not spans.anchors:
            return None
        inside = 1 - encoded.tags[:, 0, 0]
        confidence = np.asarray([inside[s.start : s.end].mean() for s in spans.anchors])
        return Found(encoded.tokens, spans, Scores.of(self._score(encoded.states, spans), spans), confidence, self.evidence)

    def _score(self, states: NDArray[np.float32], spans: Spans) -> dict[str, Any]:
        mentions, layers = spans.mention_array(), np.asarray(spans.layers, dtype=np.int64)
        # The graph wants at least one mention; the first anchor stands in and its scores are cut off again.
        stand_in = len(mentions) == 0
        if stand_in:
            mentions, layers = spans.anchor_array()[:1], np.ones(1, dtype=np.int64)
        raw = self._heads(states, spans.anchor_array(), mentions, layers)
        if stand_in:
            raw["roles"] = raw["roles"][:, :0]
            raw |= {h.name: raw[h.name][:0] for h in MENTION_HEADS}
        return raw

    def _heads(self, states: Floats, anchors: Ranges, mentions: Ranges, layers: Ranges) -> dict[str, Any]:
        if len(anchors) * len(mentions) <= SQUARE_OF_SPANS**2:
            return self._heads_at_once(states, anchors, mentions, layers)
        raw = self._heads_at_once(states, anchors, mentions[:1], layers[:1])
        squares = [
            [self._square(states, anchors[a : a + SQUARE_OF_SPANS], *mention_part) for mention_part in _parts(mentions, layers)]
            for a in range(0, len(anchors), SQUARE_OF_SPANS)
        ]
        raw["roles"] = np.concatenate([np.concatenate([square["roles"] for square in row], axis=1) for row in squares])
        return raw | {h.name: np.concatenate([square[h.name] for square in squares[0]]) for h in MENTION_HEADS}

    def _square(self, states: Floats, anchors: Ranges, mentions: Ranges, layers: Ranges) -> dict[str, Any]:
        """The scores that need mentions; the others are large and let go at once."""
        raw = self._heads_at_once(states, anchors, mentions, layers)
        return {name: raw[name] for name in ("roles", *(h.name for h in MENTION_HEADS))}

    def _heads_at_once(self, states: Floats, anchors: Ranges, mentions: Ranges, layers: Ranges) -> dict[str, Any]:
        names = [o.name for o in self.heads.get_outputs()]
        values = self.heads.run(None, {"states": states, "anchors": anchors, "mentions": mentions, "layers": layers})
        return dict(zip(names, values, strict=True))

    def digest(self) -> str:
        """SHA-256 over the model's files, so that a run can say which model it used."""
        return _digest(self.folder)


def _parts(mentions: Ranges, layers: Ranges) -> list[tuple[Ranges, Ranges]]:
    starts = range(0, len(mentions), SQUARE_OF_SPANS)
    return [(mentions[n : n + SQUARE_OF_SPANS], layers[n : n + SQUARE_OF_SPANS]) for n in starts]


@cache
def _digest(folder: Path) -> str:
    whole = hashlib.sha256()
    for name in FILES:
        whole.update((folder / name).read_bytes())
    return "sha256:" + whole.hexdigest()


def labels_digest() -> str:
    """SHA-256 of the label lists, in order."""
    lists = [
        LAYERS,
        [(h.name, h.layer, list(h.labels)) for h in (*ANCHOR_HEADS, *MENTION_HEADS)],
        [(r.name, r.layer) for r in ROLES],
    ]
    return hashlib.sha256(json.dumps(lists).encode()).hexdigest()
