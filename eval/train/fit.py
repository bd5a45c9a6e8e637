"""Train the judge: a cross-encoder with a stance and a relevance head, stage by stage, from what `prepare` wrote.

    python -m eval.train.fit --data DIR --base DIR --out DIR --stages general:2:4e-5 health:2:3e-5 product:3:2e-5
    python -m eval.train.fit --data DIR --base TEACHER --layers 0 2 4 7 9 11 --out DIR --stages taught:2:5e-5

A stage is `files:epochs:rate`, files joined by +. Where a teacher's beliefs stand beside a pair (`eval.train.teach`),
they are learnt besides the labels (distillation, Hinton et al. 2015). `--blind claim` hides the claims, `--blind
evidence` the evidence: what is then still right is a shortcut. Seeded and logged; each stage ends in a checkpoint, and a
run that is started again goes on after the last one. A GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from sklearn.metrics import f1_score, roc_auc_score
from torch.nn import functional
from tqdm import tqdm
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from eval.train.curve import Log
from eval.train.pairs import LABELS, Pair, read_pairs

MAX_TOKENS = 192
SMOOTHING = 0.05
HARD_SHARE = 0.4
LOGGED = 20
"""Steps between two lines of the log."""
HIDDEN = "…"
AMX = torch.cpu._is_amx_tile_supported()
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def half_precision() -> torch.autocast:
    """bf16 where the machine multiplies it faster than float32: on a GPU, and on a CPU with AMX (5 times on one core)."""
    return torch.autocast(DEVICE.type, dtype=torch.bfloat16, enabled=DEVICE.type == "cuda" or AMX)


@dataclass(frozen=True, slots=True)
class Stage:
    """Which files are learnt, how often and how fast."""

    name: str
    epochs: int
    rate: float

    @staticmethod
    def parse(text: str) -> Stage:
        """Read `files:epochs:rate`, files joined by +."""
        name, epochs, rate = text.split(":")
        return Stage(name, int(epochs), float(rate))

    def pairs(self, folder: Path) -> list[Pair]:
        """The pairs of its files."""
        return [pair for name in self.name.split("+") for pair in read_pairs(folder / "stages" / f"{name}.jsonl.gz")]


def encode(tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Pair]) -> dict[str, torch.Tensor]:
    """Tokenise as (claim, evidence); the longer of the two is cut when a pair is too long."""
    inputs = tokenizer(
        [pair.claim for pair in pairs],
        [pair.evidence for pair in pairs],
        truncation="longest_first",
        max_length=MAX_TOKENS,
        padding=True,
        return_tensors="pt",
    )
    return {name: values.to(DEVICE, non_blocking=True) for name, values in inputs.items()}


def batches(count: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Shuffled batches of row numbers of like length, so that little of a batch is padding."""
    shuffled = list(range(len(count)))
    rng.shuffle(shuffled)
    pool = size * 50
    out: list[list[int]] = []
    for start in range(0, len(shuffled), pool):
        chunk = sorted(shuffled[start : start + pool], key=lambda n: count[n])
        out += [chunk[n : n + size] for n in range(0, len(chunk), size)]
    rng.shuffle(out)
    return out


def train_stage(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    pairs: list[Pair],
    stage: Stage,
    *,
    batch_size: int,
    seed: int,
    log: Log,
) -> None:
    """Fine-tune in place with AdamW, warm-up over 6 % of the steps and cosine decay; bf16 where it is faster."""
    rng = random.Random(seed)
    lengths = [len(pair.claim) + len(pair.evidence) for pair in pairs]
    steps = [batch for _ in range(stage.epochs) for batch in batches(lengths, batch_size, rng)]
    optimizer = torch.optim.AdamW(model.parameters(), lr=stage.rate, weight_decay=0.01)
    warm = max(1, int(0.06 * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda n: min((n + 1) / warm, 0.5 * (1 + math.cos(math.pi * max(0, n - warm) / max(1, len(steps) - warm)))),
    )
    weights = class_weights(pairs)
    model.train()
    for number, batch in enumerate(tqdm(steps, mininterval=20)):
        rows = [pairs[n] for n in batch]
        with half_precision():
            logits = model(**encode(tokenizer, rows)).logits
        loss = two_headed_loss(logits.float(), rows, weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if number % LOGGED == 0:
            log.add(stage.name, number, len(steps), loss.item())
    log.draw()


def two_headed_loss(logits: torch.Tensor, pairs: Sequence[Pair], weights: torch.Tensor) -> torch.Tensor:
    """Cross-entropy on the stances plus binary cross-entropy on relevance, each where it is labelled, and on soft beliefs.

    `logits` is (pairs, 4): supports, refutes, neutral, relevance.
    """
    stance = torch.tensor([-100 if p.label is None else LABELS.index(p.label) for p in pairs], device=DEVICE)
    relevance = torch.tensor([math.nan if p.answers is None else float(p.answers) for p in pairs], device=DEVICE)
    hard = logits.sum() * 0.0
    if any(pair.label for pair in pairs):
        hard = hard + functional.cross_entropy(logits[:, :3], stance, weight=weights, label_smoothing=SMOOTHING)
    if any(pair.answers is not None for pair in pairs):
        known = ~relevance.isnan()
        hard = hard + functional.binary_cross_entropy_with_logits(logits[known, 3], relevance[known])
    taught = [n for n, pair in enumerate(pairs) if pair.soft]
    if not taught:
        return hard
    soft = torch.tensor([pairs[n].soft for n in taught], device=DEVICE)
    copied = functional.cross_entropy(logits[taught, :3], soft[:, :3])
    copied = copied + functional.binary_cross_entropy_with_logits(logits[taught, 3], soft[:, 3])
    return HARD_SHARE * hard + (1 - HARD_SHARE) * copied


def class_weights(pairs: Sequence[Pair]) -> torch.Tensor:
    """Inverse square root of each label's share, mean 1."""
    counts = Counter(pair.label for pair in pairs if pair.label)
    raw = torch.tensor([1 / math.sqrt(counts[label] or 1) for label in LABELS])
    return (raw / raw.mean()).to(DEVICE)


@torch.no_grad()
def logits_of(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, pairs: Sequence[Pair]) -> torch.Tensor:
    """Logits (pairs, 4), in order."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n].claim) + len(pairs[n].evidence))
    out = torch.empty(len(pairs), 4)
    for start in range(0, len(order), 256):
        rows = order[start : start + 256]
        with half_precision():
            out[rows] = model(**encode(tokenizer, [pairs[n] for n in rows])).logits.float().cpu()
    return out


def measured(logits: torch.Tensor, pairs: Sequence[Pair]) -> dict[str, float]:
    """Macro F1 and F1 per stance where stances are labelled, and the ROC area of relevance where it is."""
    known = [n for n, pair in enumerate(pairs) if pair.label]
    asked = [n for n, pair in enumerate(pairs) if pair.answers is not None]
    figures: dict[str, float] = {"n": len(pairs)}
    if len({pairs[n].label for n in known}) > 1:
        gold = [LABELS.index(str(pairs[n].label)) for n in known]
        each = f1_score(gold, logits[known, :3].argmax(-1), average=None, labels=sorted(set(gold)))
        figures["macro_f1"] = float(each.mean())
        figures |= {f"f1_{LABELS[n]}": float(f1) for n, f1 in zip(sorted(set(gold)), each, strict=True)}
    if len({pairs[n].answers for n in asked}) > 1:
        figures["relevance_auc"] = float(roc_auc_score([bool(pairs[n].answers) for n in asked], logits[asked, 3]))
    return {name: round(figure, 4) for name, figure in figures.items()}


def load(folder: Path, layers: Sequence[int] = ()) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    """A model with the two heads, of which only the numbered layers are kept where there are any."""
    model = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=4)
    if layers:
        kept = model.base_model.encoder.layer
        model.base_model.encoder.layer = torch.nn.ModuleList(kept[n] for n in layers)
        model.config.num_hidden_layers = len(layers)
    return model.to(DEVICE), AutoTokenizer.from_pretrained(folder)


def blinded(pairs: Sequence[Pair], hide: str | None) -> list[Pair]:
    """The pairs with one side hidden."""
    if hide == "claim":
        return [replace(pair, claim=HIDDEN) for pair in pairs]
    return [replace(pair, evidence=HIDDEN) for pair in pairs] if hide else list(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that `prepare` wrote")
    parser.add_argument("--base", type=Path, required=True, help="folder of the model to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stages", type=Stage.parse, nargs="+", required=True)
    parser.add_argument("--layers", type=int, nargs="*", default=[], help="which layers of the start to keep")
    parser.add_argument("--blind", choices=["claim", "evidence"])
    parser.add_argument("--limit", type=int, help="pairs of a stage at most, for a trial")
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    tests = {path.name.split(".")[0]: read_pairs(path) for path in sorted((args.data / "tests").glob("*.jsonl.gz"))}
    source, layers = args.base, args.layers
    for stage in args.stages:
        folder = args.out / stage.name.split("+")[-1]
        if not (folder / "config.json").exists():
            began = time.monotonic()
            pairs = random.Random(args.seed).sample(every := blinded(stage.pairs(args.data), args.blind), len(every))
            pairs = pairs[: args.limit]
            model, tokenizer = load(source, layers)
            train_stage(
                model, tokenizer, pairs, stage, batch_size=args.batch, seed=args.seed, log=Log(args.out / "log.jsonl")
            )
            report = {
                name: measured(logits_of(model, tokenizer, blinded(rows[: args.limit], args.blind)), rows[: args.limit])
                for name, rows in tests.items()
            }
            took = round(time.monotonic() - began)
            print(stage.name, len(pairs), f"{took} s", json.dumps(report), flush=True)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
            tokenizer.save_pretrained(folder)
            model.save_pretrained(folder)
        source, layers = folder, []


if __name__ == "__main__":
    main()
