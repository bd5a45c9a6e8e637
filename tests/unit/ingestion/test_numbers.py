"""Numbers in one spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.ingestion.numbers import digits_in, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("63 % and 46 %", {"63", "46"}),
        ("371,184 people", {"371184"}),
        ("0.50 to 0.3", {"0.5", "0.3"}),
        ("at 24 hours, 3.8 points", {"24", "3.8"}),
        ("in 2019, 5 weeks", {"2019", "5"}),
        ("week 8.", {"8"}),
        ("no number", set()),
    ],
)
def test_digits_are_read_in_one_spelling(text: str, numbers: set[str]) -> None:
    assert digits_in(text) == numbers


def test_a_number_word_is_the_same_as_its_digits() -> None:
    assert numbers_in("after two weeks") == digits_in("after 2 weeks")


@given(st.integers(min_value=0, max_value=10**9))
def test_thousands_separators_do_not_matter(number: int) -> None:
    assert digits_in(f"n={number:,}") == digits_in(f"n={number}") == {str(number)}
