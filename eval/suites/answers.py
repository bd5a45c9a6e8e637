"""What can be answered: is it answered, from the right source, sentence by sentence on its own quote, and readably."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eval.case import Case
from eval.contract import Said
from eval.grounding import Texts, borne_out, cited_cards, content, statements, verbatim
from eval.latency import p50_ms, p95_ms
from eval.measure import Measure, mean_of, over_set, rate_of
from eval.scoring import TURNED_AWAY, main_verdict, said_in_short, share_of
from eval.suites.case_items import case_of, converse, items_of, loaded_cases
from eval.suites.case_scores import Marks, content_scores, outcome_scores, reasons, short_counts
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.answering.gate import Gate
from service.domain import Outcome
from service.language.readability import grade

MEASURES = (
    rate_of("right_source", "right source cited", sliced=True),
    rate_of("turned_away", "turned away", higher_is_better=False, sliced=True),
    rate_of("outcome_right", "outcome right"),
    over_set("citation precision", share_of("cited_borne_out", "cited"), score="cited"),
    over_set("citation recall", share_of("content_cited", "content"), score="content"),
    over_set("quote fidelity", share_of("quotes_verbatim", "quotes"), score="quotes"),
    mean_of("grade", "Flesch-Kincaid grade", higher_is_better=False, unit="years of school"),
    mean_of("length", "sentences a reply", higher_is_better=False, unit="sentences"),
    over_set("latency p50", p50_ms, higher_is_better=False, unit="ms"),
    over_set("latency p95", p95_ms, higher_is_better=False, unit="ms"),
)
_MARKERS = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class AnswersSuite:
    """See `suite.Suite`; `gate` judges whether a sentence stands on what it cites."""

    gate: Gate
    name: str = "answers"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`: the cases in which a reply with content, and no correction, is right."""
        return items_of([case for case in loaded_cases(options) if is_answer(case)])

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        case = case_of(item)
        said = converse(case, target)
        texts = statements(cited_cards(said, target))
        right = {**outcome_scores(case, said), **content_scores(case, said, main_verdict(said))}
        scores = {**right, **citation_scores(said, texts, self.gate), **reading_scores(said)}
        why = (
            *reasons(case, said, main_verdict(said), scores),
            *short_counts(scores, "cited", "cited_borne_out"),
            *short_counts(scores, "content", "content_cited"),
            *short_counts(scores, "quotes", "quotes_verbatim"),
        )
        return Scores(scores, said_in_short(said), why)


def is_answer(case: Case) -> bool:
    """Whether an answer is a right reply, and nothing but a reply with content is."""
    return case.answerable and Outcome.ANSWERED in case.expected_outcomes


def citation_scores(said: Said, texts: Texts, gate: Gate) -> Marks:
    """Sentences that cite and stand on it; sentences that state something and cite; quotes that are verbatim."""
    borne, stating = borne_out(said, texts, gate), content(said, gate)
    return {
        "cited": len(borne),
        "cited_borne_out": sum(borne),
        "content": len(stating),
        "content_cited": sum(bool(sentence.citations) for sentence in stating),
        "quotes": len(said.citations),
        "quotes_verbatim": sum(verbatim(citation, texts) for citation in said.citations),
    }


def reading_scores(said: Said) -> Marks:
    """How long a reply with content is and how hard to read, its markers left out."""
    reached = None if said.outcome in TURNED_AWAY else grade(_MARKERS.sub("", said.text))
    return {} if reached is None else {"grade": reached, "length": len(said.sentences)}
