from __future__ import annotations

import pytest

from service.answering.overview import gravest_first, overview
from service.answering.stakes import harm, stakes
from service.domain import Basis, Claim, Excess, Finding, Overstep, Span, Verdict


def found(text: str, verdict: Verdict, confidence: float = 0.8, *oversteps: Overstep) -> Finding:
    excesses = tuple(Excess(each, "") for each in oversteps)
    return Finding(Claim(text, Span(0, 1)), verdict, confidence, Basis.EVIDENCE, excesses=excesses)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("You can stop your tablets.", 3),
        ("Do not take any other medicine with it.", 3),
        ("It has no side effects.", 3),
        ("Children may take it.", 3),
        ("You don't need a doctor for it.", 3),
        ("It cures warts in everybody.", 2),
        ("It is approved for warts.", 2),
        ("It blocks a receptor.", 1),
        ("It was first made in 1962.", 1),
    ],
)
def test_stakes_follow_what_a_claim_would_lead_somebody_to_do(text: str, level: int) -> None:
    assert stakes(found(text, Verdict.REFUTED)) == level


def test_a_left_out_risk_is_a_matter_of_safety_whatever_the_words() -> None:
    assert stakes(found("It is a gentle herb.", Verdict.OVERSIMPLIFIED, 0.8, Overstep.RISK_OMITTED)) == 3


def test_harm_grows_with_the_error_and_with_how_sure_it_is() -> None:
    assert harm(found("It is safe.", Verdict.SUPPORTED)) == 0
    refuted, unsure = found("It is safe.", Verdict.REFUTED), found("It is safe.", Verdict.REFUTED, 0.4)
    assert harm(refuted) > harm(unsure) > 0
    assert harm(refuted) > harm(found("It is safe.", Verdict.OVERSIMPLIFIED))


FINDINGS = (
    found("It blocks a receptor.", Verdict.OVERSIMPLIFIED),
    found("It was made in 1962.", Verdict.SUPPORTED),
    found("It has no side effects!", Verdict.REFUTED),
    found("Nobody knows its price.", Verdict.NOT_ENOUGH_EVIDENCE),
    found("It cures warts.", Verdict.REFUTED),
    found("It works by heat.", Verdict.CONTESTED, 0.5),
)


def test_only_objections_are_ranked_the_gravest_first() -> None:
    assert gravest_first(FINDINGS) == (2, 4, 0, 5)


def test_the_paragraph_counts_the_verdicts_and_names_the_gravest() -> None:
    assert overview(FINDINGS) == (
        "Of 6 claims that were weighed against the vetted sources, 1 is supported as worded, 1 oversimplified, 1 contested, "
        "2 refuted and 1 not settled by them. Look at these first: “It has no side effects” (refuted); “It cures warts” "
        "(refuted); “It blocks a receptor” (oversimplified)."
    )


def test_the_paragraph_of_no_claim_of_one_and_of_claims_that_are_all_alike() -> None:
    assert overview(()) == "The text holds no claim that the vetted sources could be asked about."
    assert overview(FINDINGS[2:3]) == (
        "The text makes one claim that could be weighed against the vetted sources: refuted. "
        "Look at this one first: “It has no side effects” (refuted)."
    )
    assert overview([FINDINGS[1]] * 3) == (
        "All 3 claims that were weighed against the vetted sources are supported as worded."
    )


def test_a_long_claim_is_cut() -> None:
    text = overview([found("word " * 40, Verdict.REFUTED)])
    assert f"{'word ' * 24}word…” (refuted)" in text
