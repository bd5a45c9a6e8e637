"""Whether a confidence means what it says."""

from __future__ import annotations

from collections.abc import Sequence

from eval.result import CaseResult

BINS = 10


def ece(results: Sequence[CaseResult]) -> float | None:
    """Expected calibration error over ten bins of equal width (Guo et al. 2017), in [0, 1]."""
    bins: dict[int, list[CaseResult]] = {}
    for result in results:
        bins.setdefault(min(BINS - 1, int(BINS * result.said["confidence"])), []).append(result)
    gaps = [abs(sum(_right(r) - r.said["confidence"] for r in group)) for group in bins.values()]
    return sum(gaps) / len(results) if results else None


def aurc(results: Sequence[CaseResult]) -> float | None:
    """Area under the risk-coverage curve (Geifman and El-Yaniv 2017): the mean error of the k surest, over all k."""
    ranked = sorted(results, key=lambda r: -float(r.said["confidence"]))
    wrong, risks = 0.0, []
    for k, result in enumerate(ranked, 1):
        wrong += 1 - _right(result)
        risks.append(wrong / k)
    return sum(risks) / len(risks) if risks else None


def _right(result: CaseResult) -> float:
    return float(result.scores["verdict_right"])
