"""How long cases took."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.result import CaseResult


def p50_ms(results: Sequence[CaseResult]) -> float | None:
    """The median, in milliseconds."""
    return _percentile(results, 50)


def p95_ms(results: Sequence[CaseResult]) -> float | None:
    """The 95th percentile, in milliseconds."""
    return _percentile(results, 95)


def _percentile(results: Sequence[CaseResult], q: float) -> float | None:
    took = [result.took_ms for result in results if result.took_ms is not None]
    return float(np.percentile(took, q)) if took else None
