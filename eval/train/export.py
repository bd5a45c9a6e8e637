"""Turn a transformer folder into the int8 ONNX form that the service loads, and say how much it differs.

    python -m eval.train.export encoder --source DIR --out service/models/encoder
    python -m eval.train.export judge   --source DIR --out service/models/judge
    python -m eval.train.export sense   --source DIR --out service/models/sense
    python -m eval.train.export causality --source DIR --out service/models/causality

The encoder's graph ends in mean-pooled unit vectors; the judge's ends in logits in the order of `eval.train.pairs.LABELS`, then relevance.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel, AutoModelForSequenceClassification, AutoTokenizer

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class Pooled(torch.nn.Module):
    """Mean over the tokens of the last hidden layer, then length 1 (the pooling all-MiniLM-L6-v2 was trained with)."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        """Return unit vectors of shape (batch, 384) for ids, mask and type ids."""
        hidden = self.encoder(*inputs).last_hidden_state
        mask = inputs[1].unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


class Logits(torch.nn.Module):
    """The classification logits alone."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        """Return logits of shape (batch, labels) for the inputs of the tokenizer, in its order."""
        logits: torch.Tensor = self.model(*inputs).logits
        return logits


def load(kind: str, source: Path) -> torch.nn.Module:
    """The model of that kind, in evaluation mode, with plain attention so that it exports."""
    if kind == "encoder":
        return Pooled(AutoModel.from_pretrained(source, attn_implementation="eager")).eval()
    return Logits(AutoModelForSequenceClassification.from_pretrained(source, attn_implementation="eager")).eval()


def export(kind: str, source: Path, out: Path) -> None:
    """Write model.onnx (int8 weights), tokenizer.json and manifest.json with the sha256 of both."""
    out.mkdir(parents=True, exist_ok=True)
    model = load(kind, source)
    tokenizer = AutoTokenizer.from_pretrained(source)
    pairs = (["evidence", "other evidence"],) if kind == "judge" else ()
    example = dict(tokenizer(["a claim", "another, longer claim"], *pairs, padding=True, return_tensors="pt"))
    names = [name for name in INPUTS if name in example]
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            model,
            tuple(example[name] for name in names),
            str(full),
            input_names=names,
            output_names=["output"],
            dynamic_axes={name: {0: "batch", 1: "tokens"} for name in names} | {"output": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(full, out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    shutil.copy(source / "tokenizer.json", out / "tokenizer.json")
    digests = {name: sha256(out / name) for name in ("model.onnx", "tokenizer.json")}
    (out / "manifest.json").write_text(json.dumps({"kind": kind, "sha256": digests}, indent=2) + "\n")


def sha256(path: Path) -> str:
    """Hex digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=["encoder", "judge", "sense", "causality"])
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.kind, args.source, args.out)
    print(args.out, {p.name: p.stat().st_size for p in args.out.iterdir()})


if __name__ == "__main__":
    main()
