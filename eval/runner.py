"""Runs cases against the service in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eval.case import Case
from eval.scoring import Scored, main_verdict
from service.answering.draft import DraftSentence
from service.answering.gate import Gate
from service.domain import Reply
from service.pipeline import FactChecker


def run(checker: FactChecker, gate: Gate, cases: Iterable[Case]) -> Iterator[Scored]:
    """Yield each case scored; the messages of its history are sent first, in one conversation."""
    for case in cases:
        session_id = None
        for earlier in case.history:
            session_id = checker.reply(earlier, session_id=session_id, region=case.region).session_id
        reply = checker.reply(case.text, session_id=session_id, region=case.region)
        yield Scored(case, reply, main_verdict(reply), ungrounded(reply, gate))


def ungrounded(reply: Reply, gate: Gate) -> tuple[str, ...]:
    """Sentences of a reply that cite something and yet do not stand on it."""
    quotes = {citation.n: citation.quote for citation in reply.citations}
    drafted = [DraftSentence(s.text, tuple(quotes[n] for n in s.citations)) for s in reply.sentences if s.citations]
    return tuple(rejection.sentence for rejection in gate.rejections(tuple(drafted)))
