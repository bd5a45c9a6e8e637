"""A second look, after the patterns: a linear model over sentence vectors senses what no pattern foresaw.

It can only add to what the patterns find, never take away. Its weights come from `eval/train/sense.py`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np

from service.errors import ModelFault
from service.ports import Encoder, Vectors

SENSED = "sensed"
"""Id of the category or kind of the corpus whose words are said when a sense speaks up."""

MAX_PARTS = 8
MIN_PART_WORDS = 5
PART_MARGIN = 1.5
"""By how much of a logit a sentence alone must exceed the threshold: out of context it says less."""
_PART = re.compile(r"(?<=[.!?\n])\s+")


@dataclass(frozen=True, slots=True)
class SenseWeights:
    """A logistic model over unit vectors, and the probability from which it speaks up."""

    weights: Vectors
    intercept: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Senses:
    """The sense of danger, and the sense of requests for advice on one's own care."""

    danger: Sense
    own_care: Sense


class Sense:
    """Whether a message, or a sentence of it, is of the kind that was learnt."""

    def __init__(self, encoder: Encoder, weights: SenseWeights) -> None:
        self._encoder = encoder
        self._weights = weights

    def notices(self, text: str) -> bool:
        """Whether the whole message reaches the threshold, or one of its first sentences by a margin."""
        parts = [part for part in _PART.split(text) if len(part.split()) >= MIN_PART_WORDS][:MAX_PARTS]
        scores = self._encoder.encode([text, *parts]) @ self._weights.weights
        logit = (
            max(float(scores[0]), float(np.max(scores[1:], initial=-np.inf)) - PART_MARGIN) + self._weights.intercept
        )
        return 1 / (1 + exp(-logit)) >= self._weights.threshold


def load_sense(path: Path, encoder: Encoder) -> Sense:
    """Read the weights; raise ModelFault where they are missing, of another shape or made for another encoder."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        weights = np.array(raw["weights"], dtype=np.float32)
        if raw["encoder"] != encoder.model_hash or weights.shape != (encoder.dimension,):
            raise ModelFault(f"{path}: made for another encoder; fit it again")
        return Sense(encoder, SenseWeights(weights, raw["intercept"], raw["threshold"]))
    except (OSError, KeyError, ValueError) as error:
        raise ModelFault(f"{path}: {error}") from error
