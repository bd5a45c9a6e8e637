"""The grounding gate: every sentence stands on the passages that it cites, or it does not leave.

A sentence passes as a fixed frame, as a verbatim quote of a passage it cites, or, for an editor's own wording, when
its numbers all stand in the cited passages, its named concepts do too, and most of its content words come from them.
The gate rejects; it never edits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from service.answering import frames
from service.answering.draft import Draft, DraftSentence
from service.language.concepts import ConceptMatcher
from service.language.numbers import quantities
from service.language.words import content_stems

MIN_COVERAGE = 0.5
NAMED_KINDS = frozenset({"drug", "condition", "population", "agency", "place"})


@dataclass(frozen=True, slots=True)
class Rejection:
    """A sentence that may not leave, the rule that it broke, and the word that broke it, where it was one."""

    sentence: str
    rule: str
    word: str = ""


class Judging(Protocol):
    """What decides whether a draft may leave."""

    def rejections(self, draft: Draft) -> tuple[Rejection, ...]:
        """Every sentence that breaks a rule; none means that the draft may leave."""


class Gate:
    """Judges drafts sentence by sentence. `allowed` are further fixed sentences, as of the safety policy."""

    def __init__(self, matcher: ConceptMatcher, allowed: frozenset[str] = frozenset()) -> None:
        self._matcher = matcher
        self._frames = frames.ALL | allowed

    def rejections(self, draft: Draft) -> tuple[Rejection, ...]:
        """Every sentence that breaks a rule; none means that the draft may leave."""
        return tuple(r for sentence in draft if (r := self.rejection(sentence)))

    def rejection(self, sentence: DraftSentence) -> Rejection | None:
        """The rule that a sentence breaks, or None."""
        if not sentence.quotes:
            return (
                None if sentence.text in self._frames else Rejection(sentence.text, "no citation and not a fixed frame")
            )
        if any(quote.text not in quote.passage.text for quote in sentence.quotes):
            return Rejection(sentence.text, "a quote is not verbatim in its passage")
        if any(sentence.text == quote.text for quote in sentence.quotes):
            return None
        return self._own_wording(sentence)

    def _own_wording(self, sentence: DraftSentence) -> Rejection | None:
        cited = " ".join(quote.passage.text for quote in sentence.quotes)
        found = quantities(cited)
        for quantity in quantities(sentence.text):
            if not any(quantity.kind == other.kind and quantity.agrees(other) for other in found):
                return Rejection(sentence.text, "a number is in no cited passage", quantity.text)
        spoken = {mention.concept_id for mention in self._matcher.find(cited)}
        for name in self._named(sentence.text):
            if not any(self._matcher.related(name, other) for other in spoken):
                return Rejection(sentence.text, "a name is in no cited passage", name)
        if coverage(sentence.text, cited, self._matcher) < MIN_COVERAGE:
            return Rejection(sentence.text, "too few of its words come from the cited passages")
        return None

    def _named(self, text: str) -> list[str]:
        mentions = self._matcher.find(text)
        return [m.concept_id for m in mentions if self._matcher.concepts[m.concept_id].kind in NAMED_KINDS]


def coverage(text: str, cited: str, matcher: ConceptMatcher) -> float:
    """Share of the content stems of `text` that `cited` has, by stem or by another name of the same concept, in [0, 1]."""
    stems = content_stems(text)
    if not stems:
        return 1.0
    spoken = {mention.concept_id for mention in matcher.find(cited)}
    by_name: set[str] = set()
    for mention in matcher.find(text):
        if any(matcher.related(mention.concept_id, other) for other in spoken):
            by_name |= content_stems(text[mention.start : mention.end])
    return len(stems & (content_stems(cited) | by_name)) / len(stems)
