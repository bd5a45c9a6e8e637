"""Small values of the domain for tests; every field can be given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from service.domain import (
    Bearing,
    Certainty,
    Checked,
    Concept,
    Corpus,
    EvidenceKind,
    FindingKind,
    Passage,
    Quote,
    RankedPassage,
    Scope,
    Source,
    Species,
    Status,
    Tier,
    Topic,
)

DAY = date(2026, 1, 1)
SOURCE = Source(
    "trial", "A trial", "A et al.", 2020, "Journal", None, None, None, EvidenceKind.RCT, Species.HUMAN, "adults",
    Tier.PRIMARY_STUDY, Status.ACTIVE, "own words", ("speed",), Checked.PRIMARY, DAY, DAY, date(2027, 1, 1),
)  # fmt: skip
PASSAGE = Passage(
    "trial", 1, "In one trial, aspirin cleared warts in 64 % of adults.", FindingKind.EFFICACY, Certainty.MODERATE,
    Checked.PRIMARY, "https://example.org",
)  # fmt: skip
CONCEPTS = {
    "aspirin": Concept("aspirin", "drug", ("aspirin",)),
    "ibuprofen": Concept("ibuprofen", "drug", ("ibuprofen",)),
    "warts": Concept("warts", "condition", ("warts", "verruca")),
    "adults": Concept("adults", "population", ("adults",)),
    "teenagers": Concept("teenagers", "population", ("teenagers", "teens")),
}


def source(**changes: Any) -> Source:
    return replace(SOURCE, **changes)


def passage(text: str = PASSAGE.text, **changes: Any) -> Passage:
    return replace(PASSAGE, text=text, **changes)


def quote(text: str = PASSAGE.text, bearing: Bearing = Bearing.SUPPORTS, **changes: Any) -> Quote:
    return Quote(passage(text, **changes), text, bearing)


def ranked(text: str = PASSAGE.text, score: float = 0.8, dense: float = 0.8, **changes: Any) -> RankedPassage:
    return RankedPassage(passage(text, **changes), score, dense, score)


def corpus(*passages: Passage) -> Corpus:
    held = passages or (PASSAGE,)
    return Corpus(
        version="test",
        sources={p.source_id: source(id=p.source_id) for p in held},
        passages={p.id: p for p in held},
        reviews={},
        concepts=CONCEPTS,
        scope=Scope(
            "aspirin and warts",
            (Topic("speed", "how fast it works", "How fast does aspirin work?"),),
            ("aspirin", "warts"),
            "aspirin",
        ),
    )
