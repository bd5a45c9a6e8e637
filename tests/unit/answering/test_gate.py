from __future__ import annotations

from dataclasses import replace

import pytest

from service.answering import frames
from service.answering.draft import DraftSentence, quoted
from service.answering.gate import Gate
from service.language.concepts import ConceptMatcher
from tests.samples import CONCEPTS, quote

GATE = Gate(ConceptMatcher(CONCEPTS), frozenset({"Please ask your pharmacist."}))


def rule(text: str, *, cite: bool = True) -> str | None:
    rejection = GATE.rejection(DraftSentence(text, (quote(),) if cite else ()))
    return rejection.rule if rejection else None


def test_a_verbatim_quote_passes() -> None:
    assert GATE.rejections((quoted(quote()),)) == ()


@pytest.mark.parametrize("frame", sorted(frames.ALL))
def test_every_fixed_frame_passes_without_a_citation(frame: str) -> None:
    assert rule(frame, cite=False) is None


def test_a_sentence_allowed_by_the_safety_policy_passes() -> None:
    assert rule("Please ask your pharmacist.", cite=False) is None


def test_a_fact_without_a_citation_is_held_back() -> None:
    assert rule("Aspirin clears warts.", cite=False) == "no citation and not a fixed frame"


def test_an_editors_wording_of_the_same_content_passes() -> None:
    assert rule("Aspirin cleared warts in about 64 % of adults in one trial.") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("In one trial, aspirin cleared warts in 84 % of adults.", ("a number is in no cited passage", "84 %")),
        ("In one trial, ibuprofen cleared warts in 64 % of adults.", ("a name is in no cited passage", "ibuprofen")),
        ("In one trial, aspirin cleared warts in 64 % of teenagers.", ("a name is in no cited passage", "teenagers")),
        (
            "Aspirin rebuilds joints, lowers fever and lifts moods wonderfully.",
            ("too few of its words come from the cited passages", ""),
        ),
    ],
)
def test_what_is_on_no_cited_passage_is_held_back(text: str, why: tuple[str, str]) -> None:
    rejection = GATE.rejection(DraftSentence(text, (quote(),)))
    assert rejection is not None
    assert (rejection.rule, rejection.word) == why


def test_a_quote_that_was_changed_is_held_back() -> None:
    changed = replace(quote(), text="In one trial, aspirin cleared warts in 94 % of adults.")
    assert GATE.rejection(quoted(changed)) is not None
