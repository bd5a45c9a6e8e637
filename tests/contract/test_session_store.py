"""What every session store keeps to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.adapters.memory_sessions import MAX_RESOLVED_CHARS, MemorySessions
from service.domain import Outcome, Session, Turn
from tests.fakes import SteppingClock


def store(clock: SteppingClock, *, sessions: int = 3, turns: int = 2, ttl: int = 60) -> MemorySessions:
    return MemorySessions(max_sessions=sessions, max_turns=turns, ttl_seconds=ttl, clock=clock)


def session(name: str, clock: SteppingClock, *messages: str) -> Session:
    turns = tuple(Turn(m, m, Outcome.ANSWERED, (), clock.now()) for m in messages)
    return Session(name, clock.now(), turns)


def test_what_was_put_is_got_and_deleted_for_good() -> None:
    clock = SteppingClock()
    held = store(clock)
    held.put(session("a", clock, "x"))
    assert held.get("a") is not None
    assert held.delete("a")
    assert held.get("a") is None
    assert not held.delete("a")


def test_turns_beyond_the_bound_leave_oldest_first() -> None:
    clock = SteppingClock()
    held = store(clock)
    held.put(session("a", clock, "1", "2", "3"))
    found = held.get("a")
    assert found is not None
    assert [turn.message for turn in found.turns] == ["2", "3"]


def test_sessions_beyond_the_bound_leave_oldest_first() -> None:
    clock = SteppingClock()
    held = store(clock)
    for name in "abcd":
        held.put(session(name, clock))
    assert held.get("a") is None
    assert held.get("d") is not None


def test_a_silent_session_expires() -> None:
    clock = SteppingClock()
    held = store(clock, ttl=60)
    held.put(session("a", clock))
    clock.time += timedelta(seconds=90)
    assert held.get("a") is None


def test_a_long_message_is_cut_to_its_bound() -> None:
    clock = SteppingClock()
    held = store(clock)
    long = session("a", clock, "x" * 5000)
    held.put(replace(long))
    found = held.get("a")
    assert found is not None
    assert len(found.turns[0].message) == MAX_RESOLVED_CHARS
