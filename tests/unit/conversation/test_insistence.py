"""Pressure without news is told from a message that says something."""

from __future__ import annotations

import pytest

from service.conversation.insistence import insists
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS

MATCHER = ConceptMatcher(CONCEPTS)
BEFORE = "Aspirin cures warts."


@pytest.mark.parametrize(
    "message",
    [
        "My doctor told me it does, and he should know.",
        "Aspirin cures warts, everybody knows.",
        "I read a study that proved it.",
        "You people make me sick, it does cure warts.",
        "I am a professor of pharmacology at Oxford and I can assure you that it does.",
        "Once more: it cures warts.",
        "So it cures warts, right?",
        "It does.",
        "Everyone I know says the same.",
        "My doctor says it does and she has twenty years of experience.",
        "Harvard proved it.",
        "That's what the doctors found.",
        "You don't know anything about warts.",
        "Why do you always have to argue?",
        "I'm glad. So I was right?",
        "Hm, my friend doesn't believe me.",
        "The nurse says that's an old wives' tale.",
        "it isnt my problem that you know nothing",
        "My dermatologist uses it for that.",
        "Here it says: “Every patient is rid of theirs on the white tablets”.",
    ],
)
def test_repetition_appeals_and_outbursts_are_pressure(message: str) -> None:
    assert insists(message, BEFORE, MATCHER)


@pytest.mark.parametrize(
    "message",
    [
        "is it safe?",
        "how do you know?",
        "so which came out on top",
        "and driving",
        "My doctor says it damages the bladder",
        "I read that it was invented in Belgium",
        "But it makes people feel sick",
        "It cured 64 % of them.",
        "Aspirin does not cure warts.",
        "What about teenagers",
        "Can you explain how?",
        "Can you overdose?",
        "Why do you feel sick after it?",
        "My doctor says it lasts for months.",
        "“Aspirin is for teenagers and for nobody else”",
        "I mean in teenagers.",
    ],
)
def test_a_question_or_news_is_not(message: str) -> None:
    assert not insists(message, BEFORE, MATCHER)
