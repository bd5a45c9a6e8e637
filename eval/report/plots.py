"""Plots as numbers in the units of the drawing; the template draws whatever `Plot` holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import TypeVar

from eval.calibration import Bin
from eval.figures import Figure
from eval.latency import Percentile
from eval.report.data import Calibration
from eval.report.numbers import interval_of, milliseconds, value_of

WIDTH, HEIGHT = 400.0, 280.0
LEFT, RIGHT, TOP, BOTTOM = 56.0, 384.0, 22.0, 236.0
MOST_POINTS = 200
MOST_TICKS = 7
TENTHS = (0.1, 0.2, 0.3, 0.5, 1.0)

Scale = Callable[[float], float]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the plot with its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with the ends of its interval."""

    x: float
    y: float
    low: float
    high: float
    told: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing of `WIDTH` by `HEIGHT`. `label` tells in words what it shows; `guides` are marked places on the x axis."""

    label: str
    x_title: str
    y_title: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    path: str = ""
    dashed: str = ""
    dots: tuple[Dot, ...] = ()
    rug: tuple[float, ...] = ()
    guides: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure on an axis: its place and the ends of its interval, in percent of the axis."""

    at: float
    low: float
    high: float


def reliability_plot(found: Calibration) -> Plot:
    """How often verdicts of a given confidence are right; on the dashed line confidence is what it says."""
    x, y = across(0, 1), upwards(0, 1)
    return Plot(
        label=f"Reliability: {len(found.bins)} bins of {found.ece.n} cases. ECE {value_of(found.ece)}, "
        f"95 % {interval_of(found.ece)}.",
        x_title="confidence",
        y_title="share right",
        x_ticks=_tenths(x, 1),
        y_ticks=_tenths(y, 1),
        dashed=line([(x(0), y(0)), (x(1), y(1))]),
        dots=tuple(_dot(each, x, y) for each in found.bins),
        rug=tuple(sorted({round(x(round(each, 2)), 1) for each in found.confidences})),
    )


def risk_coverage_plot(found: Calibration) -> Plot:
    """The share of wrong answers if only the surest cases were answered; dashed, what it is for all of them."""
    top = next(each for each in TENTHS if each >= max(point.risk for point in found.points))
    x, y, overall = across(0, 1), upwards(0, top), found.points[-1].risk
    return Plot(
        label=f"Risk and coverage: answering all {found.aurc.n} cases, {overall:.3f} are wrong. "
        f"AURC {value_of(found.aurc)}, 95 % {interval_of(found.aurc)}.",
        x_title="coverage: share of cases answered, surest first",
        y_title="share wrong",
        x_ticks=_tenths(x, 1),
        y_ticks=_tenths(y, top),
        path=line([(x(p.coverage), y(p.risk)) for p in thinned(found.points)]),
        dashed=line([(x(0), y(overall)), (x(1), y(overall))]),
    )


def latency_plot(times: Sequence[float], found: Sequence[Percentile]) -> Plot:
    """The share of cases done within a time, on a logarithmic axis."""
    ends = round_times(times[0], times[-1])
    x, y = _logarithmic(ends[0], ends[-1]), upwards(0, 1)
    steps = thinned([(x(time), y(at / len(times))) for at, time in enumerate(times, 1)])
    told = ", ".join(f"{each.name} {milliseconds(each.value)}" for each in found)
    return Plot(
        label=f"Latency of {len(times)} cases: {told}.",
        x_title="time of a case, logarithmic",
        y_title="share done",
        x_ticks=tuple(Tick(x(time), milliseconds(time)) for time in ends if len(ends) <= MOST_TICKS or _is_power(time)),
        y_ticks=_tenths(y, 1),
        path=line([(steps[0][0], y(0)), *steps, (RIGHT, y(1))]),
        guides=tuple(Tick(x(each.value), each.name) for each in found if each.share in (0.5, 0.95)),
    )


def bar(figure: Figure, top: float) -> Bar | None:
    """The figure on an axis from 0 to `top`; None where it has no value."""
    if figure.value is None:
        return None
    at, low, high = (round(100 * min(max(v / top, 0), 1), 2) for v in (figure.value, figure.low, figure.high))
    return Bar(at, low, high)


def top_of(figures: Sequence[Figure]) -> float:
    """Where the axis of these figures of one unit ends: 1 for shares, otherwise a round number above them all."""
    if all(each.measure.unit == "share" for each in figures):
        return 1.0
    highest = max((max(each.high, each.value or 0.0) for each in figures), default=0.0) or 1.0
    step = 10.0 ** floor(log10(highest))
    return ceil(highest / step) * step


def round_times(least: float, most: float) -> list[float]:
    """Times in ms of 1, 2 or 5 times a power of ten, from one at or below the least to one above the most."""
    steps = [m * 10.0**power for power in range(-1, 8) for m in (1, 2, 5)]
    first = max((at for at, step in enumerate(steps) if step <= least), default=0)
    last = min((at for at, step in enumerate(steps) if step > most), default=len(steps) - 1)
    return steps[first : last + 1]


def across(low: float, high: float) -> Scale:
    """From values to places on the x axis."""
    return lambda value: round(LEFT + (RIGHT - LEFT) * (value - low) / (high - low), 1)


def upwards(low: float, high: float) -> Scale:
    """From values to places on the y axis."""
    return lambda value: round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1)


def line(points: Sequence[tuple[float, float]]) -> str:
    """The `d` of a path through the points."""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points)


def thinned(points: Sequence[T]) -> list[T]:
    """At most about `MOST_POINTS` of them, evenly, the last always."""
    step = max(1, len(points) // MOST_POINTS)
    return [*points[:-1:step], points[-1]]


def _is_power(time: float) -> bool:
    return log10(time).is_integer()


def _logarithmic(low: float, high: float) -> Scale:
    of = across(log10(low), log10(high))
    return lambda value: of(log10(min(max(value, low), high)))


def _tenths(scale: Scale, top: float) -> tuple[Tick, ...]:
    return tuple(Tick(scale(top * at / 5), f"{top * at / 5:g}") for at in range(6))


def _dot(found: Bin, x: Scale, y: Scale) -> Dot:
    low, high = found.right.interval
    told = f"confidence {found.confidence:.2f}: {found.right.hits} of {found.right.n} right"
    return Dot(x(found.confidence), y(found.right.value), y(low), y(high), told)
