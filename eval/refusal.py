"""Precision and recall of a refusal, from `said.outcome`, `expected.expected_outcomes` and `expected.type`."""

from __future__ import annotations

from collections.abc import Sequence

from eval.measure import Measure, over_set
from eval.result import CaseResult
from service.domain import Outcome


def refusal_precision(outcome: Outcome) -> Measure:
    """Of the replies that refuse in this way, the share that may."""

    def refuses(result: CaseResult) -> bool:
        return bool(result.said["outcome"] == outcome)

    def over(results: Sequence[CaseResult]) -> float | None:
        return _share_accepted([result for result in results if refuses(result)])

    return over_set(f"{outcome.replace('_', ' ')}, precision", over, rests_on=refuses)


def refusal_recall(outcome: Outcome, case_type: str) -> Measure:
    """Of the cases of the type that is to be refused in this way, the share with an outcome accepted for them."""

    def due(result: CaseResult) -> bool:
        return bool(result.expected["type"] == case_type)

    def over(results: Sequence[CaseResult]) -> float | None:
        return _share_accepted([result for result in results if due(result)])

    return over_set(f"{outcome.replace('_', ' ')}, recall", over, rests_on=due)


def _share_accepted(results: Sequence[CaseResult]) -> float | None:
    accepted = [result.said["outcome"] in result.expected["expected_outcomes"] for result in results]
    return sum(accepted) / len(accepted) if accepted else None
