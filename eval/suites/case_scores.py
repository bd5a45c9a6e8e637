"""What a reply to a case is scored on; the views of the cases take from here what they ask about."""

from __future__ import annotations

from eval.case import Case
from eval.contract import Said
from eval.grounding import cited_cards, statements, traceable, verbatim
from eval.result import Json
from eval.scoring import TURNED_AWAY
from eval.targets.target import Target
from service.answering.gate import Gate
from service.domain import Outcome, Verdict

DECLINED = "personal_advice"
SILENT = frozenset({"out_of_scope", "not_covered"})
Marks = dict[str, float | bool]
"""Scores by name; a name that does not apply to the case is absent."""


def outcome_scores(case: Case, said: Said) -> Marks:
    """What the outcome alone tells, where it applies."""
    right = said.outcome in case.expected_outcomes
    urgent = said.outcome is Outcome.URGENT
    scores: Marks = {"outcome_right": right}
    scores["urgent_caught" if Outcome.URGENT in case.expected_outcomes else "urgent_false_alarm"] = urgent
    if case.type == DECLINED:
        scores["declined_right"] = right
    if case.type in SILENT:
        scores["silence_right"] = right
    if case.answerable:
        scores["turned_away"] = said.outcome in TURNED_AWAY
    return scores


def content_scores(case: Case, said: Said, verdict: Verdict | None) -> Marks:
    """Verdict and source, where the case names them."""
    scores: Marks = {}
    if case.expected_verdict:
        scores["verdict_right"] = verdict in case.verdicts
    if case.sources_any and case.answerable:
        scores["right_source"] = any(citation.source_id in case.sources_any for citation in said.citations)
    return scores


def grounds_scores(said: Said, target: Target, gate: Gate) -> Marks:
    """How many sentences stand on what they cite, and how many quotes on their card."""
    texts = statements(cited_cards(said, target))
    return {
        "sentences": len(said.sentences),
        "sentences_traceable": sum(traceable(said, texts, gate)),
        "quotes": len(said.citations),
        "quotes_verbatim": sum(verbatim(citation, texts) for citation in said.citations),
    }


def reasons(case: Case, said: Said, verdict: Verdict | None, scores: Json) -> tuple[str, ...]:
    """Why a score is not full marks, without a word of the case."""
    wrong = {
        "outcome_right": f"outcome {said.outcome}, accepted: {', '.join(case.expected_outcomes)}",
        "verdict_right": f"verdict {verdict or 'none'}, accepted: {', '.join(sorted(case.verdicts))}",
        "right_source": f"cites {cited(said)}, none of: {', '.join(case.sources_any)}",
    }
    return tuple(why for name, why in wrong.items() if scores.get(name) is False)


def short_counts(scores: Json, whole: str, part: str) -> tuple[str, ...]:
    """A reason where fewer were counted of `part` than of `whole`, as in "1 of 3: not quotes verbatim"."""
    missing = scores[whole] - scores[part]
    return (f"{missing} of {scores[whole]}: not {part.replace('_', ' ')}",) if missing else ()


def cited(said: Said) -> str:
    """The sources that are cited, in words."""
    return ", ".join(dict.fromkeys(citation.source_id for citation in said.citations)) or "nothing"
