"""What can be measured between a claim and a wording of a review; the input of the precedent model.

All features are symmetric where meaning is: a claim matches a wording only when each bears the other out.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from service.domain import Stance
from service.language.focus import Focus
from service.language.hedging import force
from service.language.numbers import conflicts, quantities
from service.language.polarity import same_polarity
from service.language.words import content_stems


@dataclass(frozen=True, slots=True)
class Likeness:
    """Features of one claim against one review, in the order of the model's weights."""

    cosine: float
    near_miss_margin: float
    support_mean: float
    other_review_margin: float
    entailed: float
    entails: float
    contradicted: float
    near_miss_entailed: float
    shared_words: float
    polarity_differs: float
    concepts_differ: float
    numbers_differ: float
    weaker: float
    stronger: float

    def values(self) -> tuple[float, ...]:
        """The features as numbers."""
        return astuple(self)


def shared_share(first: str, second: str) -> float:
    """Jaccard overlap of content stems, in [0, 1]."""
    a, b = content_stems(first), content_stems(second)
    return len(a & b) / len(a | b) if a | b else 0.0


def numbers_differ(first: str, second: str) -> float:
    """1 where a number of one text contradicts its like in the other."""
    return float(any(True for _ in conflicts(quantities(first), quantities(second))))


def wording_features(claim: str, wording: str, focus: Focus) -> tuple[float, ...]:
    """The features that need only the two texts: shared_words to stronger."""
    step = force(claim) - force(wording)
    return (
        shared_share(claim, wording),
        float(not same_polarity(claim, wording)),
        float(focus.differ(focus.concepts(claim), focus.concepts(wording))),
        numbers_differ(claim, wording),
        float(max(0, -step)),
        float(max(0, step)),
    )


def entailment(forward: Stance, backward: Stance) -> tuple[float, float, float]:
    """Support either way, and the larger of the two refutations."""
    return forward.supports, backward.supports, max(forward.refutes, backward.refutes)
