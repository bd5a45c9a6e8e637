"""Plain words for every term of the vocabulary, so that each rendering says the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.domain import (
    Basis,
    Bearing,
    Certainty,
    Checked,
    EvidenceKind,
    Mood,
    Outcome,
    Overstep,
    Species,
    Status,
    Tier,
    Verdict,
)

EVIDENCE_KIND: Mapping[EvidenceKind, str] = {
    EvidenceKind.RCT: "randomised trial",
    EvidenceKind.META_ANALYSIS: "pooled analysis of several studies",
    EvidenceKind.SYSTEMATIC_REVIEW: "systematic review of the studies",
    EvidenceKind.COHORT: "study that followed a group of people",
    EvidenceKind.REVIEW: "overview by experts",
    EvidenceKind.MECHANISTIC: "laboratory study of how it works",
    EvidenceKind.REFERENCE: "reference work",
    EvidenceKind.PUBLIC_HEALTH_INFO: "public health information",
    EvidenceKind.GUIDELINE: "clinical guideline",
    EvidenceKind.REGULATORY_LABEL: "official product label",
    EvidenceKind.CONSENSUS: "statement agreed by experts",
    EvidenceKind.REGULATORY_WARNING: "warning from a regulator",
}

VERDICT: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "Supported",
    Verdict.OVERSIMPLIFIED: "Oversimplified",
    Verdict.CONTESTED: "Contested",
    Verdict.REFUTED: "Refuted",
    Verdict.NOT_ENOUGH_EVIDENCE: "Not enough evidence",
}

VERDICT_MEANING: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "Vetted evidence bears it out as worded.",
    Verdict.OVERSIMPLIFIED: "Partly right, but it says more than the evidence carries or leaves out what matters.",
    Verdict.CONTESTED: "Vetted sources of comparable weight disagree.",
    Verdict.REFUTED: "Vetted evidence contradicts it.",
    Verdict.NOT_ENOUGH_EVIDENCE: "The vetted sources do not settle it. That does not make it false.",
}

VERDICT_SIGN: Mapping[Verdict, str] = {
    Verdict.SUPPORTED: "✓",
    Verdict.OVERSIMPLIFIED: "≈",
    Verdict.CONTESTED: "±",
    Verdict.REFUTED: "✗",
    Verdict.NOT_ENOUGH_EVIDENCE: "?",
}

OVERSTEP: Mapping[Overstep, str] = {
    Overstep.CAUSAL_OVERCLAIM: "Claims a cause where the evidence shows a link, or one factor of several",
    Overstep.MECHANISM_AS_FACT: "States a possible explanation as settled fact",
    Overstep.CERTAINTY_INFLATION: "Sounds surer than the evidence is",
    Overstep.OVERGENERALISATION: "Says all or always where the evidence says some or sometimes",
    Overstep.POPULATION_SHIFT: "Speaks of others than those who were studied",
    Overstep.DURATION_OMITTED: "Leaves out how long the effect lasts",
    Overstep.WRONG_NUMBER: "Gives a number that the sources do not bear out",
    Overstep.SURROGATE_OUTCOME: "Speaks of an outcome that is not the one that was measured",
    Overstep.RISK_OMITTED: "Leaves out a known risk",
    Overstep.REGULATORY_CONFUSION: "Mixes up what is approved, for whom, or which product",
}

CERTAINTY: Mapping[Certainty, str] = {
    Certainty.HIGH: "high",
    Certainty.MODERATE: "moderate",
    Certainty.LOW: "low",
    Certainty.VERY_LOW: "very low",
}

CHECKED: Mapping[Checked, str] = {
    Checked.PRIMARY: "read in the original",
    Checked.SECONDARY: "read second-hand",
}

STATUS: Mapping[Status, str] = {
    Status.ACTIVE: "current",
    Status.DUE: "its date for review has passed",
    Status.CONCERN: "a concern has been raised about it",
    Status.SUPERSEDED: "replaced by a newer document",
    Status.RETRACTED: "retracted by its publisher",
    Status.WITHDRAWN: "withdrawn from the vetted sources",
}

BEARING: Mapping[Bearing, str] = {
    Bearing.SUPPORTS: "speaks for the claim",
    Bearing.REFUTES: "speaks against the claim",
    Bearing.CONTEXT: "gives context",
}

MOOD: Mapping[Mood, str] = {
    Mood.ASSERTED: "stated",
    Mood.ADVISED: "advised",
    Mood.ASKED: "asked as a question",
    Mood.PRESUPPOSED: "premise: taken for granted",
}

BASIS: Mapping[Basis, str] = {
    Basis.CLAIM_REVIEW: "a maintained review of this common claim",
    Basis.EVIDENCE: "passages weighed for this claim",
}

OUTCOME: Mapping[Outcome, str] = {
    Outcome.ANSWERED: "Answer",
    Outcome.CORRECTED: "Answer, with a correction",
    Outcome.PARTLY_ANSWERED: "Answer to part of the question",
    Outcome.NOT_COVERED: "Not covered by the vetted sources",
    Outcome.OUT_OF_SCOPE: "Outside what is covered here",
    Outcome.URGENT: "Please get help now",
    Outcome.DECLINED: "Not something to answer here",
}

SPECIES: Mapping[Species, str] = {
    Species.HUMAN: "in people",
    Species.ANIMAL: "in animals",
    Species.MIXED: "in people and animals",
}

TIER: Mapping[Tier, str] = {
    Tier.REGULATOR: "regulator",
    Tier.GUIDANCE: "guidance",
    Tier.SYNTHESIS: "synthesis of studies",
    Tier.PRIMARY_STUDY: "single study",
    Tier.BACKGROUND: "background",
}

NOTICED = frozenset({Status.DUE, Status.CONCERN})
"""Statuses of a served source that a reader must be told about."""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Words for a probability from `least` upwards."""

    least: float
    words: str


LIKELIHOODS = (
    Likelihood(0.95, "almost certainly right"),
    Likelihood(0.85, "very likely right"),
    Likelihood(0.70, "likely right"),
    Likelihood(0.55, "more likely right than wrong"),
    Likelihood(0.0, "uncertain"),
)


def likelihood(probability: float) -> str:
    """Words for the probability, in [0, 1], that a verdict is right."""
    return next(step.words for step in LIKELIHOODS if probability >= step.least)


def percent(probability: float) -> str:
    """A probability as a whole percentage that never claims 0 or 100."""
    return f"{min(99, max(1, round(probability * 100)))} %"


def long_date(day: date) -> str:
    """A day as a reader writes it: 4 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 claim, 2 claims, 50,000 characters."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def times(number: int) -> str:
    """How often, from 2: twice, 3 times."""
    return "twice" if number == 2 else f"{number:,} times"


def stop_after(text: str) -> str:
    """A full stop where the text does not end a sentence itself, else nothing."""
    return "" if text.endswith((".", "?", "!")) else "."
