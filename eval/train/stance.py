"""Train the stance cross-encoder: general entailment first, then health and science claims.

    python -m eval.train.stance --data DIR --out DIR --base DIR

Seeded and logged; each stage ends in a checkpoint, and a run that is started again goes on after the last one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from sklearn.metrics import f1_score
from tqdm import tqdm
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from eval.train.pairs import (
    LABELS,
    Pair,
    general_pairs,
    health_pairs,
    likeness_pairs,
    mined_neutrals,
    product_pairs,
    read_jsonl,
    split_by_claim,
)
from service.adapters.onnx_encoder import OnnxEncoder

MAX_TOKENS = 160
CORPUS = Path("corpus")
MODELS = Path("service/models")


def encode(tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Pair]) -> dict[str, torch.Tensor]:
    """Tokenise as (claim, evidence); only the evidence is cut when a pair is too long."""
    return dict(
        tokenizer(
            [pair.claim for pair in pairs],
            [pair.evidence for pair in pairs],
            truncation="longest_first",
            max_length=MAX_TOKENS,
            padding=True,
            return_tensors="pt",
        )
    )


def batches(pairs: list[Pair], size: int, rng: random.Random) -> list[list[Pair]]:
    """Shuffled batches of pairs of like length, so that little of a batch is padding."""
    shuffled = pairs[:]
    rng.shuffle(shuffled)
    pool = size * 50
    out: list[list[Pair]] = []
    for start in range(0, len(shuffled), pool):
        chunk = sorted(shuffled[start : start + pool], key=lambda pair: len(pair.claim) + len(pair.evidence))
        out += [chunk[n : n + size] for n in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


def train_stage(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    pairs: list[Pair],
    *,
    epochs: int,
    rate: float,
    seed: int,
    log: Path,
) -> None:
    """Fine-tune in place with AdamW, warm-up over 6 % of the steps and cosine decay; bf16 autocast."""
    rng = random.Random(seed)
    steps = [batch for _ in range(epochs) for batch in batches(pairs, 32, rng)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    warm = max(1, int(0.06 * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min((n + 1) / warm, 0.5 * (1 + math.cos(math.pi * max(0, n - warm) / max(1, len(steps) - warm)))),
    )
    weights = class_weights(pairs)
    model.train()
    with log.open("a") as lines:
        for number, batch in enumerate(tqdm(steps, mininterval=30)):
            target = torch.tensor([LABELS.index(pair.label) for pair in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(**encode(tokenizer, batch)).logits
            loss = torch.nn.functional.cross_entropy(logits.float(), target, weight=weights, label_smoothing=0.05)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            if number % 50 == 0:
                lines.write(json.dumps({"step": number, "of": len(steps), "loss": round(loss.item(), 4)}) + "\n")
                lines.flush()


def class_weights(pairs: Sequence[Pair]) -> torch.Tensor:
    """Inverse square root of each label's share, mean 1."""
    counts = Counter(pair.label for pair in pairs)
    raw = torch.tensor([1 / math.sqrt(counts[label] or 1) for label in LABELS])
    return raw / raw.mean()


@torch.no_grad()
def macro_f1(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Pair]) -> float:
    """Macro F1 over the three labels."""
    model.eval()
    predicted: list[int] = []
    for start in range(0, len(pairs), 64):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(**encode(tokenizer, pairs[start : start + 64])).logits
        predicted += logits.argmax(-1).tolist()
    return float(f1_score([LABELS.index(pair.label) for pair in pairs], predicted, average="macro"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--product", type=Path, help="folder of pairs made from the corpus; adds a third stage")
    parser.add_argument("--general-epochs", type=int, default=3)
    parser.add_argument("--health-epochs", type=int, default=2)
    parser.add_argument("--product-epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    general = general_pairs(args.data)
    rng.shuffle(general)
    health, held = split_by_claim(health_pairs(args.data, rng), 0.08)
    dev_claims = {row["claim"].strip().lower() for row in read_jsonl(args.data / "stance" / "healthver_dev.jsonl")}
    health = [pair for pair in health if pair.claim.lower() not in dev_claims]
    _, general_held = split_by_claim(general, 0.02)
    general, _ = split_by_claim(general, 0.02)
    tests = {
        "general": general_held[:1000],
        "held_out_science": [pair for pair in held if pair.origin in {"scifact", "healthver", "checkcovid"}],
        "healthver_dev": [
            Pair(row["claim"], row["evidence"], row["label"], "healthver_dev")
            for row in read_jsonl(args.data / "stance" / "healthver_dev.jsonl")
        ],
    }
    print(
        {name: len(pairs) for name, pairs in tests.items()}, len(health), Counter((p.origin, p.label) for p in health)
    )
    stages = [("general", general, args.general_epochs, 1e-4), ("health", health, args.health_epochs, 6e-5)]
    if args.product:
        pairs = product_pairs(args.product, CORPUS)
        pairs += mined_neutrals(pairs, CORPUS, OnnxEncoder(MODELS / "encoder", threads=2), rng)
        own, own_held = split_by_claim(pairs, 0.1)
        own += likeness_pairs(CORPUS, rng)
        tests["product_held_out"] = own_held
        stages.append(("product", own + rng.sample(health, min(len(health), len(own) // 5)), args.product_epochs, 5e-5))
    source: Path = args.base
    for name, pairs, epochs, rate in stages:
        folder = args.out / name
        if not (folder / "config.json").exists():
            tokenizer = AutoTokenizer.from_pretrained(source)
            model = AutoModelForSequenceClassification.from_pretrained(source, num_labels=3)
            began = time.monotonic()
            train_stage(model, tokenizer, pairs, epochs=epochs, rate=rate, seed=args.seed, log=args.out / "log.jsonl")
            scores = {test: round(macro_f1(model, tokenizer, rows), 4) for test, rows in tests.items()}
            print(name, len(pairs), f"{time.monotonic() - began:.0f} s", scores, flush=True)
            tokenizer.save_pretrained(folder)
            model.save_pretrained(folder)
        source = folder


if __name__ == "__main__":
    main()
