"""Fit the second look of triage: a linear model over sentence vectors that senses what phrase patterns miss.

    python -m eval.train.sense --data eval/train/data/urgent.jsonl --positive urgent --out service/models/danger_sense/weights.json

`{text, label}` lines are the examples; claims and wordings of the corpus's own training pairs are further negatives, since
none of them is a cry for help. The threshold is the lowest at which, over five folds, no more than the asked share of
the negatives is taken.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from eval.stats import Rate
from eval.train.pairs import read_jsonl
from service.adapters.onnx_encoder import OnnxEncoder
from service.ingestion.corpus import load_corpus

MODELS = Path("service/models")
CLAIMS = Path("eval/train/data")


def corpus_negatives(corpus: Path) -> list[str]:
    """Claims about the topic: every wording of the reviews, and every claim of the training pairs."""
    wordings = [text for review in load_corpus(corpus).reviews.values() for text in (review.claim, *review.wordings)]
    pairs = [row["claim"] for path in sorted(CLAIMS.glob("pairs_*.jsonl")) for row in read_jsonl(path)]
    return wordings + pairs


def threshold_for(share: float, scores: NDArray[np.float64], labels: NDArray[np.int_]) -> float:
    """The lowest threshold that takes no more than a share of the negatives."""
    return float(np.quantile(scores[labels == 0], 1 - share)) + 1e-6


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--positive", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--false-alarms", type=float, default=0.002, help="share of the negatives that may be taken")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    args = parser.parse_args()
    rows = list(read_jsonl(args.data))
    extra = corpus_negatives(args.corpus)
    texts = [row["text"] for row in rows] + extra
    labels = np.array([int(row["label"] == args.positive) for row in rows] + [0] * len(extra))
    weights = np.array([1.0] * len(rows) + [len(rows) / len(extra)] * len(extra))
    encoder = OnnxEncoder(MODELS / "encoder", threads=2)
    vectors = encoder.encode(texts)
    model = LogisticRegression(C=10.0, max_iter=5000)
    folds = StratifiedKFold(5, shuffle=True, random_state=13)
    scores = cross_val_predict(
        model, vectors, labels, cv=folds, method="predict_proba", params={"sample_weight": weights}
    )[:, 1]
    threshold = threshold_for(args.false_alarms, scores, labels)
    own = np.arange(len(labels)) < len(rows)
    positives, negatives = (labels == 1), (labels == 0) & own
    report = {
        "recall": str(Rate(int((scores[positives] >= threshold).sum()), int(positives.sum()))),
        "false alarms on hard negatives": str(Rate(int((scores[negatives] >= threshold).sum()), int(negatives.sum()))),
        "false alarms on claims": str(Rate(int((scores[~own] >= threshold).sum()), int((~own).sum()))),
    }
    model.fit(vectors, labels, sample_weight=weights)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(
        json.dumps(
            {
                "encoder": encoder.model_hash,
                "threshold": round(threshold, 5),
                "intercept": round(float(model.intercept_[0]), 6),
                "weights": [round(float(w), 5) for w in model.coef_[0]],
                "five_fold": report,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
