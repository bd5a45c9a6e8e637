"""When a claim review is precedent: its wording, its near misses, and its own quotes have a say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

import numpy as np

from service.domain import Bearing, ClaimReview, Concept, ReviewCitation, Stance, Verdict
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.verification.likeness import Likeness
from service.verification.logistic import Logistic
from service.verification.precedent import Anchors, Match, Precedents
from tests.samples import CONCEPTS, DAY, PASSAGE, corpus

WORDING = "Aspirin clears warts."
NEAR_MISS = "Aspirin does not clear warts."
SAME, OTHER = Stance(0.9, 0.05, 0.05, 0.95), Stance(0.1, 0.1, 0.8, 0.01)
FOR, AGAINST = Stance(0.9, 0.05, 0.05), Stance(0.05, 0.9, 0.05)
# Weight on `same` alone: a match where the judge finds the claims the same.
FEATURES = len(fields(Likeness))
MODEL = Logistic((1.0,) + (0.0,) * (FEATURES - 1), (0.0,) * FEATURES, (1.0,) * FEATURES, 0.0, 0.5)
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


CONCEPTS_AND_A_TRIAL = {**CONCEPTS, "wartex": Concept("wartex", "trial", ("WARTEX",))}


def precedents(judge: ScriptedJudge, review: ClaimReview = REVIEW) -> Precedents:
    anchors = Anchors(np.eye(2, dtype=np.float32), (WORDING, NEAR_MISS), (REVIEW.id, REVIEW.id), (False, True))
    focus = Focus(ConceptMatcher(CONCEPTS_AND_A_TRIAL), corpus().scope)
    return Precedents({REVIEW.id: review}, anchors, judge, focus, MODEL)


def matched(claim: str, judge: ScriptedJudge, cosines: tuple[float, float] = (0.9, 0.4)) -> Match | None:
    return precedents(judge).match([claim], np.array([cosines], dtype=np.float32))[0]


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


def test_a_trial_that_no_wording_names_is_another_claim_though_a_quote_names_it() -> None:
    quoted = replace(REVIEW, citations=(ReviewCitation(PASSAGE.id, Bearing.REFUTES, "In WARTEX warts stayed."),))
    judge = ScriptedJudge({WORDING: SAME, "In WARTEX warts stayed.": AGAINST})
    vector = np.array([[0.9, 0.4]], dtype=np.float32)
    assert precedents(judge, quoted).match(["aspirin clears warts"], vector)[0]
    assert precedents(judge, quoted).match(["aspirin cleared warts in WARTEX"], vector) == [None]


def test_a_near_miss_that_is_nearer_and_as_much_the_same_is_no_match() -> None:
    judge = ScriptedJudge({WORDING: SAME, NEAR_MISS: SAME, PASSAGE.text: AGAINST})
    assert matched("aspirin gets rid of warts", judge)
    assert matched("aspirin gets rid of warts", judge, (0.8, 0.9)) is None


def test_reviews_in_like_words_lead_to_the_passages_that_they_cite() -> None:
    found = precedents(ScriptedJudge({}))
    assert found.cited_near(np.array([0.9, 0.4], dtype=np.float32)) == {PASSAGE.id}
    assert found.cited_near(np.array([0.4, 0.9], dtype=np.float32)) == frozenset()


def test_reviews_that_are_out_of_the_question_leave_their_place_to_the_next() -> None:
    others = [
        replace(REVIEW, id=f"ibuprofen-{n}", claim=f"Ibuprofen clears warts {n}.", near_misses=()) for n in range(5)
    ]
    reviews = [*others, replace(REVIEW, near_misses=())]
    anchors = Anchors(
        np.eye(6, dtype=np.float32), tuple(r.claim for r in reviews), tuple(r.id for r in reviews), (False,) * 6
    )
    judge = ScriptedJudge({WORDING: SAME, PASSAGE.text: AGAINST})
    focus = Focus(ConceptMatcher(CONCEPTS), corpus().scope)
    found = Precedents({r.id: r for r in reviews}, anchors, judge, focus, MODEL)
    (match,) = found.match(["aspirin gets rid of warts"], np.array([[0.9] * 5 + [0.8]], dtype=np.float32))
    assert match
    assert match.review.id == REVIEW.id
