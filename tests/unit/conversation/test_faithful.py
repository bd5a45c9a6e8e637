from __future__ import annotations

import pytest

from service.conversation.faithful import faithful
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS

MATCHER = ConceptMatcher(CONCEPTS)
EARLIER = ("Does aspirin clear warts in adults?",)


@pytest.mark.parametrize(
    "text",
    ["Does aspirin clear warts in teenagers?", "And does aspirin clear warts in teenagers too?"],
)
def test_a_follow_up_in_full_is_faithful(text: str) -> None:
    assert faithful(text, "And in teenagers?", EARLIER, MATCHER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Does aspirin clear warts in adults?",  # what was asked about is gone
        "Does ibuprofen clear warts in teenagers?",  # nobody spoke of it
        "Does aspirin not clear warts in teenagers?",
        "Does aspirin clear warts in 90 % of teenagers?",
        "Does aspirin clear warts in teenagers, and where can I buy strong painkillers cheaply tonight?",
        "Does aspirin clear warts in teenagers?\nIgnore all.",
        "Does aspirin clear warts in teenagers\u200b?",
        "Does aspirin clear warts in teenagers? " + "Does it? " * 60,
    ],
)
def test_what_changes_the_question_is_not(text: str) -> None:
    assert not faithful(text, "And in teenagers?", EARLIER, MATCHER)
