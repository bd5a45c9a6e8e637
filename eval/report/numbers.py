"""Numbers as a page shows them, by unit."""

from __future__ import annotations

from eval.figures import Figure
from eval.stats import Rate

MINUS = "\u2212"


def number(value: float, unit: str, *, fine: bool = True) -> str:
    """A share with three places (two where not `fine`), milliseconds with none, anything else with two."""
    if unit == "share":
        return f"{value:.{3 if fine else 2}f}"
    return f"{value:,.0f} {unit}" if unit == "ms" else f"{value:,.2f}"


def value_of(figure: Figure) -> str:
    """The figure; a dash where no case counts in it."""
    return "–" if figure.value is None else number(figure.value, figure.measure.unit)


def interval_of(figure: Figure) -> str:
    """As in "0.65–0.91"."""
    if figure.value is None:
        return "no cases"
    low, high = (number(each, figure.measure.unit, fine=False) for each in (figure.low, figure.high))
    return f"{low}–{high}"


def rate_interval(rate: Rate) -> str:
    """The interval of a rate, as in "0.65–0.91"."""
    low, high = rate.interval
    return f"{low:.2f}–{high:.2f}"


def signed(difference: float, unit: str) -> str:
    """As in "+0.031"."""
    sign = "+" if difference > 0 else MINUS if difference < 0 else "±"
    return sign + number(abs(difference), unit)


def milliseconds(value: float) -> str:
    """As in "0.3 ms", "850 ms", "2 s" or "1.3 s"."""
    if value < 1000:
        return f"{value:.0f} ms" if value >= 10 else f"{value:.2g} ms"
    return f"{value / 1000:,.1f}".removesuffix(".0") + " s"
