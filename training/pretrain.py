"""Teach the encoder, before the finder's own training, to see who acts, who is hit and who speaks in public corpora.

usage: python -m training.pretrain --data DATA_DIR --encoder DIR --out DIR [--epochs N] [--seed N]

Each corpus marks its own things, and only those are taught from it: a text of PolNeAR marks no perpetrator, and must not teach
that there is none. OUT is an encoder folder for `training.train`; the tagging layer of this stage is thrown away. The texts
stay where they are: nothing of them but what the weights learned goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.find.labels import BEGIN, INSIDE
from dateline.find.windows import Window, tokenise, windows
from dateline.model import Document
from training.data import IGNORE
from training.network import Encoder
from training.train import batches, encode, standardise

LAYERS = (
    "muc4 perp_individual_id", "muc4 perp_organization_id", "muc4 phys_tgt_id", "muc4 hum_tgt", "muc4 instrument_id",
    "polnear source", "polnear cue", "polnear content",
    "ecbplus ACTION", "ecbplus TIME", "ecbplus LOC", "ecbplus HUMAN",
    "cameo S", "cameo T",
    "re3d Person", "re3d Organisation", "re3d Location", "re3d Weapon", "re3d MilitaryPlatform", "re3d Quantity", "re3d Temporal",
)  # fmt: skip
"""What is tagged, as corpus and kind."""

LONGEST = 3000
"""Characters that are read of a text: two windows at most, so that long political features do not outweigh the rest."""

EVERY = {"muc4 irrelevant": 3, "muc4 capitals": 5, "polnear": 3}
"""Every how many-th text is taken of what there is much of, or left in capitals."""

RATE, HEAD_RATE = 1e-4, 1e-3


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the spans of one corpus; `read` holds the ranges in which the corpus marked all there is, everything if None."""

    corpus: str
    text: str
    spans: tuple[tuple[str, int, int], ...]
    read: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A text as the encoder sees it, with a target for each layer and token; IGNORE where nothing is known."""

    windows: tuple[Window, ...]
    tags: NDArray[np.int64]

    @property
    def size(self) -> int:
        """Tokens that the encoder reads."""
        return sum(len(w.ids) for w in self.windows)


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


def muc4(data: Path) -> Iterator[Text]:
    """Perpetrators, targets and weapons of MUC-4 templates; most texts in lower case, since all came in capitals."""
    for n, d in enumerate(lines(data / "muc4" / "train.jsonl")):
        if not d["relevant"] and n % EVERY["muc4 irrelevant"]:
            continue
        text = d["text"].replace("\n", " ")
        yield Text("muc4", text.lower() if n % EVERY["muc4 capitals"] else text, tuple(_muc4_spans(d["templates"])))


def _muc4_spans(templates: Iterable[dict[str, Any]]) -> Iterator[tuple[str, int, int]]:
    for template in templates:
        for slot, fillers in template["slots"].items():
            name = "hum_tgt" if slot in {"hum_tgt_name", "hum_tgt_description"} else slot
            if f"muc4 {name}" in LAYERS and isinstance(fillers, list):
                yield from ((name, s, e) for f in fillers for ranges in f.get("spans", {}).values() for s, e in ranges)


def polnear(data: Path) -> Iterator[Text]:
    """Sources, cues and contents of attributions."""
    for d in list(lines(data / "polnear" / "train.jsonl"))[:: EVERY["polnear"]]:
        spans = (
            (part, s["start"], s["end"]) for a in d["attributions"] for part in ("source", "cue", "content") for s in a[part]
        )
        yield Text("polnear", d["text"], tuple(spans))


def ecbplus(data: Path) -> Iterator[Text]:
    """Actions, times, places and people, in the sentences that were fully marked."""
    for d in lines(data / "ecbplus" / "train.jsonl"):
        spans = [(m["type"].split("_")[0], s, e) for m in d["mentions"] for s, e in m["spans"]]
        marked = tuple((s["start"], s["end"]) for s in d["sentences"] if s["validated"])
        if marked:
            text = d["text"][: marked[-1][1]]
            yield Text("ecbplus", text, tuple(s for s in spans if f"ecbplus {s[0]}" in LAYERS and s[2] <= len(text)), marked)


def cameo(data: Path) -> Iterator[Text]:
    """Source and target actors of coded sentences."""
    for d in lines(data / "cameo_source_target" / "train.jsonl"):
        yield Text("cameo", d["text"], tuple((a["role"], a["start"], a["end"]) for a in d["actors"] if a["role"] in "ST"))


def re3d(data: Path) -> Iterator[Text]:
    """Entities of documents on Syria and Iraq, without the part under a non-commercial licence."""
    for d in lines(data / "re3d" / "train.jsonl"):
        if "NC" in d["licence"].upper().replace("-", " ").split() or "BBC" in d["source"].upper():
            continue
        spans = ((e["type"], e["start"], e["end"]) for e in d["entities"] if e["confidence"] >= 0.5)
        yield Text("re3d", d["text"], tuple(s for s in spans if f"re3d {s[0]}" in LAYERS))


def item(source: Text, tokenizer: Tokenizer) -> Item:
    """The targets of one text."""
    tokens = tokenise(tokenizer, Document(id="-", text=source.text[:LONGEST]))
    tags = np.full((len(LAYERS), len(tokens)), IGNORE, dtype=np.int64)
    known = np.zeros(len(tokens), bool) if source.read is not None else np.ones(len(tokens), bool)
    for start, end in source.read or ():
        known |= (tokens.ends > start) & (tokens.starts < end)
    for k, layer in enumerate(LAYERS):
        if layer.startswith(source.corpus + " "):
            tags[k, known] = 0
    for kind, start, end in source.spans:
        hit = np.flatnonzero((tokens.ends > start) & (tokens.starts < end) & (tokens.ends > tokens.starts) & known)
        if len(hit):
            k = LAYERS.index(f"{source.corpus} {kind}")
            tags[k, hit[0]] = BEGIN
            tags[k, hit[1:]] = INSIDE
    begin, end_mark = (int(tokenizer.token_to_id(sign)) for sign in ("<s>", "</s>"))
    return Item(windows(tokens, begin=begin, end=end_mark), tags)


def loss(tags: torch.Tensor, target: NDArray[np.int64]) -> torch.Tensor:
    """Cross-entropy over what the corpus marks."""
    return F.cross_entropy(tags.transpose(0, 1).reshape(-1, 3), torch.from_numpy(target).reshape(-1), ignore_index=IGNORE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    tokenizer = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    items = [item(text, tokenizer) for corpus in (muc4, polnear, ecbplus, cameo, re3d) for text in corpus(args.data)]
    items = [i for i in items if (i.tags != IGNORE).any()]
    encoder = Encoder(str(args.encoder), layers=len(LAYERS))
    pad = int(encoder.bert.config.pad_token_id)
    standardise(encoder, items[::20], pad)
    learned = [p for p in encoder.bert.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": learned, "lr": RATE}, {"params": [encoder.mix, *encoder.tags.parameters()], "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    steps = args.epochs * len(list(batches(items, random.Random(0))))
    factor = lambda s: min(1, s / (steps // 15)) * max(0.02, 1 - s / steps)  # noqa: E731 - a formula
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, factor)
    print(json.dumps({"texts": len(items), "tokens": sum(i.size for i in items), "steps": steps}), flush=True)
    for epoch in range(args.epochs):
        encoder.train()
        began, total, seen = time.perf_counter(), 0.0, 0
        for batch in batches(items, random.Random(args.seed * 1000 + epoch)):
            with torch.autocast("cpu", torch.bfloat16):
                coded = encode(encoder, batch, pad)
            step = torch.stack([loss(tags, i.tags) for i, (_, tags) in zip(batch, coded, strict=True)]).mean() * 8
            optimiser.zero_grad()
            step.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, seen = total + float(step.detach()), seen + 1
            if seen % 100 == 0:
                print(
                    json.dumps(
                        {"epoch": epoch, "step": seen, "loss": round(total / seen, 3), "s": round(time.perf_counter() - began)}
                    ),
                    flush=True,
                )
    encoder.bert.save_pretrained(args.out)
    shutil.copy(args.encoder / "tokenizer.json", args.out)


if __name__ == "__main__":
    main()
