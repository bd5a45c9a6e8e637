"""Fit the weights by which a claim is matched with a claim review.

    python -m eval.train.precedent --out service/models/precedent/weights.json

The examples come from the corpus alone. Every wording, left out of the anchors in turn, should match its own review and
no other; a near miss should match no review that it is a near miss of. The threshold is the lowest at which, over
five folds by review, at least the asked share of the matches is right.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from service.bootstrap import MODELS, verification_anchors
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.ingestion.generation import open_generation
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.settings import Settings
from service.verification.precedent import Anchors, PrecedentModel, Precedents

_OPEN = PrecedentModel((), (), (), 0.0, 1.0)


def examples(precedents: Precedents, anchors: Anchors) -> tuple[NDArray[np.float64], NDArray[np.int_], list[str]]:
    """Features, labels and groups: one row per left-out text and candidate review."""
    rows: list[tuple[float, ...]] = []
    labels: list[int] = []
    groups: list[str] = []
    for start in range(0, len(anchors.texts), 64):
        block = range(start, min(start + 64, len(anchors.texts)))
        candidates = [precedents.candidates(anchors.vectors[n], without=n) for n in block]
        likenesses = precedents.likenesses([anchors.texts[n] for n in block], candidates)
        for n, near, found in zip(block, candidates, likenesses, strict=True):
            for candidate, likeness in zip(near, found, strict=True):
                own = candidate.review_id == anchors.review_ids[n]
                if anchors.near_miss[n] and not own:
                    continue  # it may well be a wording of that other review
                rows.append(likeness.values())
                labels.append(int(own and not anchors.near_miss[n]))
                groups.append(anchors.review_ids[n])
    return np.array(rows), np.array(labels), groups


def fit(features: NDArray[np.float64], labels: NDArray[np.int_]) -> tuple[StandardScaler, LogisticRegression]:
    """Standardise and fit."""
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=0.5, max_iter=2000).fit(scaler.transform(features), labels)
    return scaler, model


def out_of_fold(features: NDArray[np.float64], labels: NDArray[np.int_], groups: list[str]) -> NDArray[np.float64]:
    """Probability of each example by a model that has not seen its review."""
    scores = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(features, labels, groups):
        scaler, model = fit(features[train], labels[train])
        scores[test] = model.predict_proba(scaler.transform(features[test]))[:, 1]
    return scores


def threshold_for(precision: float, scores: NDArray[np.float64], labels: NDArray[np.int_]) -> float:
    """The lowest score from which at least `precision` of the examples are matches."""
    order = np.argsort(-scores)
    right = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= precision)
    return float(scores[order[good[-1]]]) if len(good) else 1.0


def main() -> None:
    """Fit, report and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--precision", type=float, default=0.95)
    args = parser.parse_args()
    settings = Settings()
    encoder = OnnxEncoder(MODELS / "encoder", threads=settings.threads)
    generation = open_generation(settings.index_dir, model_hash=encoder.model_hash)
    anchors = verification_anchors(generation)
    judge = OnnxJudge(MODELS / "judge", threads=settings.threads)
    focus = Focus(ConceptMatcher(generation.corpus.concepts), generation.corpus.scope)
    features, labels, groups = examples(Precedents(generation.corpus.reviews, anchors, judge, focus, _OPEN), anchors)
    scores = out_of_fold(features, labels, groups)
    threshold = threshold_for(args.precision, scores, labels)
    taken = scores >= threshold
    scaler, model = fit(features, labels)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    weights = {
        "weights": [round(float(w), 5) for w in model.coef_[0]],
        "means": [round(float(m), 5) for m in scaler.mean_],
        "scales": [round(float(s), 5) for s in scaler.scale_],
        "intercept": round(float(model.intercept_[0]), 5),
        "threshold": round(threshold, 4),
        "examples": len(labels),
        "matches": int(labels.sum()),
        "out_of_fold": {
            "precision": round(float(labels[taken].mean()), 4),
            "recall": round(float(labels[taken].sum() / labels.sum()), 4),
        },
        "corpus_version": generation.corpus.version,
        "judge": judge.model_hash,
    }
    args.out.write_text(json.dumps(weights, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(weights, indent=2))


if __name__ == "__main__":
    main()
