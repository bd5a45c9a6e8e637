"""What somebody labelled against what was said of it, as figures."""

from __future__ import annotations

from collections.abc import Sequence

from eval.figures import Figure, figure
from eval.labels import f1_of, macro_f1
from eval.measure import over_set
from eval.result import CaseResult, Status


def labelled(case_id: str, expected: str, said: str, cluster: str = "") -> CaseResult:
    """One case with the label that it should get and the one that it got; `cluster` is the case itself where it is empty."""
    return CaseResult(case_id, Status.SCORED, cluster or case_id, expected={"label": expected}, said={"label": said})


def label_figures(results: Sequence[CaseResult], labels: Sequence[str], seed: int) -> list[Figure]:
    """Macro F1 and the F1 of each label that occurs, with intervals by resampled clusters."""
    measures = [over_set("macro F1", macro_f1), *(over_set(f"F1 of {label}", f1_of(label)) for label in labels)]
    found = [figure(measure, results, seed) for measure in measures]
    return [each for each in found if each.value is not None]
