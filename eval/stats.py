"""Intervals, paired tests, and what they could have seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb, sqrt
from typing import TypeVar

import numpy as np

Z95 = 1.959963984540054
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rate:
    """`hits` of `n`, with its 95 % Wilson score interval (Wilson 1927)."""

    hits: int
    n: int

    @property
    def value(self) -> float:
        """The rate; of nothing it is not defined and raises ZeroDivisionError."""
        return self.hits / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper bound, both in [0, 1]."""
        return wilson(self.hits, self.n, Z95)

    def __str__(self) -> str:
        """As in "0.812 (26 of 32, 95 % 0.65 to 0.91)"."""
        if not self.n:
            return "no cases"
        low, high = self.interval
        return f"{self.value:.3f} ({self.hits} of {self.n}, 95 % {low:.2f} to {high:.2f})"


def wilson(hits: int, n: int, z: float) -> tuple[float, float]:
    """The score interval of a rate for a normal quantile `z` (Wilson 1927); both bounds in [0, 1]."""
    p, z2 = hits / n, z**2
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(outcomes: list[bool]) -> Rate:
    """The share of true ones."""
    return Rate(sum(outcomes), len(outcomes))


def mcnemar(only_a: int, only_b: int) -> float:
    """Two-sided exact p that as lopsided a split of the discordant pairs comes by chance (McNemar 1947, binomial)."""
    n = only_a + only_b
    tail = sum(comb(n, k) for k in range(min(only_a, only_b) + 1)) / (1 << n)
    return min(1.0, 2 * tail)


def least_seen(discordant: int, alpha: float = 0.05) -> int:
    """The least net change of that many discordant pairs that `mcnemar` calls significant.

    Where so few pairs could not be, whatever their split, it is that of the least number of pairs that could.
    """
    while mcnemar(0, discordant) >= alpha:
        discordant += 1
    return next(n for n in range(discordant % 2, discordant + 1, 2) if _p_of_net(n, discordant) < alpha)


def _p_of_net(net: int, discordant: int) -> float:
    return mcnemar((discordant - net) // 2, (discordant + net) // 2)


def holm(ps: Sequence[float]) -> list[float]:
    """Adjusted p values in the order given (Holm 1979): compared with alpha, they keep the family-wise error below it."""
    adjusted = [0.0] * len(ps)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(ps)), key=lambda i: ps[i])):
        highest = max(highest, min(1.0, (len(ps) - rank) * ps[at]))
        adjusted[at] = highest
    return adjusted


def resampled(
    clusters: Sequence[Sequence[T]], figure: Callable[[Sequence[T]], float | None], seed: int, resamples: int = 2000
) -> list[float]:
    """The figure of as many clusters drawn with replacement, sorted; draws on which it is undefined are left out."""
    random = np.random.default_rng(seed)
    draws = random.integers(len(clusters), size=(resamples, len(clusters)))
    values = [figure([each for at in draw for each in clusters[at]]) for draw in draws]
    return sorted(value for value in values if value is not None)


def middle95(values: Sequence[float]) -> tuple[float, float]:
    """The 2.5 % and 97.5 % percentiles of at least one value."""
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def sign_p(differences: Sequence[float]) -> float:
    """Two-sided p of resampled differences: twice the share on the rarer side of zero, never 0 (one is added)."""
    below = sum(d <= 0 for d in differences)
    above = sum(d >= 0 for d in differences)
    return min(1.0, 2 * (min(below, above) + 1) / (len(differences) + 1))
