"""The maintainers' own cases: does a reply have the right outcome, verdict and source, and does it stand on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.measure import Measure, over_set, rate_of
from eval.scoring import always_the_commonest, macro_f1, main_verdict, said_in_short, share_of
from eval.suites.case_items import case_of, converse, items_of, loaded_cases
from eval.suites.case_scores import content_scores, grounds_scores, outcome_scores, reasons, short_counts
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.answering.gate import Gate

MEASURES = (
    rate_of("verdict_right", "verdict accuracy", sliced=True),
    over_set("macro F1", macro_f1, score="verdict_right"),
    over_set("always the commonest verdict", always_the_commonest, score="verdict_right", reference=True),
    rate_of("right_source", "right source cited"),
    rate_of("outcome_right", "outcome right", sliced=True),
    rate_of("urgent_caught", "urgent recall"),
    rate_of("urgent_false_alarm", "urgent false alarms", higher_is_better=False),
    rate_of("declined_right", "declined recall"),
    rate_of("silence_right", "out of scope or not covered, recall"),
    rate_of("turned_away", "answerable turned away", higher_is_better=False),
    over_set("sentences traceable", share_of("sentences_traceable", "sentences"), score="sentences"),
    over_set("quote fidelity", share_of("quotes_verbatim", "quotes"), score="quotes"),
)


@dataclass(frozen=True, slots=True)
class CasesSuite:
    """See `suite.Suite`; `gate` judges whether a sentence stands on what it cites."""

    gate: Gate
    name: str = "cases"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`."""
        return items_of(loaded_cases(options))

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`; the messages of the history are sent first, in one conversation."""
        case = case_of(item)
        said = converse(case, target)
        verdict = main_verdict(said)
        grounds = grounds_scores(said, target, self.gate)
        scores = {**outcome_scores(case, said), **content_scores(case, said, verdict), **grounds}
        why = (
            *reasons(case, said, verdict, scores),
            *short_counts(scores, "sentences", "sentences_traceable"),
            *short_counts(scores, "quotes", "quotes_verbatim"),
        )
        return Scores(scores, said_in_short(said), why)
