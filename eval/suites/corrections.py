"""Claims with a verdict: is what is wrong set right, is what is true let be, and does a confidence mean what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from eval.calibration import aurc, ece
from eval.case import Case
from eval.contract import Said
from eval.measure import Measure, over_set, rate_of
from eval.result import CaseResult
from eval.scoring import (
    OBJECTIONS,
    always_the_commonest,
    macro_f1,
    main_verdict,
    objects,
    said_in_short,
)
from eval.suites.case_items import case_of, converse, items_of, loaded_cases
from eval.suites.case_scores import Marks, content_scores, reasons
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.domain import Verdict


def calibrated(name: str, over: Callable[[Sequence[CaseResult]], float | None], unit: str) -> Measure:
    """A figure of the confidence; it rests on the cases in which something was found, for only a finding has one."""

    def found(result: CaseResult) -> bool:
        return "confidence" in result.said

    def of_found(results: Sequence[CaseResult]) -> float | None:
        return over([result for result in results if found(result)])

    return over_set(name, of_found, score="verdict_right", higher_is_better=False, unit=unit, rests_on=found)


MEASURES = (
    rate_of("verdict_right", "verdict accuracy", sliced=True),
    over_set("macro F1", macro_f1, score="verdict_right"),
    over_set("always the commonest verdict", always_the_commonest, score="verdict_right", reference=True),
    rate_of("corrected", "correction recall", sliced=True),
    rate_of("overcorrected", "over-correction", higher_is_better=False, sliced=True),
    rate_of("agreed_with_wrong", "agreed with a wrong claim", higher_is_better=False),
    rate_of("right_source", "right source cited"),
    calibrated("calibration error (ECE)", ece, "probability"),
    calibrated("risk over coverage (AURC)", aurc, "risk"),
)


@dataclass(frozen=True, slots=True)
class CorrectionsSuite:
    """See `suite.Suite`."""

    name: str = "corrections"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`: the cases that name a verdict."""
        return items_of([case for case in loaded_cases(options) if case.expected_verdict])

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        case = case_of(item)
        said = converse(case, target)
        verdict = main_verdict(said)
        scores = {**content_scores(case, said, verdict), **correction_scores(case, said)}
        return Scores(scores, said_in_short(said), (*reasons(case, said, verdict, scores), *_why(scores)))


def correction_scores(case: Case, said: Said) -> Marks:
    """Of a claim on which only objections are right, whether there was one; of a true one, whether there was one too."""
    if case.verdicts <= OBJECTIONS:
        return {"corrected": objects(said), "agreed_with_wrong": main_verdict(said) is Verdict.SUPPORTED}
    if case.verdicts.isdisjoint(OBJECTIONS) and Verdict.SUPPORTED in case.verdicts:
        return {"overcorrected": objects(said)}
    return {}


def _why(scores: Marks) -> tuple[str, ...]:
    bad = {"corrected": False, "overcorrected": True, "agreed_with_wrong": True}
    said = {"corrected": "not corrected", "overcorrected": "corrected, though true", "agreed_with_wrong": "agreed with"}
    return tuple(said[name] for name, value in bad.items() if scores.get(name) is value)
