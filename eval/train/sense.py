"""Train the second look of triage: one small model that senses danger, and requests for advice on one's own care.

    python -m eval.train.sense --base DIR --out DIR

`urgent*.jsonl` and `own_care*.jsonl` hold `{text, label}` lines; claims and wordings of the corpus are further negatives,
since none of them is a cry for help. 15 % of the lines, by hash, are kept out, and so are the messages of
`candidates_*.jsonl`: the thresholds are the lowest at which no more than FALSE_ALARMS of their negatives is taken, and
the recall that is printed is theirs. `--work` that holds trained weights already is not trained again.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tqdm import tqdm
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from eval.stats import Rate
from eval.train.export import export, sha256
from eval.train.fit import half_precision
from eval.train.pairs import held_out, read_jsonl
from service.adapters.onnx_model import OnnxModel
from service.adapters.onnx_sense import HEADS
from service.ingestion.corpus import load_corpus

DATA = Path("eval/train/data")
CORPUS = Path("corpus")
HELD_OUT_SHARE = 0.15
FALSE_ALARMS = {"danger": 0.0055, "own_care": 0.006}
"""The share of the negatives that each sense may take."""
POSITIVE_WEIGHT = 3.0
"""How much more a missed positive costs: a cry for help that is not heard is worse than a false alarm."""
MAX_TOKENS = 128
BATCH = 32
RATE = 6e-5


@dataclass(frozen=True, slots=True)
class Line:
    """A text with what it is known to be; None where nobody said."""

    text: str
    danger: bool | None
    own_care: bool | None
    origin: str

    @property
    def targets(self) -> tuple[float, float]:
        """Targets of the two heads, NaN where unknown."""
        return tuple(math.nan if known is None else float(known) for known in (self.danger, self.own_care))  # type: ignore[return-value]


def lines() -> Iterator[Line]:
    """Every line of the training data, without repeats of a text."""
    for path in sorted(DATA.glob("urgent*.jsonl")):
        for row in read_jsonl(path):
            yield Line(row["text"], row["label"] == "urgent", None, "urgent")
    for path in sorted(DATA.glob("own_care*.jsonl")):
        for row in read_jsonl(path):
            yield Line(row["text"], False, row["label"] == "personal", "own_care")
    corpus = load_corpus(CORPUS)
    claims = {text for review in corpus.reviews.values() for text in (review.claim, *review.wordings)}
    claims |= {row["claim"] for path in sorted(DATA.glob("pairs_*.jsonl")) for row in read_jsonl(path)}
    claims |= {row["question"] for path in sorted(DATA.glob("asked_*.jsonl")) for row in read_jsonl(path)}
    for claim in sorted(claims):
        yield Line(claim, False, False, "claim")


def fine_tune(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, train: Sequence[Line], epochs: int, rng: random.Random
) -> None:
    """Binary cross-entropy on each head where it is labelled; AdamW with linear decay."""
    steps: list[list[Line]] = []
    for _ in range(epochs):
        mixed = rng.sample(train, len(train))
        steps += [mixed[n : n + BATCH] for n in range(0, len(mixed), BATCH)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / 50, 1 - n / len(steps)))
    model.train()
    for batch in tqdm(steps, mininterval=20):
        inputs = tokenizer(
            [line.text for line in batch], truncation=True, max_length=MAX_TOKENS, padding=True, return_tensors="pt"
        )
        with half_precision():
            logits = model(**inputs).logits
        targets = torch.tensor([line.targets for line in batch])
        known = ~targets.isnan()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            logits.float()[known], targets[known], weight=1 + (POSITIVE_WEIGHT - 1) * targets[known]
        )
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()


def threshold_for(share: float, scores: NDArray[np.float32], positive: NDArray[np.bool_]) -> float:
    """The lowest logit that takes no more than a share of the negatives."""
    return round(float(np.quantile(scores[~positive], 1 - share)) + 1e-3, 3)


def messages() -> Iterator[Line]:
    """Messages on the subject that are not trained on; a few of them do speak of danger, so that the count is an upper bound."""
    for path in sorted(DATA.glob("candidates_*.jsonl")):
        for row in read_jsonl(path):
            yield Line(row["text"], False, False, "message")


def calibrated(kept: Sequence[Line], folder: Path) -> dict[str, float]:
    """A threshold per head; prints the recall and the false alarms that go with it."""
    logits = OnnxModel(folder, max_tokens=MAX_TOKENS, threads=2).run([line.text for line in kept])
    thresholds: dict[str, float] = {}
    for column, name in enumerate(HEADS):
        targets = np.array([line.targets[column] for line in kept])
        scores = logits[:, column]
        known = ~np.isnan(targets)
        positive = targets == 1
        thresholds[name] = threshold_for(FALSE_ALARMS[name], scores[known], positive[known])
        taken = scores >= thresholds[name]
        print(name, thresholds[name], "recall", Rate(int((taken & positive).sum()), int(positive.sum())))
        for origin in ("urgent", "own_care", "claim", "message"):
            of = np.array([line.origin == origin for line in kept]) & known & ~positive
            if of.any():
                print("  false alarms,", origin, Rate(int((taken & of).sum()), int(of.sum())))
    return thresholds


def main() -> None:
    """Train, export, set the thresholds and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--work", type=Path, required=True, help="folder for the trained weights before export")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    every = list({line.text: line for line in lines()}.values())
    train = [line for line in every if not held_out(line.text, HELD_OUT_SHARE)]
    kept = [line for line in every if held_out(line.text, HELD_OUT_SHARE)]
    if not (args.work / "config.json").exists():
        tokenizer = AutoTokenizer.from_pretrained(args.base)
        model = AutoModelForSequenceClassification.from_pretrained(args.base, num_labels=2)
        fine_tune(model, tokenizer, train, args.epochs, rng)
        tokenizer.save_pretrained(args.work)
        model.save_pretrained(args.work)
    export("sense", args.work, args.out)
    thresholds = calibrated([*kept, *messages()], args.out)
    path = args.out / "thresholds.json"
    path.write_text(json.dumps(thresholds, indent=2) + "\n", encoding="utf-8")
    manifest = json.loads((args.out / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"]["thresholds.json"] = sha256(path)
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
