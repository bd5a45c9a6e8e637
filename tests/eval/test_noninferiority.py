from __future__ import annotations

from typing import Any

import pytest

from eval.comparison import compare
from eval.measure import Measure, mean_of, rate_of
from eval.noninferiority import inferior
from eval.record import Run
from eval.thresholds import Margin
from tests.eval.replies import result, run_of

RIGHT, ALARM, GRADE = rate_of("right"), rate_of("alarm", higher_is_better=False), mean_of("grade", unit="years")


def of(score: str, values: list[Any]) -> Run:
    return run_of([result(n, {score: value}) for n, value in enumerate(values)])


def share(hits: int, n: int = 200) -> list[bool]:
    return [place < hits for place in range(n)]


def judged(measure: Measure, a: list[Any], b: list[Any], margin: float) -> list[str]:
    one, other = of(measure.score, a), of(measure.score, b)
    margins = [Margin(suite="s", split="d", figure=measure.name, margin=margin)]
    return inferior(one, other, compare(one, other, [measure]), margins)


def test_a_run_is_not_inferior_to_itself() -> None:
    assert judged(RIGHT, share(160), share(160), 0.05) == []
    assert judged(GRADE, [9.0, 11.0] * 20, [9.0, 11.0] * 20, 0.5) == []


def test_a_small_loss_is_within_a_wide_margin_and_not_within_a_narrow_one() -> None:
    # 4 of 200 lost and none won: a loss of 0.02 that may be one of about 0.046.
    assert judged(RIGHT, share(160), share(156), 0.06) == []
    (failure,) = judged(RIGHT, share(160), share(156), 0.03)
    assert failure.startswith("right: may be worse by 0.04") and failure.endswith("more than the margin of 0.03")


def test_too_few_cases_show_nothing() -> None:
    assert judged(RIGHT, share(4, 5), share(4, 5), 0.02) != []


def test_what_is_worse_fails_whatever_the_margin() -> None:
    assert judged(RIGHT, share(160), share(140), 0.5) == ["right: worse, 0.800 → 0.700"]


def test_less_is_better_where_it_is_said_to_be() -> None:
    assert judged(ALARM, share(40), share(10), 0.01) == []
    assert judged(ALARM, share(10), share(40), 0.5) == ["alarm: worse, 0.050 → 0.200"]


def test_a_mean_is_resampled() -> None:
    a = [10.0 + n % 3 for n in range(60)]
    b = [value + (0.6 if n % 2 else -0.5) for n, value in enumerate(a)]  # 0.05 more, of which more is better
    assert judged(GRADE, a, b, 0.2) == []
    assert judged(GRADE, a, b, 0.01)[0].startswith("grade: may be worse by 0.")


def test_a_margin_on_what_was_not_measured_is_not_kept() -> None:
    run = of("right", share(5))
    margins = [Margin(suite="s", split="d", figure="no such figure", margin=0.1)]
    assert inferior(run, run, compare(run, run, [RIGHT]), margins) == ["no such figure: not comparable"]


@pytest.mark.parametrize("margin", [0, -0.1])
def test_a_margin_is_above_zero(margin: float) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        Margin(suite="s", split="d", figure="f", margin=margin)
