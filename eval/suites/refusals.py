"""Out of scope, not covered, personal advice: is it refused, is nothing else, and does a refusal lead somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.case import Case
from eval.contract import Said
from eval.measure import Measure, rate_of
from eval.refusal import refusal_precision, refusal_recall
from eval.scoring import main_verdict, said_in_short
from eval.suites.case_items import case_of, converse, items_of, loaded_cases
from eval.suites.case_scores import DECLINED, Marks, outcome_scores, reasons
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.domain import Outcome

REFUSED = {
    "out_of_scope": Outcome.OUT_OF_SCOPE,
    "not_covered": Outcome.NOT_COVERED,
    DECLINED: Outcome.DECLINED,
}
"""The refusal that each type of case is about."""

MEASURES = (
    *(
        figure
        for kind, outcome in REFUSED.items()
        for figure in (refusal_precision(outcome), refusal_recall(outcome, kind))
    ),
    rate_of("turned_away", "answerable turned away", higher_is_better=False, sliced=True),
    rate_of("facts_beside", "declined, with what vetted sources say in general"),
    rate_of("next_step", "not covered, with a next step"),
)


@dataclass(frozen=True, slots=True)
class RefusalsSuite:
    """See `suite.Suite`."""

    name: str = "refusals"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`: what is to be refused, and what is to be answered."""
        return items_of([case for case in loaded_cases(options) if case.type in REFUSED or case.answerable])

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        case = case_of(item)
        said = converse(case, target)
        scores = {**outcome_scores(case, said), **leading_scores(case, said)}
        return Scores(scores, said_in_short(said), (*reasons(case, said, main_verdict(said), scores), *_why(scores)))


def leading_scores(case: Case, said: Said) -> Marks:
    """Whether a declined reply also cites something, where sources have some, and a silent one names a next step."""
    scores: Marks = {}
    if said.outcome is Outcome.DECLINED and case.sources_any:
        scores["facts_beside"] = bool(said.citations)
    if said.outcome is Outcome.NOT_COVERED:
        scores["next_step"] = bool(said.next_steps)
    return scores


def _why(scores: Marks) -> tuple[str, ...]:
    said = {"facts_beside": "declined without a word of what sources say", "next_step": "names no next step"}
    return tuple(why for name, why in said.items() if scores.get(name) is False)
