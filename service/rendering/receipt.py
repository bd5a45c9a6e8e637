"""A receipt as lines to read, in the order in which things happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

from service.domain import Span
from service.receipt import (
    Answering,
    Heft,
    Held,
    Matched,
    ModelUse,
    Part,
    Receipt,
    Recognised,
    Ruled,
    Searched,
    Seen,
    Weighed,
)
from service.rendering.inert import one_line
from service.rendering.words import counted

DIGEST_CHARS = 12


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """The reply in a few lines, each fact, then which passages each sentence cites."""
    yield f"reply {receipt.id}"
    yield f"  {receipt.at:%Y-%m-%d %H:%M:%S} UTC, {receipt.outcome}, {receipt.answerer}, {receipt.took_ms} ms"
    yield f"  corpus {receipt.corpus_version}"
    yield f"  models {', '.join(f'{use} {sha256[:DIGEST_CHARS]}' for use, sha256 in receipt.models.items())}"
    yield f"  message of {counted(receipt.message.chars, 'character')}, sha256 {receipt.message.sha256[:DIGEST_CHARS]}"
    if receipt.words:
        yield f"  asked: {one_line(receipt.words.message)}"
        yield f"  replied: {one_line(receipt.words.reply)}"
    for fact in receipt.facts:
        yield from told(fact)
    for number, cited in enumerate(receipt.sentences, 1):
        yield f"sentence {number}: {', '.join(cited) or 'no citation'}"


@singledispatch
def told(fact: object) -> Iterator[str]:
    """One fact in lines. Raises TypeError for what is none."""
    raise TypeError(f"{type(fact).__name__} is no fact of a receipt")


@told.register
def _(fact: Recognised) -> Iterator[str]:
    yield f"triage: {fact.kind}, {fact.outcome}"


@told.register
def _(fact: Searched) -> Iterator[str]:
    yield f"{_part(fact.part)}: {counted(len(fact.passages), 'passage')} found"
    yield from _aligned([(p.passage_id, _seen(p)) for p in fact.passages])


@told.register
def _(fact: Matched) -> Iterator[str]:
    yield f"claim {fact.claim}: said by the review {fact.review_id}, probability {fact.probability:.3f}"


@told.register
def _(fact: Weighed) -> Iterator[str]:
    yield f"claim {fact.claim}: {counted(len(fact.passages), 'passage')} weighed"
    yield from _aligned([(p.passage_id, _heft(p)) for p in fact.passages])


@told.register
def _(fact: Ruled) -> Iterator[str]:
    grounds = f"review {fact.review_id}" if fact.review_id else "evidence"
    yield f"claim {fact.claim}: {fact.verdict} by {grounds}, confidence {fact.confidence:.3f}" + (
        ", dropped" if fact.dropped else ""
    )
    if fact.oversteps:
        yield f"  oversteps: {', '.join(fact.oversteps)}"
    if fact.quoted:
        yield f"  quoted: {', '.join(fact.quoted)}"


@told.register
def _(fact: Answering) -> Iterator[str]:
    yield f"question {fact.question}: answered by {', '.join(fact.passages) or 'no passage'}"


@told.register
def _(fact: Held) -> Iterator[str]:
    yield f"gate: held back a sentence on {', '.join(fact.cited) or 'no passage'}: {fact.rule}"


@told.register
def _(fact: ModelUse) -> Iterator[str]:
    yield f"model: {fact.model} for {fact.use}, {counted(fact.sentences, 'sentence')} written, {fact.took_ms} ms"
    yield f"  prompt sha256 {fact.prompt_sha256[:DIGEST_CHARS]}"
    yield from _aligned(list(fact.shown.items()))
    if fact.fell_back:
        yield f"  the built-in way was taken: {fact.fell_back}"


def _part(part: Part) -> str:
    mood = f" ({part.mood})" if part.mood else ""
    return f"{part.kind} {part.number}{mood} at {_place(part.span)}"


def _place(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _seen(passage: Seen) -> str:
    return f"score {passage.score:.3f}  dense {passage.dense:.3f}  lexical {passage.lexical:.3f}"


def _heft(passage: Heft) -> str:
    relevance = "" if passage.relevance is None else f"  relevance {passage.relevance:.3f}"
    beyond = f"  beyond it: {', '.join(passage.oversteps)}" if passage.oversteps else ""
    return f"supports {passage.supports:.3f}  refutes {passage.refutes:.3f}{relevance}{beyond}"


def _aligned(rows: list[tuple[str, str]]) -> Iterator[str]:
    width = max((len(name) for name, _ in rows), default=0)
    return (f"  {name:<{width}}  {said}" for name, said in rows)
