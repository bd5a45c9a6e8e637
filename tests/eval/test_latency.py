from __future__ import annotations

import pytest

from eval.latency import p50_ms, p95_ms, percentiles, times_ms
from eval.result import Status
from tests.eval.replies import result

TO_A_HUNDRED = [result(n, took_ms=float(n)) for n in range(1, 101)]


def test_percentiles_by_hand() -> None:
    # Of 1 to 100 ms the median lies between 50 and 51; p95 at rank 1 + 0.95 * 99 = 95.05.
    assert p50_ms(TO_A_HUNDRED) == pytest.approx(50.5)
    assert p95_ms(TO_A_HUNDRED) == pytest.approx(95.05)


def test_only_the_times_of_scored_cases_count() -> None:
    late = [result(101, status=Status.TIMED_OUT, took_ms=30_000.0), result(102, took_ms=None)]
    assert times_ms(TO_A_HUNDRED + late) == times_ms(TO_A_HUNDRED)
    assert p50_ms(late) is None and percentiles(late, seed=1) == ()


def test_percentiles_have_intervals_that_hold_them() -> None:
    found = percentiles(TO_A_HUNDRED, seed=1)
    assert [each.name for each in found] == ["p50", "p90", "p95", "p99"]
    assert all(each.low < each.value < each.high for each in found)
    assert 38 < found[0].low < 44 and 57 < found[0].high < 63  # 50.5 with about 1.96 * 5 to either side
