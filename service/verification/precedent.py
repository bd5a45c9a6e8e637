"""Precedent: the claim review that says the same as a claim, if there is one.

A review matches only when wording and meaning agree and none of its near misses is nearer. The nearest wordings come
from vectors; the judge says of each whether the claim says the same, and where that is not out of the question, reads
the pair the other way round and the nearest near miss; a logistic model over the features of `likeness` gives the
probability of a match. Its weights are fitted on messages that an editor compared with the reviews
(`eval/train/precedent.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

import numpy as np

from service.domain import Bearing, ClaimReview, Stance
from service.language.focus import Focus
from service.language.numbers import quantities
from service.ports import Judge, Vectors
from service.verification.likeness import Likeness, numbers_differ, sameness, wording_features
from service.verification.logistic import Logistic, log_odds

NEAREST = 8
CANDIDATES = 4
BRIDGES = 2
BRIDGE_COSINE = 0.6
NOT_SURELY_OTHER = 0.2
BORNE_OUT = 0.3
_SPECIFIC = frozenset({"percent", "year"})
_OWN_WORDS = frozenset({"population", "agency", "trial"})
"""Kinds that a review speaks of only where its wordings name them: its quotes name many a trial and body besides."""


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
        model: Logistic,
    ) -> None:
        self._reviews = reviews
        self._anchors = anchors
        self._judge = judge
        self._focus = focus
        self._model = model
        self._rows = _rows_by_review(anchors)
        self._spoken = cache(self._concepts_of)
        self._worded = cache(self._named_in_any_wording)

    def match(self, texts: Sequence[str], vectors: Vectors) -> list[Match | None]:
        """Per claim the likeliest review at or above the model's threshold whose own quotes bear the match out, or None."""
        candidates = [self.candidates(text, vector) for text, vector in zip(texts, vectors, strict=True)]
        scored = self.likenesses(texts, candidates)
        best = [self._best(*row) for row in zip(candidates, scored, strict=True)]
        sound = self._borne_out([(text, match.review) for text, match in zip(texts, best, strict=True) if match])
        return [match if match and next(sound) else None for match in best]

    def nearest(self, vectors: Vectors) -> float:
        """The largest cosine of any wording or near miss to any of some vectors; -1 where there are none."""
        return float((self._anchors.vectors @ vectors.T).max(initial=-1.0))

    def cited_near(self, vector: Vectors) -> frozenset[str]:
        """Passages that the reviews nearest to a text cite: their wordings are lay people's, the passages' often are not."""
        cosines = self._anchors.vectors @ vector
        found = sorted((self._candidate(review_id, cosines) for review_id in self._rows), key=lambda c: -c.cosine)
        near = [self._reviews[c.review_id] for c in found[:BRIDGES] if c.cosine >= BRIDGE_COSINE]
        return frozenset(citation.passage_id for review in near for citation in review.citations)

    def _borne_out(self, matched: Sequence[tuple[str, ClaimReview]]) -> Iterator[bool]:
        """Whether a quote of the review bears on the claim as the editor says that it bears on the review's claim.

        It guards against a claim that says the reverse in the same words. A review without quotes for or against passes.
        """
        telling = [[c for c in review.citations if c.stance is not Bearing.CONTEXT] for _, review in matched]
        pairs = [(text, c.quote) for (text, _), quotes in zip(matched, telling, strict=True) for c in quotes]
        stances = iter(self._judge.judge(pairs))
        for quotes in telling:
            read = [(c.stance, next(stances)) for c in quotes]
            yield not read or any(_agrees(bearing, stance) for bearing, stance in read)

    def _best(self, candidates: Sequence[Candidate], likenesses: Sequence[Likeness | None]) -> Match | None:
        matches = [
            Match(self._reviews[c.review_id], self._model.probability(likeness.values()), c.wording)
            for c, likeness in zip(candidates, likenesses, strict=True)
            if likeness and not likeness.is_a_near_miss
        ]
        best = max(matches, key=lambda match: match.probability, default=None)
        return best if best and best.probability >= self._model.threshold else None

    def _may_say(self, text: str, candidate: Candidate) -> bool:
        """Whether nothing on the face of the claim speaks against the review: another number, or another name."""
        concepts = self._focus.concepts(text)
        return not (
            numbers_differ(text, candidate.wording)
            or adds_a_number(text, candidate.wording)
            or self._focus.differ(concepts, self._focus.concepts(candidate.wording))
            or self._focus.missing(concepts, self._spoken(candidate.review_id))
            or self._focus.missing(self._focus.of_kinds(text, _OWN_WORDS), self._worded(candidate.review_id))
        )

    def _named_in_any_wording(self, review_id: str) -> frozenset[str]:
        review = self._reviews[review_id]
        return self._focus.of_kinds(" . ".join((review.claim, *review.wordings)), _OWN_WORDS)

    def _concepts_of(self, review_id: str) -> frozenset[str]:
        review = self._reviews[review_id]
        texts = (review.claim, *review.wordings, *(citation.quote for citation in review.citations))
        return self._focus.spoken(" . ".join(texts))

    def candidates(self, text: str, vector: Vectors) -> list[Candidate]:
        """The reviews with the nearest wordings, nearest first, of which nothing on the face of the claim disposes."""
        cosines = self._anchors.vectors @ vector
        found = sorted((self._candidate(review_id, cosines) for review_id in self._rows), key=lambda c: -c.cosine)
        return list(islice((candidate for candidate in found[:NEAREST] if self._may_say(text, candidate)), CANDIDATES))

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

    def likenesses(
        self, texts: Sequence[str], candidates: Sequence[Sequence[Candidate]]
    ) -> list[list[Likeness | None]]:
        """Features of every claim against each of its candidates, None where the judge is sure that they differ."""
        flat = [(text, c, near) for text, near in zip(texts, candidates, strict=True) for c in near]
        forward = self._judge.judge([(text, c.wording) for text, c, _ in flat])
        open_ = [n for n, stance in enumerate(forward) if sameness(stance) >= NOT_SURELY_OTHER]
        backward = self._judge.judge([(flat[n][1].wording, flat[n][0]) for n in open_])
        missed = self._judge.judge([(flat[n][0], flat[n][1].near_miss) for n in open_])
        read = dict(zip(open_, zip(backward, missed, strict=True), strict=True))
        found = iter(_likeness(*row, forward[n], *read[n]) if n in read else None for n, row in enumerate(flat))
        return [[next(found) for _ in near] for near in candidates]


def _likeness(
    text: str, c: Candidate, near: Sequence[Candidate], forward: Stance, backward: Stance, missed: Stance
) -> Likeness:
    others = [o.cosine for o in near if o.review_id != c.review_id]
    return Likeness(
        log_odds(sameness(forward)),
        log_odds(sameness(backward)),
        forward.supports,
        forward.refutes,
        backward.supports,
        backward.refutes,
        log_odds(sameness(missed)) if c.near_miss else log_odds(0.0),
        missed.supports if c.near_miss else 0.0,
        c.cosine,
        c.cosine - c.near_miss_cosine,
        c.mean_cosine,
        c.cosine - max(others, default=0.0),
        *wording_features(text, c.wording),
    )


def _agrees(bearing: Bearing, stance: Stance) -> bool:
    same, other = stance.supports, stance.refutes
    if bearing is Bearing.REFUTES:
        same, other = other, same
    return same >= BORNE_OUT and same > other


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
