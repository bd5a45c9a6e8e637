from __future__ import annotations

import pytest

from service.language.comparing import compares


@pytest.mark.parametrize(
    "text",
    [
        "Honey works far better against a child's cough than syrup.",
        "Aspirin beats placebo.",
        "It is as safe as tablets.",
        "More people bled than with ibuprofen.",
        "In the trial, aspirin was superior.",
    ],
)
def test_one_thing_set_against_another_is_a_comparison(text: str) -> None:
    assert compares(text)


@pytest.mark.parametrize(
    "text",
    [
        "More than half got better.",
        "It lasts less than a day.",
        "Nothing other than aspirin helps.",
        "It is better for you.",
    ],
)
def test_amounts_and_praise_compare_nothing(text: str) -> None:
    assert not compares(text)
