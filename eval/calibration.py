"""Whether confidence can be trusted: how often verdicts of a given confidence are right, and what silence would buy.

Everything here reads `said["confidence"]` (of the main finding, in 0..1) and the score `verdict_right`; cases without
either say nothing about confidence and are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from eval.result import CaseResult
from eval.stats import Rate

RIGHT = "verdict_right"
MOST_BINS = 10
LEAST_IN_BIN = 10
"""A bin of fewer has a rate that is mostly chance, which would count as a lack of calibration."""


class Judgement(NamedTuple):
    """A verdict with the probability, in 0..1, that it was said to be right with.

    A tuple, which sorts ten times as fast as a dataclass: figures are resampled 2,000 times.
    """

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Judgements of similar confidence: their mean confidence, and how many of them were right."""

    confidence: float
    right: Rate

    @property
    def gap(self) -> float:
        """How far the mean confidence lies from the share that is right, in 0..1."""
        return abs(self.right.value - self.confidence)


@dataclass(frozen=True, slots=True)
class Point:
    """Answering only the surest `coverage` of cases, in (0, 1], the share `risk` of the answers would be wrong."""

    coverage: float
    risk: float


def judgements(results: Sequence[CaseResult]) -> list[Judgement]:
    """Every case that has a confidence and is known to be right or wrong."""
    return [Judgement(float(r.said["confidence"]), bool(r.scores[RIGHT])) for r in results if _judged(r)]


def ece(results: Sequence[CaseResult]) -> float | None:
    """The calibration error of the cases' confidence; None where no case has one."""
    found = judgements(results)
    return calibration_error(found) if found else None


def calibration_error(found: Sequence[Judgement]) -> float:
    """Expected calibration error, in 0..1: the gaps of the bins of `reliability`, weighted by their cases.

    Guo et al. 2017, "On Calibration of Modern Neural Networks", equation 5; here with bins of equal mass (Nguyen and
    O'Connor 2015), which leave no bin to a handful of cases. Chance alone makes it larger than 0, and larger still on
    resampled cases (Roelofs et al. 2022), so that its interval lies high where cases are few.
    """
    return sum(b.gap * b.right.n for b in reliability(found)) / len(found)


def aurc(results: Sequence[CaseResult]) -> float | None:
    """Area under the risk-coverage curve, in 0..1: the mean risk over every coverage k of n.

    Geifman and El-Yaniv 2017, "Selective Classification for Deep Neural Networks" (the curve); Geifman, Uziel and
    El-Yaniv 2019 (its area). The risk of all cases is what it would be if confidence told nothing.
    """
    points = risk_coverage(judgements(results))
    return sum(p.risk for p in points) / len(points) if points else None


def reliability(found: Sequence[Judgement], bins: int = 0) -> tuple[Bin, ...]:
    """Bins of as nearly equal mass as ties allow, by rising confidence; equals share a bin.

    There are at most `bins`; with 0, as many of `LEAST_IN_BIN` cases as there can be, up to `MOST_BINS`.
    """
    wanted = bins or min(MOST_BINS, max(1, len(found) // LEAST_IN_BIN))
    return tuple(_bin(members) for members in _equal_mass(found, wanted) if members)


def risk_coverage(found: Sequence[Judgement]) -> tuple[Point, ...]:
    """The risk at each coverage k of n, surest cases first; among equals, what a random order gives on average."""
    wrong, points = 0.0, []
    for k, error in enumerate(_errors(found), 1):
        wrong += error
        points.append(Point(k / len(found), wrong / k))
    return tuple(points)


def _judged(result: CaseResult) -> bool:
    return result.said.get("confidence") is not None and RIGHT in result.scores


def _equal_mass(found: Sequence[Judgement], bins: int) -> list[list[Judgement]]:
    """A group of equals goes where its middle falls; without ties the sizes differ by one at most."""
    filled: list[list[Judgement]] = [[] for _ in range(bins)]
    start = 0
    for group in _ties(sorted(found)):
        filled[bins * (2 * start + len(group) - 1) // (2 * len(found))] += group
        start += len(group)
    return filled


def _bin(members: Sequence[Judgement]) -> Bin:
    mean = sum(j.confidence for j in members) / len(members)
    return Bin(mean, Rate(sum(j.right for j in members), len(members)))


def _errors(found: Sequence[Judgement]) -> Iterator[float]:
    for group in _ties(sorted(found, reverse=True)):
        yield from [sum(not j.right for j in group) / len(group)] * len(group)


def _ties(ordered: Sequence[Judgement]) -> list[list[Judgement]]:
    return [list(group) for _, group in groupby(ordered, key=itemgetter(0))]
