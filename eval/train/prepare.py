"""Prepare what the judge is trained on and measured on: one file a stage, one a test.

    python -m eval.train.prepare --data DIR --out DIR

`--data` holds the public sets. Stages are `general` (entailment), `health` (claims with evidence), `product` (this corpus)
and `unlabelled` (pairs for a teacher to judge); later stages repeat some of the earlier ones, so that they are not
forgotten. Nothing under `eval/cases/` is read.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.train.own_pairs import (
    asked_pairs,
    candidate_pairs,
    claim_pairs,
    likeness_pairs,
    mined_neutrals,
    precedent_pairs,
    precedent_rows,
    product_pairs,
    unlabelled_pairs,
)
from eval.train.pairs import Pair, split_by_claim, write_pairs
from eval.train.public_pairs import (
    flat_pairs,
    general_pairs,
    health_pairs,
    medquad_pairs,
    sentences_near,
    symmetric_pairs,
)
from service.adapters.onnx_encoder import OnnxEncoder
from service.bootstrap import MODELS
from service.ingestion.corpus import load_corpus
from service.ports import Encoder, Vectors

OWN = Path(__file__).parent / "data"
GENERAL_HELD_OUT = 0.02
HEALTH_HELD_OUT = 0.1
OWN_HELD_OUT = 0.15
REPEATED = 1 / 6
MEDQUAD_QUESTIONS = 4000
UNLABELLED_SENTENCES = 20_000


class Remembering:
    """An encoder that encodes no text twice; see `ports.Encoder`."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._rows: dict[str, Vectors] = {}
        self.model_hash, self.dimension = encoder.model_hash, encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `ports.Encoder`."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        self._rows.update(zip(new, self._encoder.encode(new), strict=True))
        return np.array([self._rows[text] for text in texts], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Pairs by the name of their stage, and of their test."""

    stages: Mapping[str, list[Pair]]
    tests: Mapping[str, list[Pair]]


def prepare(data: Path, corpus_dir: Path, rng: random.Random) -> Prepared:
    """Everything, split by claim."""
    general, general_held = split_by_claim(general_pairs(data), GENERAL_HELD_OUT)
    unseen = flat_pairs(data / "stance" / "healthver_dev.jsonl", "healthver_dev")
    forbidden = {pair.claim.lower() for pair in unseen}
    health, health_held = split_by_claim(health_pairs(data, rng), HEALTH_HELD_OUT)
    health = [pair for pair in health if pair.claim.lower() not in forbidden]
    asked, asked_held = split_by_claim(medquad_pairs(data, rng, MEDQUAD_QUESTIONS), HEALTH_HELD_OUT)
    health += asked
    corpus = load_corpus(corpus_dir)
    encoder = Remembering(OnnxEncoder(MODELS / "encoder", threads=2))
    found, found_held = split_by_claim(candidate_pairs(OWN, corpus), OWN_HELD_OUT)
    own_asked, own_asked_held = split_by_claim(asked_pairs(OWN, corpus, encoder), OWN_HELD_OUT)
    own = product_pairs(OWN, corpus, rng)
    own += mined_neutrals(own, corpus, encoder, rng)
    repeated = [row for row in precedent_rows(OWN) if not row.kept_out]
    own += [*likeness_pairs(corpus_dir, corpus, rng), *found, *own_asked, *precedent_pairs(repeated, corpus, encoder)]
    near = [
        pair
        for name, claims in (("scifact", "claims_train.jsonl"), ("healthver", "claims_train.jsonl"))
        for pair in sentences_near(data / name, claims, f"{name}_near", rng)
        if pair.claim.lower() not in forbidden
    ]
    near = split_by_claim(near, HEALTH_HELD_OUT)[0]
    stages = {
        "general": general,
        "health": health + rng.sample(general, round(REPEATED * len(health))),
        "product": own
        + rng.sample(health, round(REPEATED * len(own)))
        + rng.sample(general, round(REPEATED * len(own))),
        "unlabelled": unlabelled_pairs(own, corpus, encoder) + rng.sample(near, min(len(near), UNLABELLED_SENTENCES)),
    }
    tests = {
        "general": general_held,
        "healthver_dev": unseen,
        "science": [pair for pair in health_held if pair.origin in {"scifact", "healthver", "checkcovid"}],
        "trials": [pair for pair in health_held if pair.origin == "trials"],
        "medquad": asked_held,
        "symmetric": symmetric_pairs(data),
        "product": claim_pairs(OWN / "unseen", corpus),
        "candidates": found_held,
        "asked": own_asked_held,
    }
    return Prepared(stages, tests)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    prepared = prepare(args.data, args.corpus, random.Random(args.seed))
    for folder, sets in (("stages", prepared.stages), ("tests", prepared.tests)):
        for name, pairs in sets.items():
            write_pairs(args.out / folder / f"{name}.jsonl.gz", pairs)
            print(f"{folder}/{name}: {len(pairs)}", dict(Counter(str(pair.label) for pair in pairs)), flush=True)


if __name__ == "__main__":
    main()
