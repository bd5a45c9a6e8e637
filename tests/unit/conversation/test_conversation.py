"""What a conversation remembers of what was pressed, and what it leans on."""

from __future__ import annotations

from datetime import UTC, datetime

from service.adapters.memory_sessions import MemorySessions
from service.conversation.conversation import Conversation
from service.domain import Outcome, Pressed, Pressure
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS

CLAIM = "Aspirin cures warts."


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


def talk(*said: tuple[str, Outcome]) -> tuple[Conversation, str]:
    """A conversation in which these messages were replied to."""
    subject = frozenset({"aspirin", "warts"})
    store = MemorySessions(max_sessions=10, max_turns=10, ttl_seconds=60, clock=_Clock())
    conversation = Conversation(store, ConceptMatcher(CONCEPTS), subject, _Clock(), lambda: "s")
    for message, outcome in said:
        session = conversation.open("s")
        conversation.keep(session, message, conversation.resolve(message, session), outcome, "refuted trial#1")
    return conversation, "s"


def test_every_push_is_counted_and_asks_the_claim_again() -> None:
    pushes = [("It does.", Outcome.CORRECTED), ("My doctor says so.", Outcome.CORRECTED)]
    conversation, session_id = talk((CLAIM, Outcome.CORRECTED), *pushes)
    session = conversation.open(session_id)
    assert conversation.resolve("Are you sure?", session) == CLAIM
    assert conversation.pressure("Are you sure?", session) is Pressure.DOUBT
    assert conversation.pressed("Are you sure?", session, CLAIM, "refuted trial#1") == Pressed(Pressure.DOUBT, 2)
    assert conversation.pressed("Are you sure?", session, CLAIM, "refuted trial#2") is None
    assert conversation.pressed("How is it given?", session, CLAIM, "refuted trial#1") is None


def test_a_first_message_or_news_presses_nothing() -> None:
    conversation, session_id = talk()
    assert conversation.pressure("It does.", conversation.open(session_id)) is None
    assert conversation.pressed("It does.", conversation.open(session_id), CLAIM, "") is None
    conversation, session_id = talk((CLAIM, Outcome.CORRECTED))
    assert conversation.pressure("But it makes people feel sick", conversation.open(session_id)) is None


def test_what_was_off_the_subject_is_not_leant_on() -> None:
    conversation, session_id = talk((CLAIM, Outcome.CORRECTED), ("Nice weather in Rome today", Outcome.OUT_OF_SCOPE))
    assert conversation.resolve("It does.", conversation.open(session_id)) == CLAIM


def test_after_a_request_that_was_declined_the_claim_before_it_is_pressed() -> None:
    asked = ("If it cures warts, can I take it?", Outcome.DECLINED)
    conversation, session_id = talk((CLAIM, Outcome.CORRECTED), asked)
    assert conversation.resolve("It does.", conversation.open(session_id)) == CLAIM
