"""A text as parsed sentences: line by line, so that a heading never runs into the sentence after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from service.domain import ParsedSentence, Span
from service.ports import Parser

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:(?:[-*•–—]|\d{1,2}[.)])\s+|>[>\s]*(?:[\w.-]{2,30}:\s+)?(?:@[\w.-]+[,:]?\s+)?)")
"""What stands before a line and is none of it: a bullet, a number, or the mark of a post with who wrote it and to whom."""


def sentences(text: str, parser: Parser) -> Iterator[ParsedSentence]:
    """Yield the sentences of every line in order; offsets count from the start of `text`."""
    for line in _LINE.finditer(text):
        bullet = _BULLET.match(line.group())
        start = bullet.end() if bullet else len(line.group()) - len(line.group().lstrip())
        for sentence in parser.parse(line.group()[start:]):
            yield _shift(sentence, line.start() + start)


def _shift(sentence: ParsedSentence, by: int) -> ParsedSentence:
    text = sentence.text.rstrip()
    span = Span(sentence.span.start + by, sentence.span.start + by + len(text))
    tokens = tuple(replace(token, start=token.start + by, end=token.end + by) for token in sentence.tokens)
    return ParsedSentence(text, span, tokens)
