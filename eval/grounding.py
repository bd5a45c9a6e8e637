"""Whether what is said stands on what it cites, judged on the JSON of the contract with the cards of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eval.contract import Card, Citation, Report, Said, Sentence, read_card
from eval.targets.target import Target
from service.answering.draft import DraftSentence
from service.answering.gate import Gate
from service.domain import Bearing, Certainty, Checked, FindingKind, Passage, Quote, Reply

Cards = Mapping[str, Card]
Texts = Mapping[str, str]


def cited_cards(said: Said | Report, target: Target) -> Cards:
    """The card of every cited source that the target knows, by its id."""
    ids = dict.fromkeys(citation.source_id for citation in said.citations)
    found = {source_id: target.source(source_id) for source_id in ids}
    return {source_id: read_card(raw) for source_id, raw in found.items() if raw is not None}


def statements(cards: Cards) -> Texts:
    """The text of every statement, by passage id."""
    return {each.passage_id: each.text for card in cards.values() for each in card.statements}


def verbatim(citation: Citation, texts: Texts) -> bool:
    """Whether the quote stands word for word in the statement that it names."""
    return bool(citation.quote) and citation.quote in texts.get(citation.passage_id, "")


def traceable(said: Said, texts: Texts, gate: Gate) -> tuple[bool, ...]:
    """For each sentence, whether it stands on what it cites; a framing sentence cites nothing and states nothing."""
    quotes = {c.n: _quote(c, texts[c.passage_id]) for c in said.citations if c.passage_id in texts}
    return tuple(_stands(each.text, each.citations, quotes, gate) for each in said.sentences)


def borne_out(said: Said, texts: Texts, gate: Gate) -> tuple[bool, ...]:
    """For each sentence that cites something, whether it stands on its own quotes and on no others."""
    quotes = {c.n: _quote(c, texts[c.passage_id]) for c in said.citations if c.passage_id in texts}
    return tuple(_stands(each.text, each.citations, quotes, gate) for each in said.sentences if each.citations)


def content(said: Said, gate: Gate) -> tuple[Sentence, ...]:
    """The sentences that state something: all but the fixed frames."""
    return tuple(each for each in said.sentences if each.citations or gate.rejection(DraftSentence(each.text)))


def ungrounded(reply: Reply, gate: Gate) -> tuple[str, ...]:
    """Sentences of a reply that cite something and yet do not stand on it."""
    quotes = {citation.n: citation.quote for citation in reply.citations}
    return tuple(s.text for s in reply.sentences if not _stands(s.text, s.citations, quotes, gate))


def _stands(text: str, numbers: Iterable[int], quotes: Mapping[int, Quote], gate: Gate) -> bool:
    numbers = tuple(numbers)
    if not numbers:
        return True
    if not all(n in quotes for n in numbers):
        return False
    return gate.rejection(DraftSentence(text, tuple(quotes[n] for n in numbers))) is None


def _quote(citation: Citation, statement: str) -> Quote:
    """A quote for the gate, which reads its text and that of its passage and nothing else."""
    passage = Passage(
        citation.source_id, 0, statement, FindingKind.DEFINITION, Certainty.VERY_LOW, Checked.SECONDARY, ""
    )
    return Quote(passage, citation.quote, Bearing.CONTEXT)
