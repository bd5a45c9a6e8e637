from __future__ import annotations

import pytest

from service.language.restating import restated

STATEMENT = (
    "In a 2019 trial in adults with long colds, a single dose of zinc did better than honey at 24 hours, but people "
    "fell ill again before they went on to more doses."
)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (STATEMENT, 1.0),
        (STATEMENT.upper(), 1.0),
        ("A single dose of zinc did better than honey at 24 hours.", 0.3),
        ("A single dose of zinc did better than honey at 24 hours, in a 2019 trial in adults with long colds.", 0.6),
        ("In a 2019 trial in adults with long colds, people fell ill again before they went on to more doses.", 0.6),
    ],
)
def test_a_statement_in_its_own_words_is_restated(text: str, least: float) -> None:
    assert restated(text, STATEMENT) >= least


@pytest.mark.parametrize(
    "text",
    [
        STATEMENT.replace("24", "48"),
        STATEMENT.replace("did better", "did not do better"),
        STATEMENT.replace("zinc", "tea").replace("honey", "zinc"),
        STATEMENT.replace("better", "worse"),
        STATEMENT.replace("zinc did better than honey", "honey did better than zinc"),
        STATEMENT.replace("people fell ill", "nearly all people fell ill"),
        STATEMENT.removesuffix(".") + " in children.",
        "Zinc did better.",
    ],
)
def test_other_words_numbers_and_order_are_no_restatement(text: str) -> None:
    assert restated(text, STATEMENT) == 0.0


def test_a_word_that_qualifies_is_not_dropped_unseen() -> None:
    assert (
        restated("Zinc shortened colds in adults by one day.", "Zinc possibly shortened colds in adults by one day.")
        == 0.0
    )
    assert (
        restated("Zinc shortened colds in adults by one day.", "Perhaps zinc shortened colds in adults by one day.")
        == 0.0
    )


def test_whoever_says_all_of_it_goes_beyond_nothing() -> None:
    assert restated(STATEMENT, STATEMENT) == 1.0
    assert restated("A single dose of zinc did better than honey at 24 hours.", STATEMENT) < 1.0
