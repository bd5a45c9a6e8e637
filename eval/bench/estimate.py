"""Estimates from timings, each with its n and, where more than one was taken, a 95 % bootstrap interval."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from eval.stats import middle95

RESAMPLES = 2000
SEED = 13
Draws = NDArray[np.int64]
Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value of `n` observations; `low` and `high` are None where one observation shows no spread."""

    n: int
    value: float
    low: float | None = None
    high: float | None = None


def once(value: float) -> Estimate:
    """What was observed a single time."""
    return Estimate(1, value)


def quantile(values: Sequence[float], q: float) -> Estimate:
    """The `q` quantile, q in [0, 1], interpolated linearly; at least one value is needed."""
    rows = np.asarray(values, dtype=np.float64)
    return _estimate(len(rows), lambda draws: np.quantile(rows[draws], q, axis=-1))


def rate(amounts: Sequence[float], seconds: Sequence[float]) -> Estimate:
    """All that was done by all the time it took; the pairs are resampled together."""
    done, took = np.asarray(amounts, dtype=np.float64), np.asarray(seconds, dtype=np.float64)
    return _estimate(len(done), lambda draws: done[draws].sum(axis=-1) / took[draws].sum(axis=-1))


def paired_ratio(above: Sequence[float], below: Sequence[float]) -> Estimate:
    """The median of `above` in medians of `below`, both of the same queries, which are resampled together."""
    a, b = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    return _estimate(len(a), lambda draws: np.median(a[draws], axis=-1) / np.median(b[draws], axis=-1))


def ratio(above: Sequence[float], below: Sequence[float]) -> Estimate:
    """The median of `above` in medians of `below`, which are unpaired; `n` is the lesser number of the two."""
    a, b = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    value, n = float(np.median(a) / np.median(b)), min(len(a), len(b))
    if n < 2:
        return Estimate(n, value)
    medians = [np.median(rows[_draws(len(rows), SEED + at)], axis=-1) for at, rows in enumerate((a, b))]
    return Estimate(n, value, *middle95((medians[0] / medians[1]).tolist()))


def exponent(sizes: Sequence[float], observed: Sequence[Sequence[float]]) -> Estimate:
    """The slope of log(median) on log(size) by least squares: 1 is growth in proportion, 0 none.

    `observed` holds the observations of each size, at least two sizes, all above 0; they are resampled within each
    size, so that the interval tells the noise of timing and not whether a power law fits. `n` is that of all.
    """
    x = np.array([log(size) for size in sizes])
    weights = (x - x.mean()) / ((x - x.mean()) ** 2).sum()
    value = float(weights @ np.log([np.median(rows) for rows in observed]))
    n = sum(len(rows) for rows in observed)
    if min(len(rows) for rows in observed) < 2:
        return Estimate(n, value)
    medians = [np.median(np.asarray(rows)[_draws(len(rows), SEED + at)], axis=-1) for at, rows in enumerate(observed)]
    return Estimate(n, value, *middle95((weights @ np.log(medians)).tolist()))


def _estimate(n: int, figure: Callable[[Draws], Rows]) -> Estimate:
    """`figure` is given rows of row numbers and returns a value for each row."""
    value = float(figure(np.arange(n)[None, :])[0])
    return Estimate(n, value, *middle95(figure(_draws(n, SEED)).tolist())) if n > 1 else Estimate(n, value)


def _draws(n: int, seed: int) -> Draws:
    return np.random.default_rng(seed).integers(n, size=(RESAMPLES, n))
