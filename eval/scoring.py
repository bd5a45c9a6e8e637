"""What is counted of a reply, and the figures of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eval.case import Case
from eval.stats import Rate, rate
from service.domain import Outcome, Reply, Verdict

_TURNED_AWAY = {Outcome.NOT_COVERED, Outcome.OUT_OF_SCOPE, Outcome.DECLINED, Outcome.URGENT}


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with the reply to it. `ungrounded` lists sentences that stand on no citation of theirs."""

    case: Case
    reply: Reply
    verdict: Verdict | None
    ungrounded: tuple[str, ...]

    @property
    def outcome_right(self) -> bool:
        """Whether the outcome is among those accepted."""
        return self.reply.outcome in self.case.expected_outcomes

    @property
    def verdict_right(self) -> bool:
        """Whether the verdict is among those accepted."""
        return self.verdict in self.case.verdicts

    @property
    def source_right(self) -> bool:
        """Whether a right source is cited."""
        return any(citation.source.id in self.case.sources_any for citation in self.reply.citations)


def main_verdict(reply: Reply) -> Verdict | None:
    """The verdict on the first claim that the sources settle; otherwise the first; not_covered counts as not enough."""
    verdicts = [cited.finding.verdict for cited in reply.findings]
    settled = [v for v in verdicts if v is not Verdict.NOT_ENOUGH_EVIDENCE]
    if settled or verdicts:
        return (settled or verdicts)[0]
    return Verdict.NOT_ENOUGH_EVIDENCE if reply.outcome is Outcome.NOT_COVERED else None


def figures(scored: Sequence[Scored]) -> Mapping[str, Rate]:
    """Every figure of the run by name."""
    judged = [s for s in scored if s.case.expected_verdict]
    majority = max(Verdict, key=lambda v: sum(v in s.case.verdicts for s in judged))
    urgent = [s for s in scored if Outcome.URGENT in s.case.expected_outcomes]
    silent = [s for s in scored if s.case.type in {"out_of_scope", "not_covered"}]
    answerable = [s for s in scored if s.case.answerable]
    sentences = [
        bad
        for s in scored
        for bad in ([True] * (len(s.reply.sentences) - len(s.ungrounded)) + [False] * len(s.ungrounded))
    ]
    return {
        "verdict accuracy": rate([s.verdict_right for s in judged]),
        f"always {majority.value}": rate([majority in s.case.verdicts for s in judged]),
        "right source cited": rate([s.source_right for s in scored if s.case.sources_any and s.case.answerable]),
        "outcome right": rate([s.outcome_right for s in scored]),
        "urgent recall": rate([s.reply.outcome is Outcome.URGENT for s in urgent]),
        "urgent false alarms": rate([s.reply.outcome is Outcome.URGENT for s in scored if s not in urgent]),
        "declined recall": rate([s.outcome_right for s in scored if s.case.type == "personal_advice"]),
        "out of scope or not covered, recall": rate([s.outcome_right for s in silent]),
        "answerable turned away": rate([s.reply.outcome in _TURNED_AWAY for s in answerable]),
        "sentences traceable": rate(sentences),
    }
