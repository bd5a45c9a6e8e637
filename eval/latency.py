"""How long cases took: percentiles with their intervals. A case's time covers all its calls and its scoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eval.figures import by_cluster
from eval.result import CaseResult, Status
from eval.stats import middle95, resampled

SHARES = (0.5, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Percentile:
    """The time in ms within which this share of cases was done, with its 95 % interval."""

    share: float
    value: float
    low: float
    high: float

    @property
    def name(self) -> str:
        """As in "p95"."""
        return f"p{100 * self.share:g}"


def p50_ms(results: Sequence[CaseResult]) -> float | None:
    """The median time of a case, in ms; None where no time is known."""
    return percentile_ms(results, 0.5)


def p95_ms(results: Sequence[CaseResult]) -> float | None:
    """The time within which 95 % of cases were done, in ms; None where no time is known."""
    return percentile_ms(results, 0.95)


def percentile_ms(results: Sequence[CaseResult], share: float) -> float | None:
    """The time within which this share of cases, in 0..1, was done; None where no time is known."""
    times = times_ms(results)
    return _quantile(times, share) if times else None


def times_ms(results: Sequence[CaseResult]) -> list[float]:
    """The times of the scored cases, sorted: a time-out says when the waiting stopped, a crash nothing."""
    return sorted(time for _, time in _timed(results))


def percentiles(results: Sequence[CaseResult], seed: int) -> tuple[Percentile, ...]:
    """The percentiles of `SHARES`, each with an interval from resampled clusters; empty where no time is known."""
    timed = _timed(results)
    clusters = [[time for _, time in group] for group in by_cluster(timed, lambda pair: pair[0])]
    return tuple(_percentile(clusters, share, seed) for share in SHARES) if timed else ()


def _percentile(clusters: Sequence[Sequence[float]], share: float, seed: int) -> Percentile:
    def of(times: Sequence[float]) -> float:
        return _quantile(times, share)

    low, high = middle95(resampled(clusters, of, seed))
    return Percentile(share, of([time for group in clusters for time in group]), low, high)


def _quantile(times: Sequence[float], share: float) -> float:
    """Interpolated between the two nearest ranks (Hyndman and Fan 1996, type 7)."""
    return float(np.quantile(times, share))


def _timed(results: Sequence[CaseResult]) -> list[tuple[str, float]]:
    """Cluster and time of each scored case whose time is known."""
    return [(r.cluster, r.took_ms) for r in results if r.status is Status.SCORED and r.took_ms is not None]
