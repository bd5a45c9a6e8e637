"""Figures of one label a case: `said["label"]` against `expected["label"]`, which is the only right one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from eval.result import CaseResult

Over = Callable[[Sequence[CaseResult]], float | None]


def f1_of(label: str) -> Over:
    """F1 of one label, in [0, 1]: 2 hits / (said + expected). None where it is neither said nor expected."""

    def over(results: Sequence[CaseResult]) -> float | None:
        return _f1s(results).get(label)

    return over


def macro_f1(results: Sequence[CaseResult]) -> float | None:
    """The mean F1 of the labels that are expected, each of the same weight; in [0, 1]."""
    expected = {r.expected["label"] for r in results}
    scores = [score for label, score in _f1s(results).items() if label in expected]
    return sum(scores) / len(scores) if scores else None


def always_the_commonest(results: Sequence[CaseResult]) -> float | None:
    """The accuracy of whoever always says the label that is expected most often."""
    expected = Counter(r.expected["label"] for r in results)
    return max(expected.values()) / len(results) if results else None


def _f1s(results: Sequence[CaseResult]) -> dict[str, float]:
    pairs = Counter((r.said["label"], r.expected["label"]) for r in results)
    whole: Counter[str] = Counter()
    for (said, expected), count in pairs.items():
        whole[said] += count
        whole[expected] += count
    return {label: 2 * pairs[label, label] / count for label, count in sorted(whole.items())}
