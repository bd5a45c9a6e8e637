"""How good a ranking is, by trec_eval's own code (pytrec_eval)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pytrec_eval import RelevanceEvaluator

CUT = 10
Grades = Mapping[str, int]
"""How relevant each judged document is to one query: 0 is not at all, and so is a document that nobody judged."""


def gain(grades: Grades, ranked: Sequence[str], cut: int = CUT) -> float | None:
    """NDCG of the first `cut`, the gain of a document being its grade and the discount log2(rank + 1); in [0, 1].

    Järvelin and Kekäläinen 2002, as trec_eval's ndcg_cut computes it. None where no document is relevant.
    """
    return _measured(grades, ranked, f"ndcg_cut_{cut}", f"ndcg_cut.{cut}", 1)


def recall(grades: Grades, ranked: Sequence[str], cut: int = CUT) -> float | None:
    """The share of the relevant documents that are among the first `cut`; None where there are none."""
    return _measured(grades, ranked, f"recall_{cut}", f"recall.{cut}", 1)


def reciprocal_rank(grades: Grades, ranked: Sequence[str], cut: int = CUT, least: int = 1) -> float | None:
    """1 / rank of the first of grade `least` or more among the first `cut`, else 0; None where there is no such one."""
    return _measured(grades, ranked[:cut], "recip_rank", "recip_rank", least)


def average_precision(grades: Grades, ranked: Sequence[str], cut: int = CUT, least: int = 1) -> float | None:
    """The precision at each relevant document of the first `cut`, summed and divided by all that are relevant.

    Relevant are those of grade `least` or more; None where there are none.
    """
    return _measured(grades, ranked, f"map_cut_{cut}", f"map_cut.{cut}", least)


def judged_share(grades: Grades, ranked: Sequence[str], cut: int = CUT) -> tuple[int, int]:
    """How many of the first `cut` were judged, and how many there are."""
    first = ranked[:cut]
    return sum(document in grades for document in first), len(first)


def _measured(grades: Grades, ranked: Sequence[str], name: str, wanted: str, least: int) -> float | None:
    if not any(grade >= least for grade in grades.values()):
        return None
    evaluator = RelevanceEvaluator({"query": dict(grades)}, {wanted}, relevance_level=least)
    scores = {document: float(-rank) for rank, document in enumerate(ranked)}
    if not scores:
        return 0.0
    return float(evaluator.evaluate({"query": scores})["query"][name])
