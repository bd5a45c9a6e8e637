"""One ranking from two: a min-max blend of cosine and BM25."""

from __future__ import annotations

from collections.abc import Sequence

Hits = Sequence[tuple[str, float]]


def blend(dense: Hits, lexical: Hits, dense_weight: float) -> dict[str, tuple[float, float]]:
    """Map each id to its scaled (dense, lexical) parts, each in [0, 1], best of a list 1; absent from a list is 0.

    The blended score is `dense_weight * dense + (1 - dense_weight) * lexical`; ids come best first.
    """
    left, right = _scaled(dense), _scaled(lexical)
    parts = {key: (left.get(key, 0.0), right.get(key, 0.0)) for key in {**left, **right}}
    return dict(sorted(parts.items(), key=lambda item: (-_mix(item[1], dense_weight), item[0])))


def _mix(parts: tuple[float, float], weight: float) -> float:
    return weight * parts[0] + (1 - weight) * parts[1]


def _scaled(hits: Hits) -> dict[str, float]:
    if not hits:
        return {}
    scores = [score for _, score in hits]
    low, high = min(scores), max(scores)
    return {key: (score - low) / (high - low) if high > low else 1.0 for key, score in hits}
