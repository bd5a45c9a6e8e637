"""Replies to messages that opened a conversation, given again where the same message opens one."""

from __future__ import annotations

from eval.result import Json

Call = tuple[str, str, str | None, str | None]
"""As in ("chat", message, session id, region)."""


class Openings:
    """What a target said to first messages, with the milliseconds that it took.

    Suites that ask the same cases share it, so that each message is asked once. A case that goes on from a reply that
    was given again opens a conversation of its own; see `Recorder`.
    """

    def __init__(self) -> None:
        self._kept: dict[Call, tuple[Json, float]] = {}

    def said(self, call: Call) -> tuple[Json, float] | None:
        """The reply and the milliseconds of its first time; None where it must be asked."""
        return self._kept.get(call)

    def keep(self, call: Call, said: Json, took_ms: float) -> None:
        """Take in the answer to a first message."""
        self._kept[call] = (said, took_ms)
