"""Embedded wordings of the claim reviews: what a claim is compared with, and what it must not be mistaken for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np

from service.domain import ClaimReview, Corpus
from service.ports import Vectors


class AnchorKind(StrEnum):
    """How a text belongs to its review."""

    CLAIM = "claim"
    WORDING = "wording"
    NEAR_MISS = "near_miss"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One text of a review."""

    review_id: str
    kind: AnchorKind
    text: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """Anchors with their vectors: row `n` of the float32 matrix belongs to anchor `n`."""

    entries: tuple[Anchor, ...]
    vectors: Vectors


def anchors_of(corpus: Corpus) -> tuple[Anchor, ...]:
    """Every anchor, review by review: its claim, its wordings, its near misses."""
    return tuple(anchor for review in corpus.reviews.values() for anchor in anchors_of_review(review))


def anchors_of_review(review: ClaimReview) -> tuple[Anchor, ...]:
    """Anchors of one review."""
    return (
        Anchor(review.id, AnchorKind.CLAIM, review.claim),
        *(Anchor(review.id, AnchorKind.WORDING, text) for text in review.wordings),
        *(Anchor(review.id, AnchorKind.NEAR_MISS, text) for text in review.near_misses),
    )


def save_anchors(path: Path, anchors: Anchors) -> None:
    """Write an .npz that needs no pickle to read."""
    np.savez(
        path,
        review_ids=np.array([anchor.review_id for anchor in anchors.entries], dtype=np.str_),
        kinds=np.array([str(anchor.kind) for anchor in anchors.entries], dtype=np.str_),
        texts=np.array([anchor.text for anchor in anchors.entries], dtype=np.str_),
        vectors=anchors.vectors.astype(np.float32),
    )


def load_anchors(path: Path) -> Anchors:
    """Read what `save_anchors` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        columns = zip(stored["review_ids"], stored["kinds"], stored["texts"], strict=True)
        entries = tuple(Anchor(str(review), AnchorKind(kind), str(text)) for review, kind, text in columns)
        return Anchors(entries, stored["vectors"])
