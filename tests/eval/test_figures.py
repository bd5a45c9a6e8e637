from __future__ import annotations

import pytest

from eval.figures import figure, figures
from eval.measure import mean_of, over_set, rate_of
from eval.scoring import share_of
from eval.stats import Rate
from tests.eval.replies import result

TRACEABLE = over_set("traceable", share_of("good", "all"), score="all")


def test_a_rate_has_its_wilson_interval() -> None:
    found = figure(rate_of("right"), [result(n, {"right": n < 8}) for n in range(10)], seed=1)
    assert str(found) == "0.800 (n 10, 95 % 0.49 to 0.94)"


def test_a_mean_over_one_big_cluster_is_less_sure_than_over_many() -> None:
    measure = mean_of("share")
    apart = [result(n, {"share": float(n % 2)}) for n in range(40)]
    together = [result(n, {"share": float(n % 2)}, cluster=str(n % 2 + n // 20 * 2)) for n in range(40)]
    narrow, wide = figure(measure, apart, 1), figure(measure, together, 1)
    assert narrow.value == wide.value == 0.5
    assert wide.high - wide.low > narrow.high - narrow.low


def test_where_all_is_well_the_interval_is_still_no_point() -> None:
    found = figure(TRACEABLE, [result(n, {"good": 3, "all": 3}) for n in range(20)], seed=1)
    assert (found.low, found.high) == pytest.approx(Rate(20, 20).interval)


def test_a_figure_that_is_not_defined_is_none() -> None:
    assert figure(TRACEABLE, [result(1, {"good": 0, "all": 0})], seed=1).value is None


def test_sliced_figures_follow_with_the_slices_in_which_they_count() -> None:
    results = [result(1, {"right": True}, slices={"type": "b"}), result(2, slices={"type": "a"})]
    found = figures((rate_of("right", sliced=True), TRACEABLE), results, seed=1)
    assert [f.name for f in found] == ["cases scored", "right", "traceable", "right, type b"]
