"""Precedent: the claim review that says the same as a claim, if there is one.

A review matches only when wording and meaning agree and none of its near misses is nearer. The nearest wordings come
from vectors; the judge reads each pair both ways; a logistic model over the features of `likeness` gives the
probability of a match. Its weights are fitted on the corpus's own wordings and near misses, each left out in turn
(`eval/train/precedent.py`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np

from service.domain import ClaimReview
from service.errors import ModelFault
from service.language.focus import Focus
from service.language.numbers import quantities
from service.ports import Judge, Vectors
from service.verification.likeness import Likeness, entailment, wording_features

CANDIDATES = 4
SURE_OF_SAMENESS = 0.5
_SPECIFIC = frozenset({"percent", "year"})


@dataclass(frozen=True, slots=True)
class Anchors:
    """All wordings and near misses of the reviews with their unit vectors, row for row."""

    vectors: Vectors
    texts: tuple[str, ...]
    review_ids: tuple[str, ...]
    near_miss: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A review and the probability that the claim says the same."""

    review: ClaimReview
    probability: float
    wording: str


@dataclass(frozen=True, slots=True)
class PrecedentModel:
    """Weights of the logistic model, standardised features, and the probability from which a review is taken."""

    weights: tuple[float, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    intercept: float
    threshold: float

    def probability(self, likeness: Likeness) -> float:
        """Probability in [0, 1] that a claim and a review say the same."""
        values = zip(likeness.values(), self.weights, self.means, self.scales, strict=True)
        return 1 / (1 + exp(-(self.intercept + sum(w * (v - m) / s for v, w, m, s in values))))


def load_precedent_model(path: Path) -> PrecedentModel:
    """Read the fitted weights; raise ModelFault where the file is missing or of another shape."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return PrecedentModel(
            tuple(raw["weights"]), tuple(raw["means"]), tuple(raw["scales"]), raw["intercept"], raw["threshold"]
        )
    except (OSError, KeyError, ValueError) as error:
        raise ModelFault(f"{path}: {error}") from error


@dataclass(frozen=True, slots=True)
class Candidate:
    """A review that may match: its nearest wording and near miss, and the cosines of both."""

    review_id: str
    wording: str
    near_miss: str
    cosine: float
    near_miss_cosine: float
    mean_cosine: float


class Precedents:
    """Finds the review that a claim repeats."""

    def __init__(
        self,
        reviews: Mapping[str, ClaimReview],
        anchors: Anchors,
        judge: Judge,
        focus: Focus,
        model: PrecedentModel,
    ) -> None:
        self._reviews = reviews
        self._anchors = anchors
        self._judge = judge
        self._focus = focus
        self._model = model
        self._rows = _rows_by_review(anchors)
        self._spoken = {review.id: self._concepts_of(review) for review in reviews.values()}

    def match(self, texts: Sequence[str], vectors: Vectors) -> list[Match | None]:
        """Per claim the likeliest review at or above the model's threshold, or None."""
        candidates = [self.candidates(vector) for vector in vectors]
        scored = self.likenesses(texts, candidates)
        return [self._best(*row) for row in zip(texts, candidates, scored, strict=True)]

    def _best(self, text: str, candidates: Sequence[Candidate], likenesses: Sequence[Likeness]) -> Match | None:
        matches = [
            Match(self._reviews[c.review_id], self._model.probability(likeness), c.wording)
            for c, likeness in zip(candidates, likenesses, strict=True)
            if not says_otherwise(likeness)
            and not adds_a_number(text, c.wording)
            and self._speaks_of(text, c.review_id)
        ]
        best = max(matches, key=lambda match: match.probability, default=None)
        return best if best and best.probability >= self._model.threshold else None

    def _speaks_of(self, text: str, review_id: str) -> bool:
        """Whether the review speaks of every drug, condition, group and place that the claim names."""
        return not self._focus.missing(self._focus.concepts(text), self._spoken[review_id])

    def _concepts_of(self, review: ClaimReview) -> frozenset[str]:
        texts = (review.claim, *review.wordings, *(citation.quote for citation in review.citations))
        return self._focus.spoken(" . ".join(texts))

    def candidates(self, vector: Vectors, without: int | None = None) -> list[Candidate]:
        """The reviews with the nearest wordings, nearest first; row `without` of the anchors is passed over."""
        cosines = self._anchors.vectors @ vector
        if without is not None:
            cosines = cosines.copy()
            cosines[without] = -1.0
        found = [self._candidate(review_id, cosines) for review_id in self._rows]
        return sorted(found, key=lambda candidate: -candidate.cosine)[:CANDIDATES]

    def _candidate(self, review_id: str, cosines: Vectors) -> Candidate:
        own, misses = self._rows[review_id]
        best = own[int(np.argmax(cosines[own]))]
        miss = misses[int(np.argmax(cosines[misses]))] if len(misses) else None
        top = np.sort(cosines[own])[-3:]
        return Candidate(
            review_id,
            self._anchors.texts[best],
            self._anchors.texts[miss] if miss is not None else "",
            float(cosines[best]),
            float(cosines[miss]) if miss is not None else 0.0,
            float(top.mean()),
        )

    def likenesses(self, texts: Sequence[str], candidates: Sequence[Sequence[Candidate]]) -> list[list[Likeness]]:
        """Features of every claim against each of its candidates; the judge reads all pairs in one batch."""
        pairs = [
            pair
            for text, near in zip(texts, candidates, strict=True)
            for c in near
            for pair in ((text, c.wording), (c.wording, text), (text, c.near_miss or c.wording))
        ]
        stances = iter(self._judge.judge(pairs))
        out: list[list[Likeness]] = []
        for text, near in zip(texts, candidates, strict=True):
            row: list[Likeness] = []
            for c in near:
                forward, backward, missed = next(stances), next(stances), next(stances)
                others = [o.cosine for o in near if o.review_id != c.review_id]
                row.append(
                    Likeness(
                        c.cosine,
                        c.cosine - c.near_miss_cosine,
                        c.mean_cosine,
                        c.cosine - max(others, default=0.0),
                        *entailment(forward, backward),
                        missed.supports if c.near_miss else 0.0,
                        *wording_features(text, c.wording, self._focus),
                    )
                )
            out.append(row)
        return out


def says_otherwise(likeness: Likeness) -> bool:
    """Whether a claim contradicts a wording on its face: another number, another name, or a denial of it."""
    if likeness.numbers_differ or likeness.concepts_differ:
        return True
    return bool(likeness.polarity_differs) and min(likeness.entailed, likeness.entails) < SURE_OF_SAMENESS


def adds_a_number(claim: str, wording: str) -> bool:
    """Whether a claim states a share, a large count or a year where the wording states none: it says more than that."""
    kinds = {q.kind for q in quantities(wording)}
    return any(q.kind in _SPECIFIC and q.kind not in kinds for q in quantities(claim))


def _rows_by_review(anchors: Anchors) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    rows: dict[str, tuple[list[int], list[int]]] = {}
    for number, (review_id, missed) in enumerate(zip(anchors.review_ids, anchors.near_miss, strict=True)):
        rows.setdefault(review_id, ([], []))[int(missed)].append(number)
    return {
        key: (np.array(own, dtype=np.intp), np.array(misses, dtype=np.intp))
        for key, (own, misses) in rows.items()
        if own
    }
