"""One finding in sentences: the fact first, then what the claim leaves out, each on its quotes."""

from __future__ import annotations

from collections.abc import Iterator

from service.answering import frames
from service.answering.draft import Draft, DraftSentence, quoted, without_repeats
from service.answering.gate import Judging
from service.domain import Bearing, Finding, Quote, Verdict
from service.language.words import content_stems

QUOTES_SHOWN = 2
REPETITION = 0.8


def correction(finding: Finding, gate: Judging) -> Draft:
    """Put a finding in sentences; where the editor's wording does not pass the gate, the quotes speak alone."""
    worded = without_repeats(_worded(finding))
    if not gate.rejections(worded):
        return worded
    return without_repeats(_quotes_alone(finding))


def _worded(finding: Finding) -> Iterator[DraftSentence]:
    if not finding.better_wording:
        yield from _quotes_alone(finding)
        return
    if finding.verdict in {Verdict.CONTESTED, Verdict.NOT_ENOUGH_EVIDENCE}:
        yield DraftSentence(frames.OPENING[finding.verdict])
    yield DraftSentence(finding.better_wording, finding.quotes)
    for quote in _shown(finding):
        if not _says_the_same(quote.text, finding.better_wording):
            yield quoted(quote)


def _quotes_alone(finding: Finding) -> Iterator[DraftSentence]:
    if finding.verdict is Verdict.CONTESTED:
        yield from _both_sides(finding)
        return
    if finding.verdict in frames.OPENING:
        yield DraftSentence(frames.OPENING[finding.verdict])
    if finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE and finding.quotes:
        yield DraftSentence(frames.NEAREST)
    for quote in _shown(finding):
        yield quoted(quote)


def _both_sides(finding: Finding) -> Iterator[DraftSentence]:
    yield DraftSentence(frames.CONTESTED)
    for frame, bearing in ((frames.ONE_SIDE, Bearing.SUPPORTS), (frames.OTHER_SIDE, Bearing.REFUTES)):
        side = [quote for quote in finding.quotes if quote.bearing is bearing]
        if side:
            yield DraftSentence(frame)
            yield quoted(side[0])


def _shown(finding: Finding) -> tuple[Quote, ...]:
    return decisive_first(finding)[:QUOTES_SHOWN]


def decisive_first(finding: Finding) -> tuple[Quote, ...]:
    """The quotes of a finding, those that carry the verdict first: of both sides where it is contested."""
    first = Bearing.SUPPORTS if finding.verdict is Verdict.SUPPORTED else Bearing.REFUTES
    ordered = sorted(finding.quotes, key=lambda quote: quote.bearing is not first)
    if finding.verdict is Verdict.CONTESTED:
        other = next((q for q in ordered if q.bearing not in {first, Bearing.CONTEXT}), None)
        ordered = [*ordered[:1], *([other] if other else []), *ordered[1:]]
    return tuple(dict.fromkeys(ordered))


def _says_the_same(one: str, other: str) -> bool:
    """Whether two sentences share so many words that a reader would take them for a repetition."""
    first, second = content_stems(one), content_stems(other)
    return len(first & second) >= REPETITION * min(len(first), len(second))
