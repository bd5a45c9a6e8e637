"""Every broken rule of a corpus, in the order of files and lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from service.ingestion.card_rules import check_between_cards, check_card
from service.ingestion.cards import FRONT_MATTER, HEAD_LINE, NUMBERED
from service.ingestion.corpus import Files, quote_faults, read_files
from service.ingestion.documents import LEDGER, POLICY, REVIEWS, SOURCES, Document, read_documents
from service.ingestion.faults import Fault
from service.ingestion.ledger import verify
from service.ingestion.lexicon import read_lexicon
from service.ingestion.review_rules import check_between_reviews, check_review
from service.ingestion.safety import check_safety
from service.ingestion.scope import read_scope
from service.ingestion.text_rules import check_characters, check_escapes, check_words


def check(corpus_dir: Path) -> list[Fault]:
    """All faults, each with its file, line and rule; an empty list is a sound corpus."""
    files = read_files(corpus_dir)
    faults = {*files.faults, *verify(corpus_dir), *quote_faults(files), *check_safety(corpus_dir)}
    faults.update(card_faults(files), review_faults(files), topic_faults(files, corpus_dir), text_faults(corpus_dir))
    return sorted(faults)


def card_faults(files: Files) -> Iterator[Fault]:
    """Faults of each card, and between cards."""
    for card in files.cards:
        yield from check_card(card)
    yield from check_between_cards(files.cards)


def review_faults(files: Files) -> Iterator[Fault]:
    """Faults of each review, and between reviews."""
    sources = {card.source.id: card.source for card in files.cards}
    passages = {passage.id: passage for card in files.cards for passage in card.passages}
    for file in files.reviews:
        yield from check_review(file, sources, passages)
    yield from check_between_reviews(files.reviews)


def topic_faults(files: Files, corpus_dir: Path) -> Iterator[Fault]:
    """Topics that the scope does not know, so that no visitor could be told of them."""
    scope = read_scope(corpus_dir, read_lexicon(corpus_dir, []), [])  # faults of these are check_safety's to tell
    known = {topic.id for topic in scope.topics}
    records = [(file.document.path, file.lines, file.source.topics) for file in files.cards]
    records += [(file.document.path, file.lines, file.review.topics) for file in files.reviews]
    for path, lines, topics in records:
        if known and (unknown := sorted(set(topics) - known)):
            yield Fault(path, lines.get("topics", 1), "unknown-topic", f"the scope does not know {', '.join(unknown)}")


def text_faults(corpus_dir: Path) -> Iterator[Fault]:
    """Hidden characters and words meant for a model, as written and as read, in files sound or not."""
    for document in read_documents(corpus_dir, SOURCES, REVIEWS, LEDGER):
        if isinstance(document, Document):
            yield from check_characters(document)
            yield from check_words(document)
            for text, first_line in yaml_parts(document.text):
                yield from check_escapes(document, text, first_line)
    for document in read_documents(corpus_dir, *POLICY):
        if isinstance(document, Document):
            yield from check_characters(document)


def yaml_parts(text: str) -> Iterator[tuple[str, int]]:
    """The YAML of a file with the line on which each part begins: front matter and statements' fields, or all of it."""
    head = FRONT_MATTER.match(text)
    if head is None:
        yield text, 1
        return
    yield head[1], HEAD_LINE
    for number, line in enumerate(text.split("\n"), start=1):
        if fields := NUMBERED.fullmatch(line):
            yield fields[2], number
