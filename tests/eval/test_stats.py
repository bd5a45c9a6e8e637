from __future__ import annotations

import pytest

from eval.stats import Rate, rate


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
