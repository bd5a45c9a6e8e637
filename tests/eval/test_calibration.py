from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.calibration import Judgement, Point, aurc, ece, judgements, reliability, risk_coverage
from eval.result import CaseResult, Status
from eval.stats import Rate
from tests.eval.replies import result

FOUR = [Judgement(0.9, True), Judgement(0.8, True), Judgement(0.6, False), Judgement(0.4, True)]


def judged(found: Sequence[Judgement]) -> list[CaseResult]:
    return [result(n, {"verdict_right": j.right}, said={"confidence": j.confidence}) for n, j in enumerate(found)]


def test_bins_of_equal_mass_by_hand() -> None:
    low, high = reliability(FOUR, bins=2)
    assert (low.right, high.right) == (Rate(1, 2), Rate(2, 2))
    assert [low.confidence, high.confidence] == pytest.approx([0.5, 0.85])
    assert [low.gap, high.gap] == pytest.approx([0.0, 0.15])


def test_ece_by_hand() -> None:
    # Too few for a second bin: 3 of 4 are right, the mean confidence is 2.7 / 4.
    assert ece(judged(FOUR)) == pytest.approx((3 - 2.7) / 4)
    # Two bins: of ten at 0.6 all are right, of ten at 0.9 half are: gaps of 0.4 and 0.4.
    two = [Judgement(0.6, True)] * 10 + [Judgement(0.9, n < 5) for n in range(10)]
    assert ece(judged(two)) == pytest.approx(0.4)
    # Twenty alike share a bin whatever its size: |0.7 - 15 / 20|.
    assert ece(judged([Judgement(0.7, n < 15) for n in range(20)])) == pytest.approx(0.05)


def test_without_ties_the_sizes_of_bins_differ_by_one_at_most() -> None:
    sizes = [b.right.n for b in reliability([Judgement(n / 57, True) for n in range(57)], bins=10)]
    assert sum(sizes) == 57 and set(sizes) == {5, 6} and len(sizes) == 10


@pytest.mark.parametrize(("cases", "bins"), [(1, 1), (19, 1), (20, 2), (99, 9), (500, 10)])
def test_no_bin_has_fewer_than_ten_cases_if_that_can_be(cases: int, bins: int) -> None:
    assert len(reliability([Judgement(n / cases, True) for n in range(cases)])) == bins


def test_equals_share_a_bin_whatever_their_order() -> None:
    mixed = [Judgement(0.5, n % 3 == 0) for n in range(30)] + [Judgement(0.9, True)] * 10
    assert reliability(mixed) == reliability(mixed[::-1])
    assert [b.right for b in reliability(mixed)] == [Rate(10, 30), Rate(10, 10)]


def test_risk_and_coverage_by_hand() -> None:
    # Surest first: right, right, wrong, right.
    points = risk_coverage(FOUR)
    assert [p.coverage for p in points] == [0.25, 0.5, 0.75, 1.0]
    assert [p.risk for p in points] == pytest.approx([0, 0, 1 / 3, 1 / 4])
    assert aurc(judged(FOUR)) == pytest.approx((1 / 3 + 1 / 4) / 4)


def test_confidence_that_tells_nothing_has_the_risk_of_all_cases_at_every_coverage() -> None:
    alike = [Judgement(0.5, True), Judgement(0.5, False), Judgement(0.5, False)]
    assert {round(p.risk, 9) for p in risk_coverage(alike)} == {round(2 / 3, 9)}
    assert risk_coverage([Judgement(1.0, True)]) == (Point(1.0, 0.0),)


def test_cases_without_confidence_or_verdict_are_left_out() -> None:
    apart = [
        result(1, {"verdict_right": True}, said={"confidence": None}),
        result(2, {"verdict_right": True}),
        result(3, said={"confidence": 0.3}),
        result(4, status=Status.CRASHED),
    ]
    assert judgements(apart) == []
    assert ece(apart) is aurc(apart) is None
    assert ece([*apart, *judged([Judgement(0.75, True)])]) == pytest.approx(0.25)
