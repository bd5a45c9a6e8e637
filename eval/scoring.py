"""What is counted of a reply, whatever the suite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from eval.contract import Finding, Said
from eval.result import CaseResult, Json
from service.domain import Outcome, Verdict

F = TypeVar("F", bound=Finding)
TURNED_AWAY = frozenset({Outcome.NOT_COVERED, Outcome.OUT_OF_SCOPE, Outcome.DECLINED, Outcome.URGENT})


OBJECTIONS = frozenset({Verdict.REFUTED, Verdict.OVERSIMPLIFIED, Verdict.CONTESTED})


def main_finding(findings: Sequence[F]) -> F | None:
    """The first that the sources settle; otherwise the first; None where there is none."""
    settled = [finding for finding in findings if finding.verdict is not Verdict.NOT_ENOUGH_EVIDENCE]
    return next(iter([*settled, *findings]), None)


def main_verdict(said: Said) -> Verdict | None:
    """The verdict of the main finding; not_covered counts as not enough."""
    if finding := main_finding(said.findings):
        return finding.verdict
    return Verdict.NOT_ENOUGH_EVIDENCE if said.outcome is Outcome.NOT_COVERED else None


def objects(said: Said) -> bool:
    """Whether the reply sets something right: by its outcome, or by a main verdict against what was said."""
    return said.outcome is Outcome.CORRECTED or main_verdict(said) in OBJECTIONS


def said_in_short(said: Said) -> Json:
    """What figures over the set are computed from; `confidence` is the main finding's, and is there only with one."""
    finding = main_finding(said.findings)
    short: Json = {"outcome": said.outcome, "verdict": main_verdict(said)}
    return {**short, "confidence": finding.confidence} if finding else short


def share_of(hits: str, total: str) -> Callable[[Sequence[CaseResult]], float | None]:
    """All that two scores count, the one over the other: a share of sentences, say, and not of cases."""

    def over(results: Sequence[CaseResult]) -> float | None:
        whole = sum(float(r.scores[total]) for r in results)
        return sum(float(r.scores[hits]) for r in results) / whole if whole else None

    return over


def macro_f1(results: Sequence[CaseResult]) -> float | None:
    """The mean F1 of the verdicts that were expected, from `said.verdict` and `expected`.

    An accepted verdict is a hit of its own class and a miss of none. A class in which nothing was said and nothing
    missed has no F1 and is left out.
    """
    hits: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for result in results:
        said, expected = result.said["verdict"], result.expected["expected_verdict"]
        if said in _accepted(result):
            hits[said] += 1
        else:
            false[said] += 1
            missed[expected] += 1
    expected_classes = {str(result.expected["expected_verdict"]) for result in results}
    scores = [_f1(hits[each], false[each], missed[each]) for each in sorted(expected_classes)]
    known = [score for score in scores if score is not None]
    return sum(known) / len(known) if known else None


def always_the_commonest(results: Sequence[CaseResult]) -> float | None:
    """What a target would reach that always gives the one verdict that is right most often."""
    right = Counter(verdict for result in results for verdict in _accepted(result))
    return max(right.values()) / len(results) if results else None


def _accepted(result: CaseResult) -> frozenset[str]:
    return frozenset({result.expected["expected_verdict"], *result.expected["also_accept"]})


def _f1(hits: int, false: int, missed: int) -> float | None:
    whole = 2 * hits + false + missed
    return 2 * hits / whole if whole else None
