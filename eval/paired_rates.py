"""How far two rates measured on the same cases may lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from eval.stats import wilson


@dataclass(frozen=True, slots=True)
class PairedRates:
    """Cases by what was true of them: in both runs, in the first alone, in the second alone, in neither."""

    both: int
    only_a: int
    only_b: int
    neither: int

    def difference_interval(self, z: float) -> tuple[float, float]:
        """Bounds of rate A minus rate B by method 10 of Newcombe (1998, Statistics in Medicine 17: 2635).

        The Wilson intervals of the two rates are joined with their correlation, which is corrected for continuity where
        it is above zero. `z` is the normal quantile: 1.645 makes each bound a one-sided one of 95 %.
        """
        n = self.both + self.only_a + self.only_b + self.neither
        hits_a, hits_b = self.both + self.only_a, self.both + self.only_b
        (low_a, high_a), (low_b, high_b) = wilson(hits_a, n, z), wilson(hits_b, n, z)
        a, b, phi = hits_a / n, hits_b / n, self._phi(n)
        below = _joined(a - low_a, high_b - b, phi)
        above = _joined(high_a - a, b - low_b, phi)
        return a - b - below, a - b + above

    def _phi(self, n: int) -> float:
        a, b = self.both + self.only_a, self.both + self.only_b
        whole = a * (n - a) * b * (n - b)
        product = self.both * self.neither - self.only_a * self.only_b
        corrected = max(product - n / 2, 0.0) if product > 0 else float(product)
        return corrected / sqrt(whole) if whole else 0.0


def _joined(one: float, other: float, phi: float) -> float:
    return sqrt(max(0.0, one**2 - 2 * phi * one * other + other**2))
