"""A text cut into paragraphs and pieces, each piece with the claims that it holds.

Claims may share words or lie within one another. Pieces never overlap: where claims do, the piece is what they
cover together, cut between sentences wherever the set of claims changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from service.domain import Span

SENTENCE_END = re.compile(r"[.!?…]+[\"'”\u2019)\]]*(?=\s)")
BLANK_LINES = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n|\r(?!\n)|\n)\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text. `claims` are the indexes of the claims in it; `ends` those that have their last piece here."""

    text: str
    claims: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """A range of the text with the claims in it."""

    span: Span
    claims: tuple[int, ...]


def paragraphs(text: str, spans: Sequence[Span]) -> tuple[tuple[Piece, ...], ...]:
    """Cut a text at blank lines, and each paragraph into pieces by the claims' spans, in the order of the text.

    White space around a paragraph belongs to none, and white space around a marked piece is not marked. A span that
    covers nothing visible, or lies outside the text, marks no piece.
    """
    blocks = [[run for part in _runs(text, block, spans) for run in _trimmed(text, part)] for block in _blocks(text)]
    last = {claim: run.span for block in blocks for run in block for claim in run.claims}
    return tuple(
        tuple(
            Piece(text[run.span.start : run.span.end], run.claims, tuple(c for c in run.claims if last[c] == run.span))
            for run in block
        )
        for block in blocks
    )


def _blocks(text: str) -> list[Span]:
    """The paragraphs."""
    breaks = [(0, 0), *(match.span() for match in BLANK_LINES.finditer(text)), (len(text), len(text))]
    blocks = [_stripped(text, Span(before[1], after[0])) for before, after in pairwise(breaks)]
    return [block for block in blocks if block.start < block.end]


def _runs(text: str, block: Span, spans: Sequence[Span]) -> Iterator[_Run]:
    """The paragraph's runs in order; neighbours differ in their claims."""
    here = [(i, Span(max(s.start, block.start), min(s.end, block.end))) for i, s in enumerate(spans)]
    here = [(i, span) for i, span in here if span.start < span.end]
    whole = _united([span for _, span in here])
    ends = [match.end() for match in SENTENCE_END.finditer(text, block.start, block.end)]
    inner = [end for end in ends if any(span.start < end < span.end for span in whole)]
    cuts = sorted({block.start, block.end, *inner, *(edge for span in whole for edge in (span.start, span.end))})
    parts = [
        _Run(Span(a, b), tuple(i for i, span in here if span.start < b and span.end > a)) for a, b in pairwise(cuts)
    ]
    for claims, group in groupby(parts, key=lambda part: part.claims):
        same = list(group)
        yield _Run(Span(same[0].span.start, same[-1].span.end), claims)


def _united(spans: Sequence[Span]) -> list[Span]:
    """Overlapping spans joined, in order; spans that only touch stay apart."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if whole and span.start < whole[-1].end:
            whole[-1] = Span(whole[-1].start, max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return whole


def _trimmed(text: str, run: _Run) -> Iterator[_Run]:
    """The run; where it is marked, white space at its edges becomes runs without claims."""
    core = _stripped(text, run.span) if run.claims else run.span
    for span, claims in (
        (Span(run.span.start, core.start), ()),
        (core, run.claims),
        (Span(core.end, run.span.end), ()),
    ):
        if span.start < span.end:
            yield _Run(span, claims)


def _stripped(text: str, span: Span) -> Span:
    """The span without white space at its edges; one of nothing else ends where it starts."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))
