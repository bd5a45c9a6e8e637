"""Fit the logistic models that the service reads as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Rows:
    """Features of shape (rows, features), labels 0 or 1, and the group of each row, which no fold divides."""

    features: NDArray[np.float64]
    labels: NDArray[np.int_]
    groups: Sequence[str]


def fit(rows: Rows, chosen: NDArray[np.intp], looseness: float) -> tuple[StandardScaler, LogisticRegression]:
    """Standardise and fit on some of the rows; `looseness` is the inverse of the weight of the penalty."""
    scaler = StandardScaler().fit(rows.features[chosen])
    model = LogisticRegression(C=looseness, max_iter=2000)
    model.fit(scaler.transform(rows.features[chosen]), rows.labels[chosen])
    return scaler, model


def out_of_fold(rows: Rows, looseness: float) -> NDArray[np.float64]:
    """Probability of each row by a model that has not seen its group."""
    scores = np.zeros(len(rows.labels))
    for train, test in GroupKFold(FOLDS).split(rows.features, rows.labels, rows.groups):
        scaler, model = fit(rows, train, looseness)
        scores[test] = model.predict_proba(scaler.transform(rows.features[test]))[:, 1]
    return scores


def weights(rows: Rows, looseness: float) -> dict[str, object]:
    """What `service.verification.logistic.load_logistic` reads, fitted on all rows."""
    scaler, model = fit(rows, np.arange(len(rows.labels)), looseness)
    return {
        "weights": [round(float(w), 5) for w in model.coef_[0]],
        "means": [round(float(m), 5) for m in scaler.mean_],
        "scales": [round(float(s), 5) for s in scaler.scale_],
        "intercept": round(float(model.intercept_[0]), 5),
    }
