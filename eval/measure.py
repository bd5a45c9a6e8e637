"""What a suite measures: how per-case scores become a figure with n and an interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.result import CaseResult, Status


class Kind(StrEnum):
    """How a figure is made, which decides its interval and its paired test."""

    RATE = "rate"
    """Share of true scores: Wilson interval, McNemar's test."""
    MEAN = "mean"
    """Mean of a score: bootstrap over clusters, paired bootstrap."""
    SET = "set"
    """A function of all cases together (macro F1, ECE): bootstrap over clusters, paired bootstrap."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a suite. `score` names the per-case score of a rate or a mean; `over` computes a figure of the set.

    `over` gets the scored cases that have the score (all scored cases where `score` is empty) and returns None where
    the figure is not defined on them; `rests_on` says which of them it is made of, where that depends on the reply (as
    the precision of a refusal rests on the replies that refuse), and only these count in n. A `sliced` figure is also given for each slice; a `reference` tells of the cases
    and not of the target, so that a comparison leaves it out.
    """

    name: str
    kind: Kind
    score: str = ""
    over: Callable[[Sequence[CaseResult]], float | None] | None = None
    higher_is_better: bool = True
    unit: str = "share"
    sliced: bool = False
    reference: bool = False
    rests_on: Callable[[CaseResult], bool] | None = None

    def cases(self, results: Sequence[CaseResult]) -> list[CaseResult]:
        """The cases that count in this figure."""
        return [r for r in results if r.status is Status.SCORED and (not self.score or self.score in r.scores)]

    def base(self, results: Sequence[CaseResult]) -> list[CaseResult]:
        """Those of the cases that count on which the figure of one run rests."""
        return [r for r in self.cases(results) if self.rests_on is None or self.rests_on(r)]

    def value(self, results: Sequence[CaseResult]) -> float | None:
        """The figure over cases that `cases` has chosen; None where there are none."""
        if not results:
            return None
        if self.over:
            return self.over(results)
        return sum(float(r.scores[self.score]) for r in results) / len(results)


def rate_of(score: str, name: str = "", *, higher_is_better: bool = True, sliced: bool = False) -> Measure:
    """The share of cases whose score is true."""
    return Measure(name or score.replace("_", " "), Kind.RATE, score, higher_is_better=higher_is_better, sliced=sliced)


def mean_of(score: str, name: str = "", *, higher_is_better: bool = True, unit: str = "share") -> Measure:
    """The mean of a score."""
    return Measure(name or score.replace("_", " "), Kind.MEAN, score, higher_is_better=higher_is_better, unit=unit)


def over_set(
    name: str,
    over: Callable[[Sequence[CaseResult]], float | None],
    *,
    score: str = "",
    higher_is_better: bool = True,
    unit: str = "share",
    reference: bool = False,
    rests_on: Callable[[CaseResult], bool] | None = None,
) -> Measure:
    """A figure of all cases together."""
    return Measure(name, Kind.SET, score, over, higher_is_better, unit, reference=reference, rests_on=rests_on)
