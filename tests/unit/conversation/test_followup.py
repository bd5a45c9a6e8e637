from __future__ import annotations

from dataclasses import replace
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
    assert resolve("and for teenagers?", (LAST,), MATCHER, SUBJECT) == "Does aspirin clear warts in teenagers?"


def test_another_question_is_read_together_with_the_last() -> None:
    resolved = resolve("and how long does it last?", (LAST,), MATCHER, SUBJECT)
    assert resolved == "Does aspirin clear warts in adults, how long does it last?"


STATED = replace(LAST, message="Aspirin cures warts.", resolved="Aspirin cures warts.", outcome=Outcome.CORRECTED)


@pytest.mark.parametrize(
    ("message", "resolved"),
    [
        ("How long does it last?", "Aspirin cures warts. How long does it last?"),
        (
            "Are you sure? My doctor says it lasts for months.",
            "Aspirin cures warts. My doctor says it lasts for months.",
        ),
        ("it burns", "Aspirin cures warts, it burns"),
        (
            "By how many days does aspirin cure warts sooner?",
            "Aspirin cures warts. By how many days does aspirin cure warts sooner?",
        ),
    ],
)
def test_what_follows_a_statement_stands_beside_it(message: str, resolved: str) -> None:
    assert is_follow_up(message, (STATED,), MATCHER, SUBJECT)
    assert resolve(message, (STATED,), MATCHER, SUBJECT) == resolved


@pytest.mark.parametrize(
    "message", ["Does ibuprofen cure warts?", "How is aspirin made?", "Why does aspirin not cure warts?"]
)
def test_a_question_of_its_own_does_not_rest_on_what_was_said(message: str) -> None:
    assert not is_follow_up(message, (STATED,), MATCHER, SUBJECT)


def test_a_third_message_follows_what_the_second_followed() -> None:
    second = replace(STATED, message="How long does it last?", resolved="Aspirin cures warts. How long does it last?")
    assert (
        resolve("What does it cost?", (STATED, second), MATCHER, SUBJECT) == "Aspirin cures warts. What does it cost?"
    )


def test_a_sentence_that_names_another_drug_changes_no_name() -> None:
    assert "aspirin" in resolve("It is really ibuprofen.", (LAST,), MATCHER, SUBJECT)


def test_doubt_asks_the_last_question_again() -> None:
    assert resolve("Are you sure?", (LAST,), MATCHER, SUBJECT) == LAST.resolved


def test_insistence_asks_the_last_question_again() -> None:
    assert is_follow_up("I read a study that proved it.", (LAST,), MATCHER, SUBJECT)
    assert resolve("I read a study that proved it.", (LAST,), MATCHER, SUBJECT) == LAST.resolved
