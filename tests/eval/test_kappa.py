"""Agreement against worked examples of the literature."""

from __future__ import annotations

import pytest

from eval.review.kappa import cohen_kappa, krippendorff_alpha, raw_agreement

FOUR_OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
TWO_OBSERVERS = """
0 1 0 0 0 0 0 0 1 0
1 1 1 0 0 1 0 0 0 0
"""


def units(table: str) -> list[list[str]]:
    """A row an observer, a column a unit, a dot where an observer said nothing."""
    rows = [line.split() for line in table.strip().splitlines()]
    return [[value for value in column if value != "."] for column in zip(*rows, strict=True)]


def test_alpha_of_four_observers_with_gaps_is_as_published() -> None:
    # Krippendorff 2011, section C: 12 units, 40 values that can be paired, nominal alpha 0.743.
    assert krippendorff_alpha(units(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=0.0005)


def test_alpha_of_two_observers_is_as_published() -> None:
    # Krippendorff 2011, section A: 10 units, 4 of which differ: 1 - (20 - 1) * 8 / (2 * 14 * 6) = 0.095.
    assert krippendorff_alpha(units(TWO_OBSERVERS)) == pytest.approx(1 - 19 * 8 / (2 * 14 * 6))


def test_a_unit_with_one_value_says_nothing_of_agreement() -> None:
    assert krippendorff_alpha([["a", "a"], ["b", "b"], ["c"]]) == 1.0


@pytest.mark.parametrize("nothing", [[], [["a"]], [["a", "a"], ["a", "a"]]])
def test_alpha_without_pairs_or_without_another_value_is_not_defined(nothing: list[list[str]]) -> None:
    assert krippendorff_alpha(nothing) is None


def test_kappa_is_as_cohen_worked_it() -> None:
    # Cohen 1960, the worked example: two judges put 200 persons into three classes.
    table = [("a", "a", 88), ("a", "b", 14), ("a", "c", 18), ("b", "a", 10), ("b", "b", 40), ("b", "c", 10)]
    table += [("c", "a", 2), ("c", "b", 6), ("c", "c", 12)]
    pairs = [(one, other) for one, other, count in table for _ in range(count)]
    # They agree on (88 + 40 + 12) / 200 = 0.70. Rows are 120, 60, 20 and columns 100, 60, 40, so that chance gives
    # 0.6 * 0.5 + 0.3 * 0.3 + 0.1 * 0.2 = 0.41, and kappa is 0.29 / 0.59 = 0.492.
    assert raw_agreement(pairs) == pytest.approx(0.70)
    assert cohen_kappa(pairs) == pytest.approx(0.29 / 0.59)


def test_kappa_runs_from_full_agreement_to_its_opposite() -> None:
    assert cohen_kappa([("a", "a"), ("b", "b")]) == 1.0
    assert cohen_kappa([("a", "b"), ("b", "a")]) == -1.0
    assert cohen_kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0.0


@pytest.mark.parametrize("nothing", [[], [("a", "a"), ("a", "a")]])
def test_kappa_where_chance_is_all_is_not_defined(nothing: list[tuple[str, str]]) -> None:
    assert cohen_kappa(nothing) is None
