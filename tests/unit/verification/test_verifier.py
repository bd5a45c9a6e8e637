"""What becomes of claims that no review knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
import pytest

from service.domain import Basis, Bearing, Claim, Finding, Mood, RankedPassage, Span, Stance, Verdict
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.language.vocabulary import Vocabulary
from service.verification.confidence import Grounds
from service.verification.evidence import Evidence
from service.verification.logistic import Logistic
from service.verification.precedent import Anchors, Precedents
from service.verification.unsettled import Unsettled
from service.verification.verifier import Verifier
from tests.samples import corpus, passage, ranked

NEAR, NEARER = "Aspirin is old.", "Aspirin was sold in 1899."
VECTORS = np.zeros((1, 4), dtype=np.float32)


@dataclass(frozen=True)
class FixedJudge:
    """One stance a passage text."""

    stances: dict[str, Stance]

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        return [self.stances[text] for _, text in pairs]


def weight_alone(grounds: tuple[float, ...]) -> float:
    return 1 / (1 + exp(-Grounds(*grounds).weight))


def findings(claim: Claim, stances: dict[str, Stance]) -> tuple[Finding, ...]:
    held = corpus(*(passage(text, number=n) for n, text in enumerate(stances, 1)))
    judge, matcher = FixedJudge(stances), ConceptMatcher(held.concepts)
    focus, unsettled = Focus(matcher, held.scope), Unsettled(matcher, Vocabulary(held))
    precedents = Precedents({}, Anchors(VECTORS[:0], (), (), ()), judge, focus, Logistic((), (), (), 0.0, 0.5))
    found: list[RankedPassage] = [ranked(text, number=n) for n, text in enumerate(stances, 1)]
    verifier = Verifier(held, precedents, Evidence(held, judge, focus), unsettled, weight_alone)
    return verifier.findings([claim], [claim.text], VECTORS, [found])


def claim(mood: Mood = Mood.ASSERTED, *, tentative: bool = False) -> Claim:
    return Claim("Aspirin works.", Span(0, 14), mood, tentative)


@pytest.mark.parametrize(("relevance", "touched"), [(0.9, True), (0.5, False)])
def test_a_claim_that_nothing_settles_quotes_the_passage_that_is_most_about_it(relevance: float, touched: bool) -> None:
    (finding,) = findings(claim(), {NEAR: Stance(0.1, 0.1, 0.8, 0.1), NEARER: Stance(0.1, 0.1, 0.8, relevance)})
    assert finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE
    assert [(q.text, q.bearing) for q in finding.quotes] == [(NEARER, Bearing.CONTEXT)]
    assert finding.touched is touched


def test_a_doubtful_no_is_told_to_who_states_and_not_to_who_asks() -> None:
    doubtful = {NEAR: Stance(0.1, 0.5, 0.4, 0.9)}
    (stated,), (asked,) = findings(claim(), doubtful), findings(claim(Mood.ASKED), doubtful)
    assert (stated.verdict, asked.verdict) == (Verdict.REFUTED, Verdict.NOT_ENOUGH_EVIDENCE)


def test_a_sure_no_is_told_to_who_asks() -> None:
    (asked,) = findings(claim(Mood.ASKED), {NEAR: Stance(0.02, 0.95, 0.03, 0.9)})
    assert asked.verdict is Verdict.REFUTED


def test_passages_say_nothing_of_advice() -> None:
    sure = {NEAR: Stance(0.95, 0.02, 0.03, 0.9)}
    assert findings(claim(Mood.ADVISED, tentative=True), sure) == ()
    (fragment,) = findings(claim(tentative=True), sure)
    assert (fragment.verdict, fragment.basis) == (Verdict.SUPPORTED, Basis.EVIDENCE)


def test_a_heavier_passage_makes_a_surer_verdict() -> None:
    (light,), (heavy,) = [findings(claim(), {NEAR: Stance(share, 0.0, 1 - share, 0.9)}) for share in (0.5, 0.95)]
    assert light.verdict is heavy.verdict is Verdict.SUPPORTED
    assert light.confidence < heavy.confidence
