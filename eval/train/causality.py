"""Train the reader of causal strength: a small model that tells how strong a causal claim a sentence makes.

    python -m eval.train.causality --data FILE --base DIR --work DIR --folds 5
    python -m eval.train.causality --data FILE --base DIR --work DIR --out DIR

`--data` holds `{sentence, label}` lines with the levels of `CausalStrength`. With `--folds` nothing is exported: macro F1
over that many folds is printed, beside that of the words that the causality axis has by itself. A sentence that stands
there twice is in one fold only. `--work` that holds trained weights already is not trained again.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import ConfigDict, Field, field_validator
from sklearn.model_selection import StratifiedGroupKFold
from tqdm import tqdm
from transformers import AutoModelForSequenceClassification, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from eval.labelled import label_figures, labelled
from eval.lines import Line, read_files
from eval.train.causal_reader import MAX_TOKENS
from eval.train.curve import Log
from eval.train.export import export
from eval.train.fit import LOGGED, SMOOTHING, batches, half_precision
from service.domain import CausalStrength
from service.verification.strength.causality import worded

BATCH = 32
RATE = 1e-4
WARM = 0.1
"""The share of the steps over which the rate rises; after them it falls to 0 in a line."""
SEED = 13
Levels = NDArray[np.int_]


class Sentence(Line):
    """A line of the data; fields beyond these are passed over."""

    numbered = True
    model_config = ConfigDict(frozen=True, extra="ignore")

    sentence: str = Field(min_length=1)
    label: CausalStrength

    @field_validator("sentence")
    @classmethod
    def of_words(cls, text: str) -> str:
        """A published part of such data has ids where sentences should be; those teach nothing."""
        if " " not in text.strip():
            raise ValueError("is an id or a single word, not a sentence")
        return text

    @property
    def group(self) -> str:
        """The same for sentences that differ in case, quotes or space alone."""
        return self.sentence.strip(' "').casefold()


class Classifier:
    """A transformer with one logit a level, and its tokenizer."""

    def __init__(self, base: Path, seed: int) -> None:
        torch.manual_seed(seed)
        self.tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(base)
        self.model: PreTrainedModel = AutoModelForSequenceClassification.from_pretrained(
            base, num_labels=len(CausalStrength)
        )
        self.model.get_input_embeddings().requires_grad_(False)

    @property
    def learnt(self) -> list[torch.nn.Parameter]:
        """What is trained: all but the vectors of the words, most of which so few sentences do not have."""
        return [each for each in self.model.parameters() if each.requires_grad]

    def logits(self, sentences: Sequence[Sentence]) -> torch.Tensor:
        """Of shape (sentences, levels)."""
        texts = [each.sentence for each in sentences]
        inputs = self.tokenizer(texts, truncation=True, max_length=MAX_TOKENS, padding=True, return_tensors="pt")
        logits: torch.Tensor = self.model(**inputs).logits
        return logits

    @torch.no_grad()
    def levels(self, sentences: Sequence[Sentence]) -> Levels:
        """The likeliest level of each, in order."""
        self.model.eval()
        found = [self.logits(sentences[n : n + BATCH]).argmax(1).numpy() for n in range(0, len(sentences), BATCH)]
        return np.concatenate(found)

    def save(self, folder: Path) -> None:
        """In the form that `Classifier` opens and `export` reads."""
        self.tokenizer.save_pretrained(folder)
        self.model.save_pretrained(folder)


@dataclass(frozen=True, slots=True)
class Learning:
    """How often and how fast sentences are learnt, and where the losses are kept."""

    epochs: int
    rate: float
    log: Log


def fine_tune(classifier: Classifier, train: Sequence[Sentence], learning: Learning, seed: int) -> None:
    """Cross-entropy with rarer levels weighing more; AdamW, the rate rising, then falling in a line."""
    rng, lengths = random.Random(seed), [len(each.sentence) for each in train]
    steps = [batch for _ in range(learning.epochs) for batch in batches(lengths, BATCH, rng)]
    optimizer = torch.optim.AdamW(classifier.learnt, lr=learning.rate, weight_decay=0.01)
    warm = max(1, round(WARM * len(steps)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / warm, 1 - n / (len(steps) + 1)))
    weights = rarity(train)
    classifier.model.train()
    for number, batch in enumerate(tqdm(steps, mininterval=20)):
        rows = [train[n] for n in batch]
        with half_precision():
            logits = classifier.logits(rows)
        targets = torch.tensor([row.label for row in rows])
        loss = torch.nn.functional.cross_entropy(logits.float(), targets, weight=weights, label_smoothing=SMOOTHING)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(classifier.learnt, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if number % LOGGED == 0:
            learning.log.add(f"seed {seed}", number, len(steps), loss.item())
    learning.log.draw()


def rarity(sentences: Sequence[Sentence]) -> torch.Tensor:
    """Per level the inverse square root of its share, mean 1."""
    counts = np.bincount([each.label for each in sentences], minlength=len(CausalStrength)).clip(1)
    raw = counts**-0.5
    return torch.tensor(raw / raw.mean(), dtype=torch.float32)


def folds(sentences: Sequence[Sentence], count: int) -> Iterator[tuple[list[Sentence], list[int]]]:
    """What to train on, and the numbers of the sentences that are kept out; the levels are spread evenly."""
    labels, groups = [each.label for each in sentences], [each.group for each in sentences]
    made = StratifiedGroupKFold(count, shuffle=True, random_state=SEED)
    for train, kept in made.split(np.zeros(len(labels)), labels, groups):
        yield [sentences[n] for n in train], kept.tolist()


def out_of_fold(sentences: Sequence[Sentence], base: Path, count: int, learning: Learning) -> Levels:
    """The level of each sentence by a model that was not trained on it."""
    found = np.zeros(len(sentences), dtype=np.int_)
    for number, (train, kept) in enumerate(folds(sentences, count)):
        classifier = Classifier(base, SEED + number)
        fine_tune(classifier, train, learning, SEED + number)
        found[kept] = classifier.levels([sentences[n] for n in kept])
        print(f"fold {number}:", told([sentences[n] for n in kept], found[kept]), flush=True)
    return found


def told(sentences: Sequence[Sentence], found: Levels) -> str:
    """Macro F1 and F1 by level, each with its n and 95 % bootstrap interval."""
    results = [
        labelled(each.id, each.label.name, CausalStrength(level).name, each.group)
        for each, level in zip(sentences, found.tolist(), strict=True)
    ]
    figures = label_figures(results, [level.name for level in CausalStrength], SEED)
    return "; ".join(f"{figure.name} {figure}" for figure in figures)


def main() -> None:
    """Measure over folds, or train on all and export."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--work", type=Path, required=True, help="folder for the log and the weights before export")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--folds", type=int)
    kind.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    sentences = read_files([args.data], Sentence)
    learning = Learning(args.epochs, args.rate, Log(args.work / "log.jsonl"))
    if args.folds:
        print(
            "words of the axis:", told(sentences, np.array([worded(each.sentence) for each in sentences])), flush=True
        )
        print("learnt:", told(sentences, out_of_fold(sentences, args.base, args.folds, learning)))
        return
    if not (args.work / "config.json").exists():
        classifier = Classifier(args.base, SEED)
        fine_tune(classifier, sentences, learning, SEED)
        classifier.save(args.work)
    export("causality", args.work, args.out)


if __name__ == "__main__":
    main()
