from __future__ import annotations

import pytest

from service.language.readability import grade, syllables

COUNTS = {
    "depression": 3,
    "ketamine": 3,
    "trial": 2,
    "people": 2,
    "associated": 5,
    "reaches": 2,
    "used": 1,
    "needed": 2,
    "electroconvulsive": 6,
    "patient": 2,
    "anxiety": 4,
    "table": 2,
    "the": 1,
    "64": 2,
    "café": 2,
}


@pytest.mark.parametrize(("word", "count"), COUNTS.items())
def test_syllables_are_those_that_are_heard(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_by_hand() -> None:
    # 6 words of 1 syllable in 1 sentence.
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    # 9 words in 2 sentences: Ket-a-mine can help some peo-ple fast. It wears off. = 3+1+1+1+2+1 + 1+1+1 = 12.
    assert grade("Ketamine can help some people fast. It wears off!") == pytest.approx(
        0.39 * 9 / 2 + 11.8 * 12 / 9 - 15.59
    )


def test_a_point_within_a_number_ends_no_sentence() -> None:
    assert grade("It fell by 5.5 points.") == pytest.approx(0.39 * 6 + 11.8 * 6 / 6 - 15.59)


def test_no_word_has_no_grade() -> None:
    assert grade(" … ") is None
