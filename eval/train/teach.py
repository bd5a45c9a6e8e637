"""Write what teachers believe of the pairs of some stages: the stage `taught`, which a smaller model learns from.

python -m eval.train.teach --data DIR --teachers DIR … --stages general health product unlabelled
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from eval.train.fit import load, logits_of
from eval.train.pairs import Pair, read_pairs, write_pairs


def beliefs(teachers: Sequence[Path], pairs: Sequence[Pair]) -> torch.Tensor:
    """The mean of the teachers' probabilities: (pairs, 4), three stances and relevance."""
    each = [logits_of(*load(folder), pairs) for folder in teachers]
    return torch.stack([torch.cat([x[:, :3].softmax(-1), x[:, 3:].sigmoid()], 1) for x in each]).mean(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that `prepare` wrote")
    parser.add_argument("--teachers", type=Path, nargs="+", required=True)
    parser.add_argument("--stages", nargs="+", required=True)
    parser.add_argument("--unlabelled", type=int, default=90_000, help="unlabelled pairs at most")
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    every = {pair: None for name in args.stages for pair in read_pairs(args.data / "stages" / f"{name}.jsonl.gz")}
    unlabelled = [pair for pair in every if pair.answers is None and pair.label is None]
    kept = random.Random(args.seed).sample(unlabelled, min(len(unlabelled), args.unlabelled))
    pairs = [pair for pair in every if pair.answers is not None or pair.label is not None] + kept
    rows = [tuple(round(x, 4) for x in row) for row in beliefs(args.teachers, pairs).tolist()]
    taught = [replace(pair, soft=row) for pair, row in zip(pairs, rows, strict=True)]
    write_pairs(args.data / "stages" / "taught.jsonl.gz", taught)
    print("taught:", len(taught))


if __name__ == "__main__":
    main()
