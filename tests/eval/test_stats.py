from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, bootstrap

from eval.stats import Rate, holm, least_seen, mcnemar, middle95, rate, resampled, sign_p


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (50, 100, 0.4038, 0.5962)],
)
def test_the_wilson_interval_agrees_with_worked_examples(hits: int, n: int, low: float, high: float) -> None:
    assert list(Rate(hits, n).interval) == pytest.approx([low, high], abs=1e-4)


def test_a_figure_is_printed_with_n_and_interval() -> None:
    assert str(rate([True] * 8 + [False] * 2)) == "0.800 (8 of 10, 95 % 0.49 to 0.94)"


def test_nothing_is_no_figure() -> None:
    assert str(rate([])) == "no cases"


def test_mcnemar_by_hand() -> None:
    # 1 against 5: of 2**6 = 64 splits, 1 + 6 are as lopsided on one side; twice 7/64.
    assert mcnemar(1, 5) == pytest.approx(14 / 64)
    assert mcnemar(0, 5) == pytest.approx(2 / 32)
    assert mcnemar(0, 6) == pytest.approx(2 / 64)
    assert mcnemar(3, 3) == mcnemar(0, 0) == 1.0


@given(st.integers(0, 400), st.integers(0, 400))
def test_mcnemar_is_the_exact_binomial_test(only_a: int, only_b: int) -> None:
    expected = binomtest(only_a, only_a + only_b).pvalue if only_a + only_b else 1.0
    assert mcnemar(only_a, only_b) == mcnemar(only_b, only_a) == pytest.approx(expected)


@given(st.integers(0, 60))
def test_the_least_difference_seen_is_the_least(discordant: int) -> None:
    net = least_seen(discordant)
    n = max(discordant, 6)
    assert mcnemar((n - net) // 2, (n + net) // 2) < 0.05
    assert net < 2 or mcnemar((n - net) // 2 + 1, (n + net) // 2 - 1) >= 0.05


def test_fewer_than_six_changed_cases_are_never_significant() -> None:
    assert least_seen(0) == least_seen(5) == 6
    assert least_seen(0, 0.05 / 10) == 9  # 2 / 2**8 is 0.0078, 2 / 2**9 is 0.0039


def test_holm_by_hand() -> None:
    # Sorted 0.01, 0.03, 0.04 become 3 * 0.01, 2 * 0.03, and the larger of 0.04 and the 0.06 before it.
    assert holm([0.04, 0.01, 0.03]) == pytest.approx([0.06, 0.03, 0.06])
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([]) == []


def test_whole_clusters_are_drawn() -> None:
    clusters = [[0.0] * 50, [1.0] * 50]
    values = resampled(clusters, lambda drawn: sum(drawn) / len(drawn), seed=1, resamples=400)
    assert set(values) == {0.0, 0.5, 1.0}
    assert values.count(0.5) / 400 == pytest.approx(0.5, abs=0.08)


def test_resampling_agrees_with_scipy_and_repeats_itself() -> None:
    values = [((7 * n) % 23) / 23 for n in range(60)]

    def average(drawn: Sequence[float]) -> float:
        return sum(drawn) / len(drawn)

    ours = resampled([[v] for v in values], average, seed=3)
    theirs = bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(5)).confidence_interval
    assert middle95(ours) == pytest.approx((theirs.low, theirs.high), abs=0.01)
    assert ours == resampled([[v] for v in values], average, seed=3)


def test_draws_without_a_figure_are_left_out() -> None:
    assert resampled([[1.0], [2.0]], lambda drawn: None, seed=1) == []


def test_the_p_of_resampled_differences_by_hand() -> None:
    assert sign_p([-1.0] * 1 + [1.0] * 98) == pytest.approx(2 * 2 / 100)
    assert sign_p([0.0] * 50) == 1.0
    assert sign_p([1.0] * 1999) == pytest.approx(0.001)
