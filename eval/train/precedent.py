"""Fit the weights by which a claim is matched with a claim review.

    python -m eval.train.precedent --out service/models/precedent/weights.json

The examples come from the corpus alone. Every wording, left out of the anchors in turn, should match its own review and
no other; a near miss should match no review that it is a near miss of. Only reviews that the judge has not learnt from
are used. The threshold is that of the highest F0.5 over five folds by review.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from eval.train.pairs import PRECEDENT_SHARE, held_out
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.bootstrap import MODELS, verification_anchors
from service.ingestion.generation import open_generation
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.settings import Settings
from service.verification.likeness import Likeness
from service.verification.precedent import Anchors, PrecedentModel, Precedents

NEAR_MISS_WEIGHT = 0.3
_OPEN = PrecedentModel((), (), (), 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Examples:
    """One row per left-out text and candidate review; `weights` count a near miss less than a wording."""

    features: NDArray[np.float64]
    labels: NDArray[np.int_]
    weights: NDArray[np.float64]
    groups: list[str]


def examples(precedents: Precedents, anchors: Anchors) -> Examples:
    """Texts of the reviews that the judge has not learnt from, each left out of the anchors in turn."""
    rows: list[tuple[float, ...]] = []
    labels: list[int] = []
    weights: list[float] = []
    groups: list[str] = []
    fresh = [n for n, review in enumerate(anchors.review_ids) if held_out(review, PRECEDENT_SHARE)]
    for start in range(0, len(fresh), 64):
        block = fresh[start : start + 64]
        candidates = [precedents.candidates(anchors.vectors[n], without=n) for n in block]
        likenesses = precedents.likenesses([anchors.texts[n] for n in block], candidates)
        for n, near, found in zip(block, candidates, likenesses, strict=True):
            for candidate, likeness in zip(near, found, strict=True):
                own = candidate.review_id == anchors.review_ids[n]
                if anchors.near_miss[n] and not own:
                    continue  # it may well be a wording of that other review
                rows.append(likeness.values())
                labels.append(int(own and not anchors.near_miss[n]))
                weights.append(NEAR_MISS_WEIGHT if anchors.near_miss[n] else 1.0)
                groups.append(anchors.review_ids[n])
    return Examples(np.array(rows), np.array(labels), np.array(weights), groups)


def fit(examples: Examples, rows: NDArray[np.intp]) -> tuple[StandardScaler, LogisticRegression]:
    """Standardise and fit on some of the rows."""
    scaler = StandardScaler().fit(examples.features[rows])
    model = LogisticRegression(C=0.5, max_iter=2000)
    model.fit(scaler.transform(examples.features[rows]), examples.labels[rows], sample_weight=examples.weights[rows])
    return scaler, model


def out_of_fold(examples: Examples) -> NDArray[np.float64]:
    """Probability of each example by a model that has not seen its review."""
    scores = np.zeros(len(examples.labels))
    for train, test in GroupKFold(5).split(examples.features, examples.labels, examples.groups):
        scaler, model = fit(examples, train)
        scores[test] = model.predict_proba(scaler.transform(examples.features[test]))[:, 1]
    return scores


def precision_and_recall(examples: Examples, scores: NDArray[np.float64], threshold: float) -> tuple[float, float]:
    """Weighted precision and recall of the matches from a threshold on."""
    taken = scores >= threshold
    right = float((examples.labels * examples.weights)[taken].sum())
    return right / max(1e-9, float(examples.weights[taken].sum())), right / float(
        (examples.labels * examples.weights).sum()
    )


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
    focus = Focus(ConceptMatcher(generation.corpus.concepts), generation.corpus.scope)
    found = examples(Precedents(generation.corpus.reviews, anchors, judge, focus, _OPEN), anchors)
    scores = out_of_fold(found)
    threshold = best_threshold(found, scores)
    precision, recall = precision_and_recall(found, scores, threshold)
    scaler, model = fit(found, np.arange(len(found.labels)))
    weights = {
        "weights": [round(float(w), 5) for w in model.coef_[0]],
        "means": [round(float(m), 5) for m in scaler.mean_],
        "scales": [round(float(s), 5) for s in scaler.scale_],
        "intercept": round(float(model.intercept_[0]), 5),
        "threshold": round(threshold, 4),
        "features": [field.name for field in fields(Likeness)],
        "examples": len(found.labels),
        "out_of_fold": {"precision": round(precision, 4), "recall": round(recall, 4)},
        "corpus_version": generation.corpus.version,
        "judge": judge.model_hash,
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(weights, indent=2))


if __name__ == "__main__":
    main()
