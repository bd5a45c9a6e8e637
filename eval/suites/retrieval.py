"""Does the search find the sources that a case may cite? The maintainers' own cases, asked as search queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.case import CASES, HELDOUT, Case, load_cases
from eval.contract import read_found
from eval.measure import Measure, mean_of, rate_of
from eval.ranking import CUT, gain, recall, reciprocal_rank
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target

PASSAGES = 50
"""Asked for, so that ten sources are among them: a source has several passages."""
MEASURES = (
    mean_of("ndcg", "nDCG@10"),
    mean_of("recall", "recall@10"),
    mean_of("reciprocal_rank", "MRR@10"),
    rate_of("found", "a right source in the first 10", sliced=True),
    rate_of("first", "a right source first"),
)


@dataclass(frozen=True, slots=True)
class RetrievalSuite:
    """See `suite.Suite`. Sources are ranked by their best passage; each of `sources_any` is relevant.

    Asked are the answerable cases that name sources; those with a history are left out, since search takes one text.
    """

    name: str = "retrieval"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`."""
        place = options.data or CASES / options.split
        cases = load_cases(place, hide_values=options.split == HELDOUT)
        return [_item(case) for case in cases if case.sources_any and case.answerable and not case.history]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`."""
        ranked = read_found(target.search(item.asked["text"], PASSAGES)).sources[:CUT]
        relevant = item.expected["sources_any"]
        scores = ranked_scores(dict.fromkeys(relevant, 1), ranked)
        reasons = (
            () if scores.get("first") else (f"found {', '.join(ranked) or 'nothing'}: wanted {', '.join(relevant)}",)
        )
        return Scores(scores, {"sources": list(ranked)}, reasons)


def ranked_scores(relevant: dict[str, int], ranked: Sequence[str]) -> dict[str, float | bool]:
    """The measures of a ranking; none where nothing is relevant."""
    scores = {
        "ndcg": gain(relevant, ranked),
        "recall": recall(relevant, ranked),
        "reciprocal_rank": reciprocal_rank(relevant, ranked),
        "found": any(relevant.get(each) for each in ranked[:CUT]),
        "first": any(relevant.get(each) for each in ranked[:1]),
    }
    return {name: score for name, score in scores.items() if score is not None}


def _item(case: Case) -> Item:
    asked, expected = {"text": case.text}, {"sources_any": list(case.sources_any)}
    return Item(case.id, asked, expected, case.sources_any[0], {"type": case.type})
