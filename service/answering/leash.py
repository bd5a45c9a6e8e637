"""The leash: a sentence that a chat model wrote leaves only where the passages that it cites say the same.

A sentence that is a cited passage word for word passes. Any other must be plain prose; take its numbers, names and nearly all
of its content words from the passages; deny neither more nor less than one of them; be no surer than they are on any axis of
strength; keep in whom, by whose account and with what reservation it was found; and be supported, in the eyes of the judge,
by what it cites.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from service.answering.draft import DraftSentence
from service.answering.gate import Gate, coverage
from service.answering.omission import omission
from service.answering.plainness import unplain
from service.domain import Bearing, Passage, Quote
from service.language.concepts import ConceptMatcher
from service.language.focus import Focus
from service.language.hedging import force
from service.language.numbers import quantities
from service.language.polarity import negations
from service.language.restating import restated
from service.language.words import content_stems
from service.ports import Judge, Proposed

MOST_CITED = 3
LEAST_COVERAGE = 0.7
MOST_NEW_WORDS = 3
SUPPORTED = 0.8
CLAUSE_SUPPORTED = 0.5
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE = re.compile(r"(?:[;:,–—]|\band\b|\bwhich\b|\bbut\b|\bwhile\b|\bso\b)\s*", re.IGNORECASE)
_MIN_CLAUSE_WORDS = 4
_CAUSE = re.compile(
    r"\b(?:because|due to|caus(?:e[sd]?|ing)|leads? to|led to|results? (?:in|from)|resulted (?:in|from)|thanks to|owing to|makes?|made)\b",
    re.IGNORECASE,
)

FaultOf = Callable[[Proposed], str | None]
"""Why a proposed sentence may not leave, or None."""
Beyond = Callable[[str, Passage], str | None]
"""On which axis a text asserts more than a passage, in words; None where on none."""


class Leash:
    """Checks proposed sentences; `beyond` compares strength."""

    def __init__(self, gate: Gate, matcher: ConceptMatcher, focus: Focus, judge: Judge, beyond: Beyond) -> None:
        self._gate = gate
        self._matcher = matcher
        self._focus = focus
        self._judge = judge
        self._beyond = beyond

    def fault(self, proposed: Proposed) -> str | None:
        """Why a sentence may not leave, or None. Raises PartUnavailable where the judge cannot tell."""
        if proposed.stray:
            return "it cites what was not shown"
        if not 1 <= len(proposed.passages) <= MOST_CITED:
            return f"it cites {len(proposed.passages)} passages, not 1 to {MOST_CITED}"
        if any(proposed.text == passage.text for passage in proposed.passages):
            return None
        return next(self._faults(proposed.text, proposed.passages), None)

    def _faults(self, text: str, passages: Sequence[Passage]) -> Iterator[str]:
        cited = " ".join(passage.text for passage in passages)
        yield from filter(None, [unplain(text, cited)])
        yield from self._words(text, cited)
        yield from self._numbers(text, cited)
        yield from self._denials(text, passages)
        yield from self._strength(text, passages)
        yield from self._omissions(text, passages)
        rejection = self._gate.rejection(_cited(text, passages))
        if rejection:
            yield rejection.rule
        if not any(restated(text, passage.text) for passage in passages):
            yield from self._unsupported(text, cited)

    def _words(self, text: str, cited: str) -> Iterator[str]:
        known = coverage(text, cited, self._matcher)
        if known < LEAST_COVERAGE or (1 - known) * len(content_stems(text)) > MOST_NEW_WORDS:
            yield "too many of its words are in no cited passage"
        spoken = {mention.concept_id for mention in self._matcher.find(cited)}
        for mention in self._matcher.find(text):
            if mention.concept_id not in spoken and not self._implied(mention.concept_id, spoken):
                yield f"“{text[mention.start : mention.end]}” is in no cited passage"

    def _implied(self, name: str, spoken: set[str]) -> bool:
        """Whether a cited passage speaks of a case of that concept."""
        return any(name in self._matcher.broader(other) for other in spoken)

    def _numbers(self, text: str, cited: str) -> Iterator[str]:
        known = set(_DIGITS.findall(cited))
        stated, found = quantities(text), quantities(cited)
        agreeing = [q.text for q in stated if any(q.kind == other.kind and q.agrees(other) for other in found)]
        for digits in _DIGITS.findall(text):
            if digits not in known and not any(digits in words for words in agreeing):
                yield f"the number {digits} is in no cited passage"
        if swapped := self._focus.exchanged(text, cited):
            yield f"it gives {swapped.stated.text} where the passage gives {swapped.found.text}"

    def _denials(self, text: str, passages: Sequence[Passage]) -> Iterator[str]:
        own = negations(text)
        if all(negations(passage.text) % 2 != own % 2 for passage in passages):
            yield "it denies what the passage does not, or the other way round"

    def _strength(self, text: str, passages: Sequence[Passage]) -> Iterator[str]:
        if all(force(passage.text) < force(text) for passage in passages):
            yield "it is surer than the passage"
        cause = _CAUSE.search(text)
        if cause and not any(_CAUSE.search(passage.text) for passage in passages):
            yield f"“{cause.group()}” makes a cause of what the passage does not"
        faults = [self._beyond(text, passage) for passage in passages]
        if all(faults):
            yield str(faults[0])

    def _omissions(self, text: str, passages: Sequence[Passage]) -> Iterator[str]:
        """What it leaves out of every passage; beside one that it says in full, another may be told in part."""
        left_out = [omission(text, passage.text, self._matcher) for passage in passages]
        if all(left_out):
            yield str(left_out[0])

    def _unsupported(self, text: str, cited: str) -> Iterator[str]:
        clauses = [c for c in _CLAUSE.split(text) if len(c.split()) >= _MIN_CLAUSE_WORDS]
        whole, *parts = self._judge.judge([(each, cited) for each in (text, *(clauses if len(clauses) > 1 else ()))])
        if whole.supports < SUPPORTED:
            yield "the cited passages do not bear it out"
        if any(part.refutes > CLAUSE_SUPPORTED for part in parts):
            yield "the cited passages contradict a part of it"


def _cited(text: str, passages: Sequence[Passage]) -> DraftSentence:
    return DraftSentence(text, tuple(Quote(passage, passage.text, Bearing.CONTEXT) for passage in passages))
