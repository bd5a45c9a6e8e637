"""The maintainers' own cases: does a reply have the right outcome, verdict and source, and does it stand on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.case import CASES, HELDOUT, Case, load_cases
from eval.contract import Said, read_reply
from eval.grounding import cited_cards, statements, traceable, verbatim
from eval.measure import Measure, over_set, rate_of
from eval.result import Json
from eval.scoring import TURNED_AWAY, always_the_commonest, macro_f1, main_verdict, share_of
from eval.suites.suite import Item, Options, Scores
from eval.targets.target import Target
from service.answering.gate import Gate
from service.domain import Outcome, Verdict

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
_DECLINED = "personal_advice"
_SILENT = frozenset({"out_of_scope", "not_covered"})


@dataclass(frozen=True, slots=True)
class CasesSuite:
    """See `suite.Suite`; `gate` judges whether a sentence stands on what it cites."""

    gate: Gate
    name: str = "cases"
    needs_data: bool = False
    measures: Sequence[Measure] = MEASURES

    def load(self, options: Options) -> Sequence[Item]:
        """See `Suite`."""
        place = options.data or CASES / options.split
        return [item_of(case) for case in load_cases(place, hide_values=options.split == HELDOUT)]

    def run(self, item: Item, target: Target) -> Scores:
        """See `Suite`; the messages of the history are sent first, in one conversation."""
        case = Case.model_validate({"id": item.id, **item.asked, **item.expected})
        said = converse(case, target)
        verdict = main_verdict(said)
        scores = {**outcome_scores(case, said), **content_scores(case, said, verdict), **self._grounds(said, target)}
        return Scores(scores, {"outcome": said.outcome, "verdict": verdict}, _reasons(case, said, verdict, scores))

    def _grounds(self, said: Said, target: Target) -> dict[str, float | bool]:
        texts = statements(cited_cards(said, target))
        return {
            "sentences": len(said.sentences),
            "sentences_traceable": sum(traceable(said, texts, self.gate)),
            "quotes": len(said.citations),
            "quotes_verbatim": sum(verbatim(citation, texts) for citation in said.citations),
        }


def item_of(case: Case) -> Item:
    """A case as an item: cases that rest on the same source are not independent of each other."""
    whole = case.model_dump(mode="json", exclude={"id"})
    asked = {name: whole.pop(name) for name in ("text", "history", "region")}
    return Item(case.id, asked, whole, (case.sources_any or (case.id,))[0], {"type": case.type})


def converse(case: Case, target: Target) -> Said:
    """The reply to the case's message."""
    session_id = None
    for earlier in case.history:
        session_id = read_reply(target.chat(earlier, session_id=session_id, region=case.region)).session_id
    return read_reply(target.chat(case.text, session_id=session_id, region=case.region))


def outcome_scores(case: Case, said: Said) -> dict[str, float | bool]:
    """What the outcome alone tells, where it applies."""
    right = said.outcome in case.expected_outcomes
    urgent = said.outcome is Outcome.URGENT
    scores: dict[str, float | bool] = {"outcome_right": right}
    scores["urgent_caught" if Outcome.URGENT in case.expected_outcomes else "urgent_false_alarm"] = urgent
    if case.type == _DECLINED:
        scores["declined_right"] = right
    if case.type in _SILENT:
        scores["silence_right"] = right
    if case.answerable:
        scores["turned_away"] = said.outcome in TURNED_AWAY
    return scores


def content_scores(case: Case, said: Said, verdict: Verdict | None) -> dict[str, float | bool]:
    """Verdict and source, where the case names them."""
    scores: dict[str, float | bool] = {}
    if case.expected_verdict:
        scores["verdict_right"] = verdict in case.verdicts
    if case.sources_any and case.answerable:
        scores["right_source"] = any(citation.source_id in case.sources_any for citation in said.citations)
    return scores


def _reasons(case: Case, said: Said, verdict: Verdict | None, scores: Json) -> tuple[str, ...]:
    """Why a score is not full marks, without a word of the case."""
    wrong = {
        "outcome_right": f"outcome {said.outcome}, accepted: {', '.join(case.expected_outcomes)}",
        "verdict_right": f"verdict {verdict or 'none'}, accepted: {', '.join(sorted(case.verdicts))}",
        "right_source": f"cites {_cited(said)}, none of: {', '.join(case.sources_any)}",
    }
    reasons = [why for name, why in wrong.items() if scores.get(name) is False]
    for counted in ("sentences_traceable", "quotes_verbatim"):
        short = scores[counted.split("_")[0]] - scores[counted]
        reasons += [f"{short} of {scores[counted.split('_')[0]]}: not {counted.replace('_', ' ')}"] if short else []
    return tuple(reasons)


def _cited(said: Said) -> str:
    return ", ".join(dict.fromkeys(citation.source_id for citation in said.citations)) or "nothing"
