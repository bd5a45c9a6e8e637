"""A figure of agreement, with the interval that the cases behind it give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from eval.figures import by_cluster
from eval.stats import Rate, middle95, resampled


class OfCase(Protocol):
    """Anything that belongs to a case, as one of several."""

    @property
    def case(self) -> str:
        """The id of the case."""


T = TypeVar("T", bound=OfCase)


@dataclass(frozen=True, slots=True)
class Agreed:
    """One figure: `value` is None where it is not defined, and `interval` where every draw of cases gives the same."""

    name: str
    n: int
    value: float | None
    interval: tuple[float, float] | None = None

    def __str__(self) -> str:
        """As in "0.812 (n 32, 95 % 0.65 to 0.91)"."""
        if self.value is None:
            return f"not defined (n {self.n})"
        spread = (
            "95 % {:.2f} to {:.2f}".format(*self.interval) if self.interval else "too few differences for an interval"
        )
        return f"{self.value:.3f} (n {self.n}, {spread})"


def figure_by_case(name: str, units: Sequence[T], figure: Callable[[Sequence[T]], float | None], seed: int) -> Agreed:
    """A figure with the interval of 2000 draws of cases, as the parts of one case are not independent."""
    values = resampled(by_cluster(units, lambda unit: unit.case), figure, seed)
    spread = middle95(values) if values and values[0] != values[-1] else None
    return Agreed(name, len(units), figure(units), spread)


def share_by_case(name: str, units: Sequence[T], figure: Callable[[Sequence[T]], float | None], seed: int) -> Agreed:
    """The same of a share, with Wilson's interval over cases where it is all or nothing and draws show no spread."""
    found = figure_by_case(name, units, figure, seed)
    if found.value not in (0.0, 1.0):
        return found
    cases = len({unit.case for unit in units})
    return Agreed(name, found.n, found.value, Rate(round(found.value * cases), cases).interval)
