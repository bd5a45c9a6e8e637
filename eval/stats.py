"""Figures with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054


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
        p, n, z2 = self.value, self.n, Z95**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        """As in "0.812 (26 of 32, 95 % 0.65 to 0.91)"."""
        if not self.n:
            return "no cases"
        low, high = self.interval
        return f"{self.value:.3f} ({self.hits} of {self.n}, 95 % {low:.2f} to {high:.2f})"


def rate(outcomes: list[bool]) -> Rate:
    """The share of true ones."""
    return Rate(sum(outcomes), len(outcomes))
