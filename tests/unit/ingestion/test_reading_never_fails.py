"""Whatever stands in a file, reading it gives faults, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ingestion.cards import read_card
from service.ingestion.documents import Document
from service.ingestion.faults import Fault
from service.ingestion.reviews import read_review
from service.ingestion.text_rules import check_characters, check_escapes, check_words
from tests.corpora import MINI

CARD = (MINI / "sources/alpha2020.md").read_text(encoding="utf-8")
REVIEW = (MINI / "reviews/one-infusion-cures.yaml").read_text(encoding="utf-8")
SNIPPETS = st.sampled_from(
    ["", "\n", " ", ":", "- ", "[", "]", "{", "}", "{[a]: b}", "&a ", "*a", "!!python/object:x ", "? ", "|", '"', "'",
     "null", "---\n", "1. {", "2026-13-40", "\u200b", "\x00", "\u2028", "<<: ", "~", "#", "%", "9" * 400]
)  # fmt: skip
Mutation = tuple[int, int, str]


def mutations(length: int) -> st.SearchStrategy[list[Mutation]]:
    """Places to cut, how much to cut out, and what to put there."""
    cut = st.tuples(st.integers(0, length), st.integers(0, 40), SNIPPETS | st.text(max_size=8))
    return st.lists(cut, min_size=1, max_size=4)


def mutate(text: str, changes: list[Mutation]) -> str:
    """Apply the changes one after the other."""
    for at, length, snippet in changes:
        text = text[:at] + snippet + text[at + length :]
    return text


def read(text: str, path: str, reader: Callable[[Document, list[Fault]], object]) -> list[Fault]:
    """Faults of a text, which has at least as many lines as any of them says."""
    document, faults = Document(path, text, ""), list[Fault]()
    reader(document, faults)
    faults += [*check_characters(document), *check_words(document), *check_escapes(document, text, 1)]
    assert all(1 <= fault.line <= text.count("\n") + 1 for fault in faults), faults
    return faults


@settings(max_examples=300, deadline=None)
@given(mutations(len(CARD)))
def test_a_damaged_card_gives_faults_not_exceptions(changes: list[Mutation]) -> None:
    read(mutate(CARD, changes), "sources/alpha2020.md", read_card)


@settings(max_examples=300, deadline=None)
@given(mutations(len(REVIEW)))
def test_a_damaged_review_gives_faults_not_exceptions(changes: list[Mutation]) -> None:
    read(mutate(REVIEW, changes), "reviews/one-infusion-cures.yaml", read_review)


@pytest.mark.parametrize(
    "text", ["", "---\n---\n", "---\n[]\n---\n", "---\n{}\n---\n1. {}\n", '---\na: &x [*x, "\\u200b"]\n---\n']
)
def test_an_empty_or_odd_card_gives_faults(text: str) -> None:
    assert read(text, "sources/alpha2020.md", read_card)


def test_the_snippets_are_read_from_files_that_are_sound() -> None:
    assert read(CARD, "sources/alpha2020.md", read_card) == []
    assert read(REVIEW, str(Path("reviews/one-infusion-cures.yaml")), read_review) == []
