"""Rules that a readable card has to keep, and rules between cards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.domain import Checked, EvidenceKind, Tier
from service.ingestion.cards import Card
from service.ingestion.faults import Fault

MIN_WORDS, MAX_WORDS = 12, 60
MAX_TOPICS = 4
LEANING = re.compile(
    r"(?:It|They|These|Those|This|That|(?:The|This) (?:trial|study|drug|review|authors|label))\b(?! [A-Z])"
)
TIER_OF = {
    EvidenceKind.RCT: Tier.PRIMARY_STUDY,
    EvidenceKind.COHORT: Tier.PRIMARY_STUDY,
    EvidenceKind.MECHANISTIC: Tier.PRIMARY_STUDY,
    EvidenceKind.META_ANALYSIS: Tier.SYNTHESIS,
    EvidenceKind.SYSTEMATIC_REVIEW: Tier.SYNTHESIS,
    EvidenceKind.GUIDELINE: Tier.GUIDANCE,
    EvidenceKind.CONSENSUS: Tier.GUIDANCE,
    EvidenceKind.REGULATORY_LABEL: Tier.REGULATOR,
    EvidenceKind.REGULATORY_WARNING: Tier.REGULATOR,
    EvidenceKind.REVIEW: Tier.BACKGROUND,
    EvidenceKind.REFERENCE: Tier.BACKGROUND,
    EvidenceKind.PUBLIC_HEALTH_INFO: Tier.BACKGROUND,
}


def check_card(card: Card) -> Iterator[Fault]:
    """Rules of one card."""
    yield from check_record(card)
    yield from check_statements(card)
    yield from check_pending(card)


def check_record(card: Card) -> Iterator[Fault]:
    """What the front matter says of itself has to agree."""
    source, kind, tier = card.source, card.source.evidence_kind, card.source.tier
    if card.faulty.isdisjoint({"tier", "evidence_kind"}) and TIER_OF[kind] is not tier:
        yield at(card, "tier", "tier-mismatch", f"a {kind} belongs to the tier {TIER_OF[kind]}, not {tier}")
    if "topics" not in card.faulty and not 1 <= len(source.topics) <= MAX_TOPICS:
        yield at(card, "topics", "topic-count", f"{len(source.topics)} topics, where 1 to {MAX_TOPICS} are expected")
    read = any(passage.checked is Checked.PRIMARY for passage in card.passages)
    if "checked" not in card.faulty and read is not (source.checked is Checked.PRIMARY):
        message = "`primary` says that at least one statement was read in the source itself, and none other may say it"
        yield at(card, "checked", "checked-mismatch", message)


def check_statements(card: Card) -> Iterator[Fault]:
    """A statement is neither a fragment nor a paragraph, and makes sense when quoted alone."""
    for passage, line in zip(card.passages, card.statement_lines, strict=True):
        words = len(passage.text.split())
        if words and not MIN_WORDS <= words <= MAX_WORDS:
            message = f"{words} words, where {MIN_WORDS} to {MAX_WORDS} are expected"
            yield Fault(card.document.path, line, "statement-length", message)
        if leaning := LEANING.match(passage.text):
            yield Fault(card.document.path, line, "statement-leans", f"`{leaning[0]}` needs a name when quoted alone")


def check_pending(card: Card) -> Iterator[Fault]:
    """A finding that waits to be read in the source is not served at the same time."""
    served = {plain(passage.text): passage.id for passage in card.passages}
    for pending in card.source.pending:
        if plain(pending.statement) in served:
            message = f"{served[plain(pending.statement)]} serves `{pending.statement}`"
            yield at(card, "pending", "pending-served", message)


def check_between_cards(cards: Sequence[Card]) -> Iterator[Fault]:
    """One id one card, one document one card."""
    yield from repeated(cards, "id")
    yield from repeated(cards, "doi")
    yield from repeated(cards, "pmid")


def repeated(cards: Sequence[Card], field: str) -> Iterator[Fault]:
    """Cards after the first that share a value of one field."""
    first: dict[str, Card] = {}
    for card in cards:
        value = str(getattr(card.source, field) or "").casefold()
        if value and first.setdefault(value, card) is not card:
            yield at(card, field, f"duplicate-{field}", f"`{value}` is already in {first[value].document.path}")


def at(card: Card, field: str, rule: str, message: str) -> Fault:
    """A fault of one front-matter field."""
    return Fault(card.document.path, card.lines.get(field, 1), rule, message)


def plain(text: str) -> str:
    """Words alone, for comparing: case and punctuation do not count."""
    return " ".join(re.findall(r"\w+", text.casefold()))
