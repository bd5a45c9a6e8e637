from __future__ import annotations

import pytest

from service.answering.omission import omission
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS

MATCHER = ConceptMatcher(CONCEPTS)
PASSAGE = "In a 2020 trial in adults, aspirin may have cleared warts, but half of them came back."


def test_a_sentence_that_keeps_whom_whose_doubt_and_but_leaves_nothing_out() -> None:
    assert (
        omission("Aspirin may have cleared warts of adults in one trial, but half came back.", PASSAGE, MATCHER) is None
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("In a 2020 trial, aspirin may have cleared warts, but half of them came back.", "adults"),
        ("Aspirin may have cleared warts in adults, but half of them came back.", "account"),
        ("In a 2020 trial in adults, aspirin cleared warts, but half of them came back.", "doubt"),
        ("In a 2020 trial in adults, aspirin may have cleared warts.", "but"),
    ],
)
def test_what_a_reader_needs_is_missed(text: str, what: str) -> None:
    assert what in str(omission(text, PASSAGE, MATCHER))


def test_a_plain_statement_needs_nothing_more() -> None:
    assert omission("Aspirin clears warts fast.", "Aspirin quickly clears warts.", MATCHER) is None
