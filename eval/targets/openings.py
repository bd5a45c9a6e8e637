"""Replies to messages that opened a conversation, given again where the same message opens one."""

from __future__ import annotations

from eval.result import Json

Call = tuple[str, str, str | None, str | None]
"""As in ("chat", message, session id, region)."""


class Openings:
    """What a target said to first messages, with the milliseconds that it took.

    Suites that ask the same cases share it, so that each message is asked once. A reply is kept for as long as its
    conversation has not gone on: a second conversation from the same opening gets an opening of its own.
    """

    def __init__(self) -> None:
        self._kept: dict[Call, tuple[Json, float]] = {}

    def said(self, call: Call) -> tuple[Json, float] | None:
        """The reply and the milliseconds of its first time; None where it must be asked."""
        return self._kept.get(call)

    def keep(self, call: Call, said: Json, took_ms: float) -> None:
        """Take in the answer to a first message."""
        self._kept[call] = (said, took_ms)

    def let_go(self, session_id: str) -> None:
        """The conversation goes on, so its opening stands for no other."""
        self._kept = {call: kept for call, kept in self._kept.items() if kept[0].get("session_id") != session_id}
