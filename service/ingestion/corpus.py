"""The corpus as one immutable value, holding only what may be served."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service.domain import ClaimReview, Corpus, Passage
from service.ingestion.cards import Card, read_card
from service.ingestion.documents import REVIEWS, SOURCES, corpus_version, read_documents
from service.ingestion.faults import Fault
from service.ingestion.lexicon import read_lexicon
from service.ingestion.policy_file import raise_faults
from service.ingestion.reviews import ReviewFile, read_review
from service.ingestion.scope import read_scope


@dataclass(frozen=True, slots=True)
class Files:
    """Every card and review that could be read, servable or not, and what was wrong while reading."""

    cards: tuple[Card, ...]
    reviews: tuple[ReviewFile, ...]
    faults: tuple[Fault, ...]


def load_corpus(corpus_dir: Path) -> Corpus:
    """Read what may be served.

    Sources that are retracted, superseded or withdrawn are left out, and so is every review that quotes one: a
    retraction takes effect at once, and the corpus check then asks for the review to be mended.
    Raises CorpusFault, with every fault in its message, where a file cannot be read or a quote is not verbatim.
    """
    files = read_files(corpus_dir)
    faults = [*files.faults, *quote_faults(files)]
    concepts = read_lexicon(corpus_dir, faults)
    scope = read_scope(corpus_dir, concepts, faults)
    raise_faults(faults)
    cards = [card for card in files.cards if card.source.status.servable]
    passages = {passage.id: passage for card in cards for passage in card.passages}
    return Corpus(
        version=corpus_version(corpus_dir),
        sources={card.source.id: card.source for card in cards},
        passages=passages,
        reviews={file.review.id: file.review for file in files.reviews if servable(file.review, passages)},
        concepts=concepts,
        scope=scope,
    )


def read_files(corpus_dir: Path) -> Files:
    """Read all cards and reviews, in the order of their ids."""
    faults: list[Fault] = []
    cards: list[Card] = []
    reviews: list[ReviewFile] = []
    for document in read_documents(corpus_dir, SOURCES):
        if isinstance(document, Fault):
            faults.append(document)
        elif card := read_card(document, faults):
            cards.append(card)
    for document in read_documents(corpus_dir, REVIEWS):
        if isinstance(document, Fault):
            faults.append(document)
        elif review := read_review(document, faults):
            reviews.append(review)
    if not cards:
        faults.append(Fault("sources", 1, "no-sources", "not one card could be read"))
    return Files(tuple(cards), tuple(reviews), tuple(faults))


def servable(review: ClaimReview, passages: dict[str, Passage]) -> bool:
    """Whether a review is active and every passage that it quotes is served."""
    return review.active and all(citation.passage_id in passages for citation in review.citations)


def quote_faults(files: Files) -> list[Fault]:
    """Quotes of active reviews from passages that nobody knows, or that do not hold them word for word."""
    passages = {passage.id: passage for card in files.cards for passage in card.passages}
    return [fault for file in files.reviews if file.review.active for fault in quote_faults_of(file, passages)]


def quote_faults_of(file: ReviewFile, passages: dict[str, Passage]) -> list[Fault]:
    """Faults of the quotes of one review."""
    faults = []
    for citation, line in zip(file.review.citations, file.item_lines["citations"], strict=True):
        passage = passages.get(citation.passage_id)
        if passage is None and citation.passage_id:
            message = f"no card has a passage `{citation.passage_id}`"
            faults.append(Fault(file.document.path, line, "unknown-id", message))
        elif passage is not None and citation.quote not in passage.text:
            message = f"`{citation.quote}` does not stand in {citation.passage_id}"
            faults.append(Fault(file.document.path, line, "quote-not-verbatim", message))
    return faults
