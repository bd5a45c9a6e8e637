"""A plot of growth as SVG that stands by itself: both axes logarithmic, light and dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from eval.bench.figure import Series

WIDTH, HEIGHT = 560, 340
LEFT, RIGHT, TOP, BOTTOM = 72, 24, 64, 52
STEPS = (1, 2, 5)
SMALLEST = 1e-9
STYLE = """
  .ground { fill: #ffffff; } .ink { fill: #1c2430; } .faint { fill: #5b6675; }
  .grid { stroke: #e3e7ec; } .fit { stroke: #b0562b; stroke-dasharray: 5 4; fill: none; }
  .spread { stroke: #1f6f8b; stroke-width: 2; } .point { fill: #1f6f8b; }
  text { font: 12px system-ui, sans-serif; } .title { font-size: 15px; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #14181f; } .ink { fill: #e8ecf1; } .faint { fill: #9aa5b4; }
    .grid { stroke: #2b323d; } .fit { stroke: #e6935f; } .spread { stroke: #6cc1dd; } .point { fill: #6cc1dd; }
  }
"""


@dataclass(frozen=True, slots=True)
class Axis:
    """From values above 0 to places on the page, by their logarithm."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        """1, 2 and 5 times powers of ten, and only the powers where that would be many."""
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        steps = STEPS if len(powers) <= 3 else STEPS[:1]
        return [step * 10.0**p for p in powers for step in steps if self.low <= step * 10.0**p <= self.high]


def growth_svg(series: Series) -> str:
    """Points with their intervals and the fitted power law. At least one point is needed; all are above 0."""
    sizes = sorted(series.points)
    x = axis([*sizes], LEFT, WIDTH - RIGHT)
    estimates = [series.points[size] for size in sizes]
    values = [bound for e in estimates for bound in (e.value, e.low, e.high) if bound]
    y = axis(values, HEIGHT - BOTTOM, TOP)
    body = [*frame(series, x, y), *fit(series, sizes, x, y), *points(series, sizes, x, y)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{escape(told(series))}">',
            f"<style>{STYLE}</style>",
            f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
            *body,
            "</svg>\n",
        ]
    )


def axis(values: Sequence[float], start: float, end: float) -> Axis:
    """An axis with some room around the values."""
    low, high = min(values), max(values)
    room = max(1.25, (high / low) ** 0.12)
    return Axis(low / room, high * room, start, end)


def told(series: Series) -> str:
    """The plot in words."""
    parts = [f"{size:,} passages: {short(e.value)} {series.unit}" for size, e in sorted(series.points.items())]
    return f"{series.name}. {'; '.join(parts)}"


def frame(series: Series, x: Axis, y: Axis) -> Iterator[str]:
    """Title, grid and labels."""
    yield text(LEFT, 24, series.name, "ink title", "start")
    yield text(LEFT, 44, caption(series), "faint", "start")
    for size in series.points:
        yield line(x.at(size), TOP, x.at(size), HEIGHT - BOTTOM, "grid")
        yield text(x.at(size), HEIGHT - BOTTOM + 18, f"{size:,}", "faint", "middle")
    for value in y.ticks():
        yield line(LEFT, y.at(value), WIDTH - RIGHT, y.at(value), "grid")
        yield text(LEFT - 8, y.at(value) + 4, short(value), "faint", "end")
    yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, "passages (both axes logarithmic)", "faint", "middle")


def caption(series: Series) -> str:
    """Unit and exponent."""
    grown = series.exponent
    if grown is None:
        return series.unit
    spread = "" if grown.low is None or grown.high is None else f" (95 % {grown.low:.2f} to {grown.high:.2f})"
    return f"{series.unit}; grows as passages to the power {grown.value:.2f}{spread}"


def fit(series: Series, sizes: Sequence[int], x: Axis, y: Axis) -> Iterator[str]:
    """The least-squares line, which goes through the mean of the logarithms; none for a single size."""
    if series.exponent is None:
        return
    middle = sum(log10(size) for size in sizes) / len(sizes)
    level = sum(log10(series.points[size].value) for size in sizes) / len(sizes)
    ends = [10 ** (level + series.exponent.value * (log10(size) - middle)) for size in (sizes[0], sizes[-1])]
    yield line(x.at(sizes[0]), y.at(ends[0]), x.at(sizes[-1]), y.at(ends[1]), "fit")


def points(series: Series, sizes: Sequence[int], x: Axis, y: Axis) -> Iterator[str]:
    """A mark a size, its interval and its value."""
    for size in sizes:
        estimate, at = series.points[size], x.at(size)
        if estimate.low and estimate.high:
            yield line(at, y.at(estimate.low), at, y.at(estimate.high), "spread")
        yield f'<circle class="point" cx="{at:.1f}" cy="{y.at(estimate.value):.1f}" r="4"/>'
        yield text(at, y.at(estimate.high or estimate.value) - 8, short(estimate.value), "ink", "middle")


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def text(x: float, y: float, words: str, kind: str, anchor: str) -> str:
    """Words, in which nothing is markup."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def short(value: float) -> str:
    """Three digits that count, as in "0.0123", "4.50" and "12,300"."""
    if abs(value) < SMALLEST:
        return "0"
    digits = max(0, 2 - floor(log10(abs(value))))
    return f"{value:,.{digits}f}"
