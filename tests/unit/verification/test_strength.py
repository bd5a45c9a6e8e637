"""Each axis fires where the claim says more than the evidence, and stays silent where it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from service.domain import (
    Certainty,
    Checked,
    EvidenceKind,
    FindingKind,
    Overstep,
    Passage,
    Source,
    Species,
    Status,
    Tier,
)
from service.verification.strength.axes import excesses
from service.verification.strength.side import EvidenceSide

DAY = date(2026, 1, 1)
SOURCE = Source(
    "s", "T", "A", 2020, "V", None, None, None, EvidenceKind.RCT, Species.HUMAN, "adults", Tier.PRIMARY_STUDY,
    Status.ACTIVE, "own words", (), Checked.PRIMARY, DAY, DAY, DAY,
)  # fmt: skip


def side(
    text: str, finding: FindingKind = FindingKind.EFFICACY, certainty: Certainty = Certainty.MODERATE, **source: object
) -> EvidenceSide:
    passage = Passage("s", 1, text, finding, certainty, Checked.PRIMARY, "x")
    return EvidenceSide(passage, replace(SOURCE, **source))  # type: ignore[arg-type]


def fired(claim: str, evidence: EvidenceSide) -> set[Overstep]:
    return {excess.overstep for excess in excesses(claim, evidence)}


@pytest.mark.parametrize(
    ("claim", "evidence", "overstep"),
    [
        ("Stress causes warts.", side("Stress was associated with warts."), Overstep.CAUSAL_OVERCLAIM),
        ("Aspirin works by blocking the enzyme.", side("One hypothesis is the enzyme.", FindingKind.MECHANISM), Overstep.MECHANISM_AS_FACT),
        ("Aspirin is proven to help.", side("Aspirin helped.", certainty=Certainty.LOW), Overstep.CERTAINTY_INFLATION),
        ("Everyone gets better.", side("45 % of people got better."), Overstep.OVERGENERALISATION),
        ("Most people get better.", side("About 30 % of people got better."), Overstep.OVERGENERALISATION),
        ("Aspirin shrinks warts.", side("In mice, warts shrank.", species=Species.ANIMAL), Overstep.POPULATION_SHIFT),
        ("Aspirin clears warts for good.", side("The effect faded within a week."), Overstep.DURATION_OMITTED),
        ("84 % got better.", side("64 % got better."), Overstep.WRONG_NUMBER),
        ("Aspirin prevents deaths.", side("Scores on a scale fell."), Overstep.SURROGATE_OUTCOME),
        ("Aspirin is safe.", side("A warning covers bleeding.", FindingKind.HARM), Overstep.RISK_OMITTED),
        ("Aspirin is approved for warts.", side("Use for warts is off-label.", FindingKind.REGULATION), Overstep.REGULATORY_CONFUSION),
    ],
)  # fmt: skip
def test_an_axis_fires_where_the_claim_says_more(claim: str, evidence: EvidenceSide, overstep: Overstep) -> None:
    assert overstep in fired(claim, evidence)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Stress may be linked to warts.", side("Stress was associated with warts.")),
        ("Stress does not cause warts.", side("Several factors contribute to warts.")),
        ("One explanation is the enzyme.", side("One hypothesis is the enzyme.", FindingKind.MECHANISM)),
        ("About 45 % of people get better.", side("45 % of people got better.")),
        ("Not everyone gets better.", side("45 % of people got better.")),
        ("In mice, aspirin shrinks warts.", side("In mice, warts shrank.", species=Species.ANIMAL)),
        ("The effect does not last for good.", side("The effect faded within a week.")),
        ("Aspirin is not safe for everyone.", side("A warning covers bleeding.", FindingKind.HARM)),
        ("Aspirin is not approved for warts.", side("Use for warts is off-label.", FindingKind.REGULATION)),
    ],
)
def test_no_axis_fires_on_a_claim_of_the_same_strength(claim: str, evidence: EvidenceSide) -> None:
    assert fired(claim, evidence) == set()


def test_a_reason_names_the_words_of_both_sides() -> None:
    (excess,) = excesses("84 % got better.", side("64 % got better."))
    assert "84 %" in excess.reason and "64 %" in excess.reason
