from __future__ import annotations

import pytest

from service.domain import Basis, Claim, Finding, Mood, Span, Verdict
from service.verification.repeats import merged


def found(text: str, start: int, verdict: Verdict = Verdict.REFUTED, **fields: object) -> Finding:
    mood = Mood.ASKED if text.endswith("?") else Mood.ASSERTED
    claim = Claim(text, Span(start, start + len(text)), mood)
    return Finding(claim, verdict, 0.9, Basis.EVIDENCE, **fields)  # type: ignore[arg-type]


def test_a_claim_that_is_made_again_is_one_finding_with_both_places() -> None:
    first, other, again = (
        found("Aspirin cures warts.", 0),
        found("Warts itch.", 30, Verdict.SUPPORTED),
        found("Yes, Aspirin can cure the warts!", 60),
    )
    one, two = merged([first, other, again])
    assert (one.claim, one.repeated_at) == (first.claim, (again.claim.span,))
    assert two == other


def test_claims_that_match_one_review_are_one_whatever_their_words() -> None:
    (one,) = merged([found("Aspirin cures warts.", 0, review_id="r"), found("Pills end verrucas.", 30, review_id="r")])
    assert one.repeated_at == (Span(30, 49),)


@pytest.mark.parametrize(
    "other",
    [
        "Aspirin does not cure warts.",
        "Aspirin cures 64 % of warts.",
        "Aspirin cures verrucas.",
        "Warts cure aspirin.",
        "Aspirin cures warts?",
    ],
)
def test_a_denial_another_number_another_thing_and_a_question_are_other_claims(other: str) -> None:
    assert len(merged([found("Aspirin cures warts.", 0), found(other, 30)])) == 2


def test_two_readings_of_one_place_are_no_repeat() -> None:
    (one,) = merged([found("Aspirin cures warts.", 0, review_id="r"), found("Aspirin cures warts.", 0, review_id="r")])
    assert one.repeated_at == ()
