"""One reviewer at work: the replies drawn, what was said of them so far, and what is said next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from eval.result import Json
from eval.review.draw import Drawn
from eval.review.marks import CHOICES, Mark, Part, latest
from eval.review.reply import Reply
from eval.review.shown import shown
from eval.review.store import Store


class NoSuchMark(ValueError):
    """A mark that cannot be made: on no reply that was drawn, on no part of it, or of a value that there is not."""


class Desk:
    """Threads may share it."""

    def __init__(
        self, drawn: Sequence[Drawn], runs: Sequence[Path], reviewer: str, now: Callable[[], datetime]
    ) -> None:
        self.reviewer = reviewer
        self._drawn = {each.reply.id: each for each in drawn}
        self._store = Store(runs, reviewer)
        self._now = now

    def sheet(self) -> Json:
        """Everything that the page shows: the replies, the choices, and the marks made so far, in an order that tells no run."""
        marks = latest(mark for mark in self._store.marks() if mark.reply in self._drawn)
        return {
            "reviewer": self.reviewer,
            "choices": {part: list(map(list, choices.items())) for part, choices in CHOICES.items()},
            "replies": [shown(each.reply) for each in self._drawn.values()],
            "marks": [[reply, part, index, value] for (reply, part, index), value in sorted(marks.items())],
        }

    def mark(self, reply_id: str, part: Part, index: int, value: str) -> None:
        """Keep a mark; it is on the disk when this returns. Raises NoSuchMark, or OSError where it cannot be kept."""
        drawn = self._drawn.get(reply_id)
        if drawn is None:
            raise NoSuchMark(f"no reply {reply_id!r} was drawn")
        if not 0 <= index < drawn.reply.count(part):
            raise NoSuchMark(f"the reply has no {part} {index}")
        self._store.add(self._made(drawn.reply, part, index, value), drawn.runs)

    def _made(self, reply: Reply, part: Part, index: int, value: str) -> Mark:
        at = self._now().isoformat(timespec="seconds")
        try:
            return Mark(case=reply.case, reply=reply.id, part=part, index=index, value=value, at=at)
        except ValidationError as error:
            raise NoSuchMark(error.errors()[0]["msg"]) from error
