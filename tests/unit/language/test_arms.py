"""Which of several numbers belongs to what."""

from __future__ import annotations

import pytest

from service.domain import Concept, Scope
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus

CONCEPTS = {
    "aspirin": Concept("aspirin", "drug", ("aspirin",)),
    "placebo": Concept("placebo", "treatment", ("placebo", "dummy pill")),
    "saline": Concept("saline", "treatment", ("saline",), ("placebo",)),
    "children": Concept("children", "population", ("children",)),
    "adults": Concept("adults", "population", ("adults", "grown-ups")),
}
FOCUS = Focus(ConceptMatcher(CONCEPTS), Scope("aspirin", (), ("aspirin",), "aspirin"))
TWO_ARMS = "In a trial in adults, warts cleared in 63 % of those given aspirin and 46 % of those given placebo."
TWO_GROUPS = "Warts cleared in 30 % of children and 12 % of adults."
MOMENTS = "Warts had cleared in 52 % at 24 hours, 48 % at 72 hours and 40 % at day 7."


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("aspirin cleared 46 % and the placebo 63 %", TWO_ARMS),
        ("46 % with aspirin, 63 % with saline", TWO_ARMS),
        ("Aspirin clears warts in 46 % of people.", TWO_ARMS),
        ("nearly two thirds on the dummy pill were clear", TWO_ARMS),
        ("A third of grown-ups got clear skin", TWO_GROUPS),
        ("forty per cent after a day, half by day seven", MOMENTS),
    ],
)
def test_a_number_given_to_the_other_thing_is_found(claim: str, evidence: str) -> None:
    assert FOCUS.exchanged(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("aspirin cleared 63 % and the placebo 46 %", TWO_ARMS),
        ("placebo: 46 %; aspirin: 63 %", TWO_ARMS),
        ("Aspirin beat placebo, and 46 % were clear.", TWO_ARMS),
        ("46 % were clear", TWO_ARMS),
        ("Aspirin cleared 20 %.", TWO_ARMS),
        ("30 % of children", TWO_GROUPS),
        ("52 % after a day, 40 % by day seven", MOMENTS),
        ("Aspirin cleared 46 %.", "Warts cleared in 46 % with aspirin."),
        ("Aspirin is old.", TWO_ARMS),
        ("46 % with aspirin", "Aspirin is old."),
    ],
)
def test_a_number_in_its_place_or_of_nobody_is_not(claim: str, evidence: str) -> None:
    assert FOCUS.exchanged(claim, evidence) is None


def test_what_is_found_names_both_numbers() -> None:
    found = FOCUS.exchanged("46 % with aspirin", TWO_ARMS)
    assert found
    assert (found.stated.text, found.found.text, found.kind) == ("46 %", "63 %", "treatment")
