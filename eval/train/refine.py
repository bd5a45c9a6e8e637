"""Train the upper layers of the shipped judge further, on a machine without a GPU.

    python -m eval.train.refine --work DIR --out DIR

The lower layers stay as they are: what they make of a pair is computed once, by the shipped int8 graph itself, and kept
in `--work`. Newer lines are learnt by their labels; a sample of the older ones is repeated with what the judge believes
of them today, so that little else changes. `--start` names the folder of float weights that an earlier run kept, to go on
from there: the lower layers must be those of the shipped judge. `--abstracts` is a file of abstracts (SciFact's
`corpus.jsonl`): with it, restatements of statements and of their sentences are learnt too, `eval.train.restatements`.
The tests of the printed figures are never trained on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import random
import shutil
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tqdm import tqdm
from transformers import AutoModelForSequenceClassification, MPNetForSequenceClassification

from eval.train.curve import Log
from eval.train.export import export
from eval.train.fit import LOGGED, batches, class_weights, half_precision, measured, two_headed_loss
from eval.train.own_pairs import (
    asked_pairs,
    candidate_pairs,
    claim_pairs,
    likeness_pairs,
    precedent_pairs,
    precedent_rows,
    product_pairs,
)
from eval.train.pairs import Pair, split_by_claim
from eval.train.prepare import OWN, OWN_HELD_OUT, Remembering
from eval.train.restatements import ABSTRACTS, abstract_restatements, corpus_restatements, split_by_statement
from eval.train.torch_judge import write_torch_judge
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import MAX_TOKENS
from service.bootstrap import MODELS
from service.ingestion.corpus import load_corpus

JUDGE = MODELS / "judge"
NEGATIVES = 2.5
"""Pairs that settle or answer nothing, for each that does."""
REPEATED = {"product": 1500, "candidates": 2600, "likeness": 500, "precedents": 500}
"""How many older pairs of each kind are repeated."""
WEIGHT_DECAY = 0.01
Hidden = NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Learning:
    """How often, how fast and how many at a time pairs are learnt."""

    epochs: int
    rate: float
    batch: int
    seed: int


class Lower:
    """The shipped graph with the output of one of its layers beside its logits; what it made of a pair is kept.

    Pairs are read side by side, a thread each.
    """

    def __init__(self, folder: Path, layer: int, threads: int) -> None:
        self._folder = folder
        self._workers = ThreadPoolExecutor(threads)
        self._tokenizer = Tokenizer.from_file(str(JUDGE / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        graph = onnx.load(str(JUDGE / "model.onnx"))
        name = f"/model/mpnet/encoder/layer.{layer}/output/LayerNorm/LayerNormalization_output_0"
        graph.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(graph.SerializeToString(), options)
        folder.mkdir(parents=True, exist_ok=True)

    def read(self, pair: Pair) -> tuple[Hidden, NDArray[np.float32]]:
        """Hidden states of shape (tokens, width), and the logits."""
        digest = hashlib.sha256(f"{pair.claim}\0{pair.evidence}".encode()).hexdigest()
        path = self._folder / f"{digest[:24]}.npz"
        if not path.exists():
            encoding = self._tokenizer.encode(pair.claim, pair.evidence)
            inputs = {
                "input_ids": np.array([encoding.ids], dtype=np.int64),
                "attention_mask": np.array([encoding.attention_mask], dtype=np.int64),
            }
            logits, hidden = self._session.run(None, inputs)
            np.savez(path, hidden=hidden[0].astype(np.float16), logits=logits[0])
        stored = np.load(path)
        return stored["hidden"], stored["logits"]

    def read_all(self, pairs: Sequence[Pair]) -> list[tuple[Hidden, NDArray[np.float32]]]:
        """As `read`, in order."""
        return list(tqdm(self._workers.map(self.read, pairs), total=len(pairs), mininterval=20))


def newer_pairs(corpus_dir: Path, rng: random.Random, newest: Sequence[str]) -> tuple[list[Pair], list[Pair]]:
    """Pairs of the newest messages by label, and questions of all; returns (train, held out)."""
    corpus = load_corpus(corpus_dir)
    encoder = Remembering(OnnxEncoder(MODELS / "encoder", threads=2))
    asked, held = split_by_claim(asked_pairs(OWN, corpus, encoder), OWN_HELD_OUT)
    found, held_found = split_by_claim(candidate_pairs(OWN, corpus, _named("candidates", newest)), OWN_HELD_OUT)
    compared = [row for row in precedent_rows(OWN, _named("precedents", newest)) if not row.kept_out]
    alike = precedent_pairs(compared, corpus, encoder)
    train = [pair for pairs in (asked, found, alike) for pair in few_negatives(pairs, rng)]
    return train, held + held_found


def few_negatives(pairs: Sequence[Pair], rng: random.Random) -> list[Pair]:
    """The pairs of which something settles or answers, and NEGATIVES times as many of which nothing does."""
    telling = [pair for pair in pairs if pair.answers]
    others = [pair for pair in pairs if not pair.answers]
    return telling + rng.sample(others, min(len(others), round(NEGATIVES * len(telling))))


def few_of(pairs: Sequence[Pair], share: float, rng: random.Random) -> list[Pair]:
    """A share of the pairs, by chance."""
    return rng.sample(pairs, round(share * len(pairs)))


def restated_pairs(corpus_dir: Path, abstracts: Path | None, seed: int) -> tuple[list[Pair], list[Pair]]:
    """Restatements of statements and of sentences of abstracts; returns (train, kept out), none without abstracts."""
    if not abstracts:
        return [], []
    pairs = corpus_restatements(load_corpus(corpus_dir), random.Random(seed))
    return split_by_statement([*pairs, *abstract_restatements(abstracts, ABSTRACTS, random.Random(seed))])


def _named(kind: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if name.startswith(kind)]


def older_pairs(corpus_dir: Path, rng: random.Random, newest: Sequence[str]) -> tuple[list[Pair], list[Pair]]:
    """A sample of what the judge was trained on; returns (train, held out)."""
    corpus = load_corpus(corpus_dir)
    encoder = Remembering(OnnxEncoder(MODELS / "encoder", threads=2))
    found, held = split_by_claim(candidate_pairs(OWN, corpus, _older("candidates", newest)), OWN_HELD_OUT)
    telling = [pair for pair in found if pair.answers]
    rest = [pair for pair in found if not pair.answers]
    half = REPEATED["candidates"] // 2
    compared = [row for row in precedent_rows(OWN, _older("precedents", newest)) if not row.kept_out]
    kinds = {
        "product": product_pairs(OWN, corpus, rng, _older("pairs", newest)),
        "likeness": likeness_pairs(corpus_dir, corpus, rng),
        "precedents": precedent_pairs(compared, corpus, encoder),
    }
    train = rng.sample(telling, min(half, len(telling))) + rng.sample(rest, half)
    for name, pairs in kinds.items():
        train += rng.sample(pairs, REPEATED[name])
    return train, rng.sample(held, 1200)


def _older(kind: str, newest: Sequence[str]) -> list[str]:
    return sorted({path.name for path in OWN.glob(f"{kind}_*.jsonl")} - set(newest))


def believed(pair: Pair, logits: NDArray[np.float32]) -> Pair:
    """The pair with what the judge believes of it."""
    odds = np.exp(logits[:3] - logits[:3].max())
    relevance = 1 / (1 + math.exp(-float(logits[3])))
    return replace(pair, soft=(*(odds / odds.sum()).tolist(), relevance))


def padded(rows: Sequence[Hidden]) -> tuple[torch.Tensor, torch.Tensor]:
    """Hidden states of shape (pairs, tokens, width), and the additive mask that the layers take."""
    longest = max(len(row) for row in rows)
    states = torch.zeros(len(rows), longest, rows[0].shape[1])
    mask = torch.full((len(rows), 1, 1, longest), torch.finfo(torch.float32).min)
    for n, row in enumerate(rows):
        states[n, : len(row)] = torch.from_numpy(row.astype(np.float32))
        mask[n, :, :, : len(row)] = 0.0
    return states, mask


def upper_logits(model: MPNetForSequenceClassification, lower: int, rows: Sequence[Hidden]) -> torch.Tensor:
    """The logits (pairs, 4) that the layers above the lower ones and the head make of hidden states."""
    states, mask = padded(rows)
    encoder = model.mpnet.encoder
    bias = encoder.compute_position_bias(states)
    for layer in encoder.layer[lower:]:
        states = layer(states, mask, bias)[0]
    logits: torch.Tensor = model.classifier(states)
    return logits


def train(
    model: MPNetForSequenceClassification,
    lower: int,
    pairs: Sequence[Pair],
    hidden: Sequence[Hidden],
    learning: Learning,
    log: Log,
) -> None:
    """AdamW on the upper layers and the head, warm-up over 6 % of the steps, then linear decay."""
    learnt = [*model.mpnet.encoder.layer[lower:].parameters(), *model.classifier.parameters()]
    optimizer = torch.optim.AdamW(learnt, lr=learning.rate, weight_decay=WEIGHT_DECAY)
    rng, lengths = random.Random(learning.seed), [len(row) for row in hidden]
    steps = [batch for _ in range(learning.epochs) for batch in batches(lengths, learning.batch, rng)]
    warm = max(1, len(steps) // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min((n + 1) / warm, 1 - n / (len(steps) + 1)))
    weights = class_weights(pairs)
    model.train()
    for number, batch in enumerate(tqdm(steps, mininterval=20)):
        with half_precision():
            logits = upper_logits(model, lower, [hidden[n] for n in batch])
        loss = two_headed_loss(logits.float(), [pairs[n] for n in batch], weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learnt, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        if number % LOGGED == 0:
            log.add("refine", number, len(steps), loss.item())
    log.draw()


@torch.no_grad()
def judged(model: MPNetForSequenceClassification, lower: int, hidden: Sequence[Hidden]) -> torch.Tensor:
    """Logits (pairs, 4) in order, without dropout."""
    model.eval()
    return torch.cat([upper_logits(model, lower, hidden[n : n + 32]) for n in range(0, len(hidden), 32)])


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which pairs are learnt: those of the newest files and of abstracts, and a share of the rest."""

    corpus: Path
    newest: Sequence[str]
    abstracts: Path | None
    share: float
    seed: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """Pairs to learn with their hidden states, row for row, and tests by name: pairs, hidden states and int8 logits."""

    pairs: list[Pair]
    hidden: list[Hidden]
    tests: Mapping[str, tuple[list[Pair], list[Hidden], torch.Tensor]]


def gather(lower: Lower, chosen: Chosen) -> Gathered:
    """Choose the pairs and read them all with the lower layers."""
    corpus, seed, newest = chosen.corpus, chosen.seed, chosen.newest
    old, old_held = older_pairs(corpus, random.Random(seed), newest)
    new, new_held = newer_pairs(corpus, random.Random(seed), newest)
    old, new = [few_of(pairs, chosen.share, random.Random(seed)) for pairs in (old, new)]
    restated, restated_held = restated_pairs(corpus, chosen.abstracts, seed)
    new += claim_pairs(OWN, load_corpus(corpus), _named("pairs", newest)) + restated
    tests = {
        "candidates": old_held,
        "unseen": claim_pairs(OWN / "unseen", load_corpus(corpus)),
        "unseen restatements": claim_pairs(OWN / "unseen", load_corpus(corpus), ["restated_*.jsonl"]),
        "asked": new_held,
    } | ({"restatements": restated_held} if restated_held else {})
    read_old, read_new = [lower.read_all(pairs) for pairs in (old, new)]
    taught = [believed(pair, logits) for pair, (_, logits) in zip(old, read_old, strict=True)]
    hidden = [states for states, _ in (*read_old, *read_new)]
    return Gathered([*taught, *new], hidden, {name: _test(pairs, lower) for name, pairs in tests.items()})


def _test(pairs: list[Pair], lower: Lower) -> tuple[list[Pair], list[Hidden], torch.Tensor]:
    read = lower.read_all(pairs)
    return pairs, [states for states, _ in read], torch.tensor(np.array([logits for _, logits in read]))


def told(model: MPNetForSequenceClassification, lower: int, gathered: Gathered) -> str:
    """The figures of the tests, as JSON."""
    tests = gathered.tests.items()
    return json.dumps({name: measured(judged(model, lower, hidden), pairs) for name, (pairs, hidden, _) in tests})


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--newest", nargs="+", default=["pairs_11.jsonl"], help="files learnt by label")
    parser.add_argument("--abstracts", type=Path, help="a file of abstracts: restatements are learnt too")
    parser.add_argument("--start", type=Path, help="float weights to go on from, instead of the shipped ones")
    parser.add_argument("--share", type=float, default=1.0, help="how many of the other pairs are repeated")
    parser.add_argument("--lower", type=int, default=8, help="layers that stay as they are")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=2e-5)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def main() -> None:
    """Train, measure before and after, and export."""
    args = arguments()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    chosen = Chosen(args.corpus, args.newest, args.abstracts, args.share, args.seed)
    gathered = gather(Lower(args.work / "hidden", args.lower - 1, args.threads), chosen)
    print("int8", {name: measured(logits, pairs) for name, (pairs, _, logits) in gathered.tests.items()}, flush=True)
    write_torch_judge(args.work / "start")
    model = AutoModelForSequenceClassification.from_pretrained(
        args.start or args.work / "start", attn_implementation="eager"
    )
    print("before", len(gathered.pairs), told(model, args.lower, gathered), flush=True)
    learning = Learning(args.epochs, args.rate, args.batch, args.seed)
    train(model, args.lower, gathered.pairs, gathered.hidden, learning, Log(args.work / "log.jsonl"))
    print("after", told(model, args.lower, gathered), flush=True)
    model.save_pretrained(args.work / "refined")
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(args.work / "start" / name, args.work / "refined" / name)
    export("judge", args.work / "refined", args.out)


if __name__ == "__main__":
    main()
