from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.paired_rates import PairedRates
from eval.stats import Z95


@pytest.mark.parametrize(
    ("table", "interval"),
    [
        ((20, 12, 2, 16), (0.0562, 0.3292)),
        ((36, 12, 2, 0), (0.0569, 0.3404)),
        ((54, 0, 0, 0), (-0.0664, 0.0664)),
    ],
)
def test_the_interval_is_that_of_newcombes_table(table: tuple[int, ...], interval: tuple[float, float]) -> None:
    assert PairedRates(*table).difference_interval(Z95) == pytest.approx(interval, abs=5e-5)


def test_the_interval_by_hand() -> None:
    # Of 4, two are true in A alone and two in B alone: both rates 0.5, with Wilson bounds m and 1 - m at z = 2:
    # (0.5 + 4/8) / 2 -+ 2 * sqrt(0.25/4 + 4/64) / 2 = 0.5 -+ 0.35355. phi is (0 - 4) / sqrt(2 * 2 * 2 * 2) = -1,
    # so that the halves add up: 0.7071 on either side of 0.
    assert PairedRates(0, 2, 2, 0).difference_interval(2.0) == pytest.approx((-0.70711, 0.70711), abs=1e-5)


COUNT = st.integers(0, 60)


@given(COUNT, COUNT, COUNT, st.integers(1, 60))
def test_the_interval_holds_the_difference_and_turns_with_the_runs(both: int, a: int, b: int, neither: int) -> None:
    low, high = PairedRates(both, a, b, neither).difference_interval(Z95)
    n = both + a + b + neither
    assert -1 <= low <= (a - b) / n <= high <= 1
    turned = PairedRates(both, b, a, neither).difference_interval(Z95)
    assert (-high, -low) == pytest.approx(turned)
