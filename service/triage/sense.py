"""A second look, after the patterns: a small model senses what no pattern foresaw.

It can only add to what the patterns find, never take away. It is trained by `eval/train/sense.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

import numpy as np

from service.ports import MessageSense

SENSED = "sensed"
"""Id of the category or kind of the corpus whose words are said when a sense speaks up."""

MIN_WORDS = 3
"""Fewer words say too little ("why not?"); the patterns read them."""
LONG_WORDS = 40
"""A message of more words is also read sentence by sentence; in a shorter one a sentence alone misleads."""
MAX_PARTS = 8
PART_MARGIN = 1.5
"""By how much of a logit a sentence alone must exceed the threshold: out of context it says less."""
_PART = re.compile(r"(?<=[.!?\n])\s+")


@dataclass(frozen=True, slots=True)
class Senses:
    """The sense of danger, and the sense of requests for advice on one's own care."""

    model: MessageSense

    def danger(self, text: str) -> bool:
        """Whether somebody seems to be in danger now."""
        return self._margin(text)[0] >= 0

    def own_care(self, text: str) -> bool:
        """Whether a decision on somebody's own treatment seems to be asked for."""
        return self._margin(text)[1] >= 0

    def _margin(self, text: str) -> tuple[float, float]:
        """How far each sense is above its threshold, in logits: the whole message, or a sentence of it less a margin."""
        words = len(text.split())
        if words < MIN_WORDS:
            return -inf, -inf
        parts = [part for part in _PART.split(text) if len(part.split()) >= MIN_WORDS] if words > LONG_WORDS else []
        margins = self.model.margins([text, *parts[:MAX_PARTS]])
        margins[1:] -= PART_MARGIN
        best = np.max(margins, axis=0)
        return float(best[0]), float(best[1])
