from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.conversation.followup import is_follow_up, resolve
from service.domain import Outcome, Turn
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS

MATCHER = ConceptMatcher(CONCEPTS)
SUBJECT = frozenset({"aspirin", "warts"})
LAST = Turn("q", "Does aspirin clear warts in adults?", Outcome.ANSWERED, (), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "message", ["and for teenagers?", "what about teens", "ok but how long does it last?", "are you sure?"]
)
def test_an_elliptic_message_is_a_follow_up(message: str) -> None:
    assert is_follow_up(message, (LAST,), MATCHER, SUBJECT)


def test_a_message_that_stands_alone_is_not() -> None:
    assert not is_follow_up("Does aspirin clear warts faster than ibuprofen does?", (LAST,), MATCHER, SUBJECT)
    assert not is_follow_up("and for teenagers?", (), MATCHER, SUBJECT)


def test_another_group_takes_the_place_of_the_old_one() -> None:
    assert resolve("and for teenagers?", (LAST,), MATCHER) == "Does aspirin clear warts in teenagers?"


def test_another_question_is_read_together_with_the_last() -> None:
    resolved = resolve("and how long does it last?", (LAST,), MATCHER)
    assert resolved == "Does aspirin clear warts in adults, how long does it last?"


def test_doubt_asks_the_last_question_again() -> None:
    assert resolve("Are you sure?", (LAST,), MATCHER) == LAST.resolved


def test_insistence_asks_the_last_question_again() -> None:
    assert is_follow_up("I read a study that proved it.", (LAST,), MATCHER, SUBJECT)
    assert resolve("I read a study that proved it.", (LAST,), MATCHER) == LAST.resolved
