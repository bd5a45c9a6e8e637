"""The figures of a run: each with its n and its 95 % interval."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from eval.measure import Kind, Measure, rate_of
from eval.result import CaseResult, Status
from eval.stats import Rate, middle95, resampled

SCORED = rate_of("scored", "cases scored")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None where no case counts in it; `n` is how many do. `slice` is empty for the whole run."""

    measure: Measure
    n: int
    value: float | None = None
    low: float = 0.0
    high: float = 0.0
    slice: str = ""

    @property
    def name(self) -> str:
        """As in "outcome right, type urgent"."""
        return f"{self.measure.name}, {self.slice}" if self.slice else self.measure.name

    def __str__(self) -> str:
        """As in "0.812 (n 32, 95 % 0.65 to 0.91)"."""
        if self.value is None:
            return "no cases"
        return f"{self.value:.3f} (n {self.n}, 95 % {self.low:.2f} to {self.high:.2f})"


def figures(measures: Sequence[Measure], results: Sequence[CaseResult], seed: int) -> tuple[Figure, ...]:
    """How many cases could be scored; every figure of the whole run; then the sliced ones by slice."""
    whole = [scored_figure(results), *(figure(measure, results, seed) for measure in measures)]
    sliced = [
        figure(measure, group, seed, name)
        for measure in measures
        if measure.sliced
        for name, group in slices(results).items()
    ]
    return (*whole, *(each for each in sliced if each.n))


def scored_figure(results: Sequence[CaseResult]) -> Figure:
    """The share of cases that could be scored; it alone counts those that could not."""
    rate = Rate(sum(r.status is Status.SCORED for r in results), len(results))
    return Figure(SCORED, rate.n, rate.value, *rate.interval) if rate.n else Figure(SCORED, 0)


def figure(measure: Measure, results: Sequence[CaseResult], seed: int, name: str = "") -> Figure:
    """One figure over the cases that count in it."""
    counted = measure.base(results)
    value = measure.value(counted)
    if value is None:
        return Figure(measure, len(counted), slice=name)
    return Figure(measure, len(counted), value, *_interval(measure, counted, value, seed), slice=name)


def slices(results: Sequence[CaseResult]) -> Mapping[str, list[CaseResult]]:
    """The cases of each slice, by a name such as "type urgent", sorted."""
    groups: defaultdict[str, list[CaseResult]] = defaultdict(list)
    for result in results:
        for key, value in result.slices.items():
            groups[f"{key} {value}"].append(result)
    return dict(sorted(groups.items()))


def by_cluster(values: Sequence[T], cluster_of: Callable[[T], str]) -> list[list[T]]:
    """Values grouped by cluster, in the order in which clusters first come up."""
    groups: defaultdict[str, list[T]] = defaultdict(list)
    for value in values:
        groups[cluster_of(value)].append(value)
    return list(groups.values())


def _interval(measure: Measure, counted: Sequence[CaseResult], value: float, seed: int) -> tuple[float, float]:
    """Wilson's for what is a share of cases; otherwise resampled clusters.

    Where every cluster says all, or every cluster nothing, resampling sees no spread: then Wilson's, over clusters.
    """
    if measure.kind is Kind.RATE or measure.reference:
        return Rate(round(value * len(counted)), len(counted)).interval
    clusters = by_cluster(counted, lambda result: result.cluster)
    if measure.unit == "share" and value in (0.0, 1.0):
        return Rate(round(value * len(clusters)), len(clusters)).interval
    return middle95(resampled(clusters, measure.value, seed))
