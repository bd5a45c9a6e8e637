from __future__ import annotations

import pytest

from service.language.concepts import ConceptMatcher
from service.language.vocabulary import Vocabulary
from service.verification.unsettled import Unsettled
from tests.samples import CONCEPTS, corpus, passage

PASSAGE = "In one trial, aspirin cleared warts in 64 % of adults."
OTHERS = [f"Aspirin helped adults in trial {name}." for name in ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")]


@pytest.fixture
def unsettled() -> Unsettled:
    held = corpus(*(passage(text, number=n) for n, text in enumerate([PASSAGE, *OTHERS], 1)))
    return Unsettled(ConceptMatcher(CONCEPTS), Vocabulary(held))


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (
            "Aspirin clears warts when helped by honey from Malta.",
            "The nearest statement does not mention “honey” or “Malta”.",
        ),
        ("Ibuprofen cleared tattoos.", "The nearest statement does not mention “Ibuprofen” or “tattoos”."),
        ("Aspirin clears verrucas.", ""),
        ("Aspirin and a dab of TMS clear warts.", "The nearest statement does not mention “TMS”."),
        ("Aspirin helped.", ""),
    ],
)
def test_what_is_not_mentioned_is_named_in_the_claims_own_words(unsettled: Unsettled, claim: str, why: str) -> None:
    assert unsettled.why(claim, PASSAGE) == why
