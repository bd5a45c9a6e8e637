"""Conversations in this process's memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from service.domain import Session
from service.ports import Clock

MAX_RESOLVED_CHARS = 2_000


class MemorySessions:
    """See `ports.SessionStore`. Bounded in sessions, turns, characters a turn and age; the oldest leave first."""

    def __init__(self, *, max_sessions: int, max_turns: int, ttl_seconds: int, clock: Clock) -> None:
        self._sessions: OrderedDict[str, tuple[datetime, Session]] = OrderedDict()
        self._max_sessions = max_sessions
        self._max_turns = max_turns
        self._ttl = timedelta(seconds=ttl_seconds)
        self._clock = clock
        self._lock = Lock()

    def get(self, session_id: str) -> Session | None:
        """See `ports.SessionStore`."""
        with self._lock:
            self._drop_expired()
            held = self._sessions.get(session_id)
            return held[1] if held else None

    def put(self, session: Session) -> None:
        """See `ports.SessionStore`."""
        turns = tuple(
            replace(turn, message=turn.message[:MAX_RESOLVED_CHARS], resolved=turn.resolved[:MAX_RESOLVED_CHARS])
            for turn in session.turns[-self._max_turns :]
        )
        with self._lock:
            self._sessions[session.id] = (self._clock.now(), replace(session, turns=turns))
            self._sessions.move_to_end(session.id)
            self._drop_expired()
            while len(self._sessions) > self._max_sessions:
                self._sessions.popitem(last=False)

    def delete(self, session_id: str) -> bool:
        """See `ports.SessionStore`."""
        with self._lock:
            return self._sessions.pop(session_id, None) is not None

    def _drop_expired(self) -> None:
        horizon = self._clock.now() - self._ttl
        while self._sessions:
            touched, _ = next(iter(self._sessions.values()))
            if touched > horizon:
                return
            self._sessions.popitem(last=False)
