"""What is said to somebody who presses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.answering import frames
from service.answering.gate import Gate
from service.answering.insisting import said_again
from service.domain import Basis, Bearing, Claim, Finding, Pressed, Pressure, Span, Verdict
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS, quote

GATE = Gate(ConceptMatcher(CONCEPTS))
WORDING = "In one trial aspirin cleared warts in 64 % of adults, not in all."
OTHER = quote(
    "A review of seven studies in adults found that warts often came back within a year.", Bearing.REFUTES, number=2
)
FINDING = Finding(
    Claim("Aspirin clears all warts.", Span(0, 25)),
    Verdict.OVERSIMPLIFIED,
    0.9,
    Basis.CLAIM_REVIEW,
    (quote(), OTHER),
    better_wording=WORDING,
)


def said(verdict: Verdict, by: Pressure, before: int) -> tuple[str, ...]:
    found = replace(FINDING, verdict=verdict)
    return tuple(sentence.text for sentence in said_again(found, Pressed(by, before), GATE))


@pytest.mark.parametrize("verdict", [Verdict.OVERSIMPLIFIED, Verdict.SUPPORTED, Verdict.NOT_ENOUGH_EVIDENCE])
@pytest.mark.parametrize("by", list(Pressure))
def test_four_pushes_get_four_replies_of_sentences_that_may_leave(verdict: Verdict, by: Pressure) -> None:
    replies = [said(verdict, by, before) for before in range(4)]
    assert len(set(replies)) == 4
    drafts = [said_again(replace(FINDING, verdict=verdict), Pressed(by, before), GATE) for before in range(4)]
    assert not any(GATE.rejections(draft) for draft in drafts)


def test_the_editors_wording_and_the_quotes_take_turns() -> None:
    assert WORDING in said(Verdict.OVERSIMPLIFIED, Pressure.DOUBT, 0)
    assert WORDING not in said(Verdict.OVERSIMPLIFIED, Pressure.DOUBT, 1)
    assert OTHER.text in said(Verdict.OVERSIMPLIFIED, Pressure.DOUBT, 1)


def test_somebody_who_was_right_is_told_so_whatever_they_lean_on() -> None:
    assert said(Verdict.SUPPORTED, Pressure.ANNOYANCE, 0)[0] in frames.BORNE_OUT


def test_of_a_contested_claim_both_sides_are_shown_again() -> None:
    found = replace(FINDING, verdict=Verdict.CONTESTED, better_wording="")
    texts = [sentence.text for sentence in said_again(found, Pressed(Pressure.APPEAL), GATE)]
    assert texts[0] in frames.STILL_SO[Pressure.APPEAL]
    assert {frames.ONE_SIDE, frames.OTHER_SIDE} <= set(texts)
