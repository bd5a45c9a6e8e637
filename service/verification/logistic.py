"""Logistic models over a handful of named features; their weights are fitted by `eval/train/` and shipped as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path

from service.errors import ModelFault

_FLOOR = 1e-4


def log_odds(probability: float) -> float:
    """Log odds, bounded."""
    return log((probability + _FLOOR) / (1 - probability + _FLOOR))


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights over standardised features, and the probability from which a caller takes the answer for yes."""

    weights: tuple[float, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    intercept: float
    threshold: float = 0.5

    def probability(self, features: Sequence[float]) -> float:
        """Probability in [0, 1]; raises ValueError where there are not as many features as weights."""
        rows = zip(features, self.weights, self.means, self.scales, strict=True)
        return 1 / (1 + exp(-(self.intercept + sum(w * (v - m) / s for v, w, m, s in rows))))


def load_logistic(path: Path) -> Logistic:
    """Read fitted weights; raise ModelFault where the file is missing or of another shape."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        weights, means, scales = (
            tuple(float(number) for number in raw[name]) for name in ("weights", "means", "scales")
        )
        return Logistic(weights, means, scales, float(raw["intercept"]), float(raw.get("threshold", 0.5)))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise ModelFault(f"{path}: {error}") from error
