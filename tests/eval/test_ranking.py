"""The library against numbers worked by hand."""

from __future__ import annotations

from math import log2

import pytest

from eval.ranking import average_precision, gain, judged_share, recall, reciprocal_rank

GRADES = {"a": 3, "b": 1, "c": 0, "d": 2}
RANKED = ["c", "b", "x", "a", "y"]


def test_gain_is_the_grade_over_the_logarithm_of_the_place() -> None:
    reached = 1 / log2(3) + 3 / log2(5)
    best = 3 / log2(2) + 2 / log2(3) + 1 / log2(4)
    assert gain(GRADES, RANKED) == pytest.approx(reached / best)
    assert gain(GRADES, RANKED, cut=2) == pytest.approx((1 / log2(3)) / (3 / log2(2) + 2 / log2(3)))


def test_recall_is_the_share_of_the_relevant() -> None:
    assert recall(GRADES, RANKED) == pytest.approx(2 / 3)
    assert recall(GRADES, RANKED, cut=3) == pytest.approx(1 / 3)


def test_reciprocal_rank_looks_no_further_than_the_cut() -> None:
    assert reciprocal_rank(GRADES, RANKED) == 1 / 2
    assert reciprocal_rank(GRADES, RANKED, least=2) == 1 / 4
    assert reciprocal_rank(GRADES, RANKED, cut=3, least=2) == 0


def test_average_precision_divides_by_all_that_are_relevant() -> None:
    assert average_precision(GRADES, RANKED) == pytest.approx((1 / 2 + 2 / 4) / 3)
    assert average_precision(GRADES, RANKED, least=2) == pytest.approx((1 / 4) / 2)


@pytest.mark.parametrize("measure", [gain, recall, reciprocal_rank, average_precision])
def test_without_a_relevant_document_nothing_is_measured_and_without_a_ranking_all_is_missed(measure: object) -> None:
    assert callable(measure)
    assert measure({"a": 0}, RANKED) is None
    assert measure({}, RANKED) is None
    assert measure(GRADES, []) == 0


def test_the_order_given_is_the_order_measured_whatever_the_names() -> None:
    assert (
        reciprocal_rank({"a": 1}, ["b", "c", "a"]) == reciprocal_rank({"c": 1}, ["b", "a", "c"]) == pytest.approx(1 / 3)
    )


def test_what_nobody_judged_is_told_from_what_is_not_relevant() -> None:
    assert judged_share(GRADES, RANKED) == (3, 5)
    assert judged_share(GRADES, RANKED, cut=2) == (2, 2)
    assert judged_share(GRADES, []) == (0, 0)
