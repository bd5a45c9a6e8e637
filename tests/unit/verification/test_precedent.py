"""When a claim review is precedent: its wording, its near misses, and its own quotes have a say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from service.domain import Bearing, ClaimReview, ReviewCitation, Stance, Verdict
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.verification.logistic import Logistic
from service.verification.precedent import Anchors, Match, Precedents
from tests.samples import CONCEPTS, DAY, PASSAGE, corpus

WORDING = "Aspirin clears warts."
NEAR_MISS = "Aspirin does not clear warts."
SAME, OTHER = Stance(0.9, 0.05, 0.05, 0.95), Stance(0.1, 0.1, 0.8, 0.01)
FOR, AGAINST = Stance(0.9, 0.05, 0.05), Stance(0.05, 0.9, 0.05)
# Weight on `same` alone: a match where the judge finds the claims the same.
MODEL = Logistic((1.0,) + (0.0,) * 15, (0.0,) * 16, (1.0,) * 16, 0.0, 0.5)
REVIEW = ClaimReview(
    id="aspirin-clears-warts",
    claim=WORDING,
    wordings=(),
    near_misses=(NEAR_MISS,),
    verdict=Verdict.REFUTED,
    oversteps=(),
    whats_right="",
    whats_missing="",
    better_wording="",
    why_it_sounds_right="",
    citations=(ReviewCitation(PASSAGE.id, Bearing.REFUTES, PASSAGE.text),),
    topics=(),
    active=True,
    admitted_on=DAY,
    review_due=DAY,
)


@dataclass
class ScriptedJudge:
    """Gives the stance that is written for the evidence of a pair; keeps the pairs."""

    stances: dict[str, Stance]
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """One stance a pair."""
        self.pairs += pairs
        return [self.stances.get(evidence, OTHER) for _, evidence in pairs]


def matched(claim: str, judge: ScriptedJudge) -> Match | None:
    anchors = Anchors(np.eye(2, dtype=np.float32), (WORDING, NEAR_MISS), (REVIEW.id, REVIEW.id), (False, True))
    focus = Focus(ConceptMatcher(CONCEPTS), corpus().scope)
    precedents = Precedents({REVIEW.id: REVIEW}, anchors, judge, focus, MODEL)
    return precedents.match([claim], np.array([[0.9, 0.4]], dtype=np.float32))[0]


def test_a_claim_that_says_the_same_is_matched_where_the_quotes_bear_it_out() -> None:
    match = matched("aspirin gets rid of warts", ScriptedJudge({WORDING: SAME, PASSAGE.text: AGAINST}))
    assert match
    assert match.review.id == REVIEW.id


def test_a_claim_that_the_reviews_own_quotes_bear_out_is_not_what_it_refutes() -> None:
    assert matched("aspirin gets rid of warts", ScriptedJudge({WORDING: SAME, PASSAGE.text: FOR})) is None


def test_where_the_judge_is_sure_that_they_differ_nothing_more_is_read() -> None:
    judge = ScriptedJudge({PASSAGE.text: AGAINST})
    assert matched("warts itch", judge) is None
    assert judge.pairs == [("warts itch", WORDING)]


def test_another_drug_or_an_added_number_is_never_compared() -> None:
    judge = ScriptedJudge({WORDING: SAME, PASSAGE.text: AGAINST})
    assert matched("ibuprofen gets rid of warts", judge) is None
    assert matched("aspirin gets rid of 64 % of warts", judge) is None
    assert judge.pairs == []
