"""Fit the weights by which a claim is matched with a claim review.

    python -m eval.train.precedent --out service/models/precedent/weights.json

The examples are messages that an editor compared with the reviews (`eval/train/data/precedents_*.jsonl`), those of them
that the judge has not learnt from. The threshold is that of the highest F0.5 over five folds by message.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.train.logistic import Rows, out_of_fold, weights
from eval.train.own_pairs import PrecedentRow, precedent_rows
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.bootstrap import MODELS, open_search, verification_anchors
from service.ingestion.generation import open_generation
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.ports import Vectors
from service.settings import Settings
from service.verification.likeness import Likeness
from service.verification.logistic import Logistic
from service.verification.precedent import Precedents

OWN = Path(__file__).parent / "data"
_OPEN = Logistic((), (), (), 0.0, 1.0)
_NEVER = -1.0
LOOSENESS = 0.5


@dataclass(frozen=True, slots=True)
class Examples:
    """One row per message and candidate review. `missed` counts the reviews that a message repeats and that no row has."""

    rows: Rows
    missed: int


def examples(precedents: Precedents, rows: Sequence[PrecedentRow], texts: Sequence[str], vectors: Vectors) -> Examples:
    """The candidates of every message with what the editor said of them; undecided ones are left out."""
    candidates = [precedents.candidates(text, vector) for text, vector in zip(texts, vectors, strict=True)]
    features: list[tuple[float, ...]] = []
    labels: list[int] = []
    groups: list[str] = []
    for row, near, found in zip(rows, candidates, precedents.likenesses(texts, candidates), strict=True):
        marks = dict(zip(row.reviews, row.marks, strict=True))
        for candidate, likeness in zip(near, found, strict=True):
            if likeness and marks.get(candidate.review_id) in {"y", "n"}:
                features.append(likeness.values())
                labels.append(int(marks[candidate.review_id] == "y"))
                groups.append(row.text)
    repeated = sum(mark == "y" for row in rows for mark in row.marks)
    return Examples(Rows(np.array(features), np.array(labels), groups), repeated - sum(labels))


def precision_and_recall(examples: Examples, scores: NDArray[np.float64], threshold: float) -> tuple[float, float]:
    """Precision and recall of the matches from a threshold on; of a message's candidates only the likeliest counts."""
    best: dict[str, int] = {}
    for n, group in enumerate(examples.rows.groups):
        if scores[n] >= threshold and scores[n] > (scores[best[group]] if group in best else _NEVER):
            best[group] = n
    right = sum(int(examples.rows.labels[n]) for n in best.values())
    return right / max(1, len(best)), right / (int(examples.rows.labels.sum()) + examples.missed)


def best_threshold(examples: Examples, scores: NDArray[np.float64], beta: float = 0.5) -> float:
    """The threshold of the highest F-beta; 0.5 counts precision twice as much as recall (van Rijsbergen 1979)."""

    def f_beta(threshold: float) -> float:
        precision, recall = precision_and_recall(examples, scores, threshold)
        return (1 + beta**2) * precision * recall / max(1e-9, beta**2 * precision + recall)

    return float(max(np.arange(0.2, 0.96, 0.01), key=f_beta))


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    settings = Settings()
    encoder = OnnxEncoder(MODELS / "encoder", threads=settings.threads)
    generation = open_generation(settings.index_dir, model_hash=encoder.model_hash)
    anchors = verification_anchors(generation)
    judge = OnnxJudge(MODELS / "judge", threads=settings.threads)
    matcher = ConceptMatcher(generation.corpus.concepts)
    focus = Focus(matcher, generation.corpus.scope)
    search = open_search(generation.layout, generation.corpus, encoder, matcher)
    rows = [row for row in precedent_rows(OWN) if row.kept_out]
    texts = [search.corrected(row.text) for row in rows]
    precedents = Precedents(generation.corpus.reviews, anchors, judge, focus, _OPEN)
    found = examples(precedents, rows, texts, search.encode(texts))
    scores = out_of_fold(found.rows, LOOSENESS)
    threshold = best_threshold(found, scores)
    precision, recall = precision_and_recall(found, scores, threshold)
    written = {
        **weights(found.rows, LOOSENESS),
        "threshold": round(threshold, 4),
        "features": [field.name for field in fields(Likeness)],
        "messages": len(rows),
        "repeating_a_review": int(found.rows.labels.sum()) + found.missed,
        "out_of_fold": {"precision": round(precision, 4), "recall": round(recall, 4)},
        "corpus_version": generation.corpus.version,
        "judge": judge.model_hash,
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(written, indent=2))


if __name__ == "__main__":
    main()
