"""Write a trained network as the shipped model: int8 ONNX graphs, tokenizer and settings.

usage: python -m training.export --checkpoint RUN/last.pt --encoder DIR --out src/dateline/data/finder --version 1 [--settings FILE]
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer

from dateline.find.network import labels_digest
from dateline.find.settings import Settings
from training.network import Encoder, Heads

HEAD_OUTPUTS = ("none_of_them", "roles", "same", "quote_start", "quote_end")


class _NamedHeads(torch.nn.Module):
    """Heads with their outputs as a tuple, in a fixed order of names."""

    def __init__(self, heads: Heads) -> None:
        super().__init__()
        self.heads = heads
        self.names = [*heads.anchor_heads, *heads.mention_heads, *HEAD_OUTPUTS]

    def forward(
        self, states: torch.Tensor, anchors: torch.Tensor, mentions: torch.Tensor, layers: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        out = self.heads(states, anchors, mentions, layers)
        return tuple(out[name] for name in self.names)


def export_encoder(encoder: Encoder, path: Path) -> None:
    """The encoder as an int8 graph with free batch and length.

    Attention, layer normalisation and GELU are fused before the weights are rounded: that takes a quarter off the time, and the
    states stay nearer to the unrounded ones.
    """
    # The fusion knows attention written out, not the fused kernel that training uses.
    encoder.bert.set_attn_implementation("eager")
    config = encoder.bert.config
    with tempfile.TemporaryDirectory() as folder:
        plain, fused = Path(folder) / "plain.onnx", Path(folder) / "fused.onnx"
        ids = torch.ones(2, 16, dtype=torch.long)
        torch.onnx.export(
            encoder,
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["states", "tags"],
            dynamic_axes={n: {0: "windows", 1: "tokens"} for n in ("input_ids", "attention_mask", "states", "tags")},
            opset_version=17,
            dynamo=False,
        )
        optimizer.optimize_model(
            str(plain), model_type="bert", num_heads=config.num_attention_heads, hidden_size=config.hidden_size
        ).save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(path),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather", "Attention", "EmbedLayerNormalization"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )


def export_heads(heads: Heads, path: Path, hidden: int) -> None:
    """The heads as a float graph with free numbers of tokens, anchors and mentions."""
    named = _NamedHeads(heads).eval()
    example = (
        torch.randn(20, hidden),
        torch.tensor([[1, 2], [4, 6], [9, 10]]),
        torch.tensor([[0, 2], [5, 8]]),
        torch.tensor([1, 2]),
    )
    torch.onnx.export(
        named,
        example,
        str(path),
        input_names=["states", "anchors", "mentions", "layers"],
        output_names=named.names,
        dynamic_axes={"states": {0: "tokens"}, "anchors": {0: "anchors"}, "mentions": {0: "mentions"}, "layers": {0: "mentions"}},
        opset_version=17,
        dynamo=False,
    )
    onnx.checker.check_model(onnx.load(str(path)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--settings", type=Path, help="thresholds chosen on development data; the defaults where left out")
    args = parser.parse_args()
    saved = torch.load(args.checkpoint, weights_only=False)
    encoder = Encoder(str(args.encoder))
    encoder.load_state_dict(saved["encoder"])
    heads = Heads(encoder.bert.config.hidden_size)
    heads.load_state_dict(saved["heads"])
    encoder.eval()
    heads.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    export_encoder(encoder, args.out / "encoder.onnx")
    export_heads(heads, args.out / "heads.onnx", encoder.bert.config.hidden_size)
    shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    chosen = json.loads(args.settings.read_text(encoding="utf-8")) if args.settings else {}
    settings = Settings.from_json(
        Settings(labels=labels_digest(), version=args.version).to_json()
        | chosen
        | {"labels": labels_digest(), "version": args.version}
    )
    (args.out / "settings.json").write_text(json.dumps(settings.to_json(), indent=1) + "\n", encoding="utf-8")
    print(json.dumps({p.name: p.stat().st_size for p in sorted(args.out.iterdir())}))


if __name__ == "__main__":
    main()
