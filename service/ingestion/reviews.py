"""corpus/reviews/<id>.yaml to a ClaimReview."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.domain import Bearing, ClaimReview, Overstep, ReviewCitation, Status, Verdict
from service.ingestion.cards import read_id
from service.ingestion.documents import Document
from service.ingestion.faults import Fault
from service.ingestion.fields import Fields, compose

REVIEW_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
REVIEW_FIELDS = (
    "id", "claim", "wordings", "near_misses", "verdict", "oversteps", "whats_right", "whats_missing", "better_wording",
    "why_it_sounds_right", "topics", "citations", "status", "admitted_on", "review_due",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReviewFile:
    """A review as read, with the lines of its fields and of the items of its lists."""

    document: Document
    review: ClaimReview
    lines: Mapping[str, int]
    item_lines: Mapping[str, tuple[int, ...]]
    faulty: frozenset[str]


def read_review(document: Document, faults: list[Fault]) -> ReviewFile | None:
    """Read a review; faults are noted. None where the YAML is broken."""
    node = compose(document.text, document.path, 1, faults)
    if node is None:
        return None
    fields = Fields(node, document.path, 1, faults)
    review = read_fields(fields, document.name)
    item_lines = {name: fields.item_lines(name) for name in ("wordings", "near_misses", "citations")}
    return ReviewFile(document, review, fields.lines, item_lines, frozenset(fields.faulty))


def read_fields(fields: Fields, file_name: str) -> ClaimReview:
    """Read the fields of a review."""
    fields.expect(*REVIEW_FIELDS)
    review = ClaimReview(
        id=read_id(fields, REVIEW_ID, file_name),
        claim=fields.text("claim"),
        wordings=fields.texts("wordings"),
        near_misses=fields.texts("near_misses"),
        verdict=fields.choice("verdict", Verdict),
        oversteps=fields.choices("oversteps", Overstep),
        whats_right=fields.text("whats_right", may_be_empty=True),
        whats_missing=fields.text("whats_missing", may_be_empty=True),
        better_wording=fields.text("better_wording"),
        why_it_sounds_right=fields.text("why_it_sounds_right", may_be_empty=True),
        citations=tuple(read_citation(entry) for entry in fields.records("citations")),
        topics=fields.texts("topics"),
        active=fields.choice("status", Status).servable,
        admitted_on=fields.day("admitted_on"),
        review_due=fields.day("review_due"),
    )
    if fields.faulty.isdisjoint({"admitted_on", "review_due"}) and review.review_due < review.admitted_on:
        fields.bad("review_due", "impossible-date", f"due before the admission of {review.admitted_on}")
    return review


def read_citation(entry: Fields) -> ReviewCitation:
    """Read one quote; its line breaks fold to single spaces, as a passage's do."""
    entry.expect("passage", "stance", "quote")
    return ReviewCitation(entry.text("passage"), entry.choice("stance", Bearing), " ".join(entry.text("quote").split()))
