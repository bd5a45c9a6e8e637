"""One message to the checker, by whichever door it came: answered, counted, and open to be rated."""

from __future__ import annotations

from dataclasses import dataclass

from service.domain import Reply
from service.ports import SILENCE, Listener
from service.web.checker import Checker
from service.web.metrics import Metrics
from service.web.recent import RecentReplies


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked."""

    message: str
    session_id: str | None
    region: str | None
    earlier: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a message is answered. Work on it takes its time, so it is done in a thread."""

    checker: Checker
    metrics: Metrics
    recent: RecentReplies

    def answer(self, asked: Asked, listener: Listener = SILENCE) -> Reply:
        """The reply, remembered by its id and counted. Raises errors of `service.errors`."""
        reply = self.checker.reply(
            asked.message, session_id=asked.session_id, region=asked.region, earlier=asked.earlier, listener=listener
        )
        self.recent.add(reply)
        self.metrics.count_reply(reply.outcome, reply.findings)
        return reply
