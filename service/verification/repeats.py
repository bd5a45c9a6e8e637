"""Claims that a text makes more than once: one finding, with every place where it stands."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import replace

from service.domain import Finding, Mood
from service.language.numbers import quantities
from service.language.polarity import negations
from service.language.words import content_words, stem

Key = tuple[Hashable, ...]


def merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order; one that says again what an earlier one said is a place of that one."""
    first: dict[Key, Finding] = {}
    for finding in findings:
        key = _key(finding)
        known = first.get(key)
        if known is None:
            first[key] = finding
        elif finding.claim.span not in (known.claim.span, *known.repeated_at):
            first[key] = replace(known, repeated_at=(*known.repeated_at, finding.claim.span))
    return tuple(first.values())


def _key(finding: Finding) -> Key:
    """What claims share that say the same: a review, or else the content words in order, the numbers and whether they deny."""
    asked = finding.claim.mood is Mood.ASKED
    if finding.review_id is not None:
        return finding.review_id, asked
    text = finding.claim.text
    numbers = frozenset((q.kind, q.text.lower()) for q in quantities(text))
    return tuple(map(stem, content_words(text))) or text, numbers, negations(text) % 2, asked, finding.verdict
