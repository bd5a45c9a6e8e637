"""What can be measured between a claim and a wording of a review; the input of the precedent model.

The judge reads claim and wording both ways: a claim matches a wording only when each says what the other says.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass

from service.domain import Stance
from service.language.comparing import compares
from service.language.hedging import force
from service.language.numbers import conflicts, quantities
from service.language.polarity import same_polarity
from service.language.words import content_stems


@dataclass(frozen=True, slots=True)
class Likeness:
    """Features of one claim against one review, in the order of the model's weights.

    `same` and `same_back` are the judge's log odds that claim and wording say the same, read either way.
    """

    same: float
    same_back: float
    supported: float
    refuted: float
    supported_back: float
    refuted_back: float
    near_miss_same: float
    near_miss_supported: float
    cosine: float
    near_miss_margin: float
    mean_cosine: float
    other_review_margin: float
    shared_words: float
    polarity_differs: float
    weaker: float
    stronger: float
    compares_alone: float

    @property
    def is_a_near_miss(self) -> bool:
        """Whether a near miss of the review is nearer than any of its wordings, and as much the same to the judge."""
        return self.near_miss_margin <= 0 and self.near_miss_same >= self.same

    def values(self) -> tuple[float, ...]:
        """The features as numbers."""
        return astuple(self)


def sameness(stance: Stance) -> float:
    """The probability that two claims say the same: the judge's relevance, or its support where it tells no relevance."""
    return stance.supports if stance.relevance is None else stance.relevance


def shared_share(first: str, second: str) -> float:
    """Jaccard overlap of content stems, in [0, 1]."""
    a, b = content_stems(first), content_stems(second)
    return len(a & b) / len(a | b) if a | b else 0.0


def numbers_differ(first: str, second: str) -> bool:
    """Whether a number of one text contradicts its like in the other."""
    return any(True for _ in conflicts(quantities(first), quantities(second)))


def wording_features(claim: str, wording: str) -> tuple[float, ...]:
    """The features that need only the two texts: shared_words to compares_alone."""
    step = force(claim) - force(wording)
    return (
        shared_share(claim, wording),
        float(not same_polarity(claim, wording)),
        float(max(0, -step)),
        float(max(0, step)),
        float(compares(claim) and not compares(wording)),
    )
