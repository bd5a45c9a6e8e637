"""Whether a second run may take the place of a first: no figure worse, and none perhaps worse by more than a margin.

The gain of B is what it has more than A, or less where less is better. B is shown to be non-inferior in a figure where
the lower bound of its gain, one-sided 95 %, lies above minus the margin: by paired proportions for a rate, by the 5 %
percentile of resampled clusters otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.comparison import Call, Compared, Pair
from eval.figures import by_cluster
from eval.measure import Kind, Measure
from eval.paired_rates import PairedRates
from eval.record import Run
from eval.stats import resampled
from eval.thresholds import Margin

Z_ONE_SIDED = 1.6448536269514722


def inferior(a: Run, b: Run, compared: Sequence[Compared], margins: Sequence[Margin]) -> list[str]:
    """Every figure with a margin in which B is worse, or not shown to be non-inferior, in words."""
    by_name = {each.name: each for each in compared}
    found = [(margin, by_name.get(margin.figure)) for margin in margins]
    return [why for margin, each in found if (why := _why(a, b, each, margin))]


def _why(a: Run, b: Run, each: Compared | None, margin: Margin) -> str | None:
    if each is None or each.call is Call.NOT_COMPARABLE:
        return f"{margin.figure}: not comparable{f': {each.why}' if each else ''}"
    if each.call is Call.WORSE:
        return f"{margin.figure}: worse, {each.a:.3f} → {each.b:.3f}"
    lowest = least_gain(each.measure, pairs_of(a, b, each.measure), a.facts.seed)
    if lowest > -margin.margin:
        return None
    return (
        f"{margin.figure}: may be worse by {-lowest:.3f} (95 %, one-sided), more than the margin of {margin.margin:g}"
    )


def pairs_of(a: Run, b: Run, measure: Measure) -> list[Pair]:
    """The cases that count in a figure in both runs; at least one, where the figure could be compared."""
    pairs = zip(a.results, b.results, strict=True)
    return [pair for pair in pairs if len(measure.cases(pair)) == 2]


def least_gain(measure: Measure, pairs: Sequence[Pair], seed: int) -> float:
    """The lower bound of what B gains over A, below 0 where it may have lost."""
    if measure.kind is Kind.RATE:
        low, high = _counted(measure.score, pairs).difference_interval(Z_ONE_SIDED)
        return -high if measure.higher_is_better else low
    sign = 1 if measure.higher_is_better else -1

    def gain(drawn: Sequence[Pair]) -> float | None:
        a, b = measure.value([x for x, _ in drawn]), measure.value([y for _, y in drawn])
        return None if a is None or b is None else sign * (b - a)

    return float(np.percentile(resampled(by_cluster(pairs, lambda pair: pair[0].cluster), gain, seed), 5))


def _counted(score: str, pairs: Sequence[Pair]) -> PairedRates:
    seen = [(bool(x.scores[score]), bool(y.scores[score])) for x, y in pairs]
    return PairedRates(*(seen.count(each) for each in ((True, True), (True, False), (False, True), (False, False))))
