"""A sentence as the separate statements it makes.

A relative clause after a comma ("…, which is …") and a coordinated clause with a subject of its own state something of
their own. A concession ("although …", "but …") stays with what it limits: cut off, either half would mislead.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from service.domain import ParsedSentence, Span, Token

MIN_WORDS = 4
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_PHRASE = {"NOUN", "PROPN", "ADJ", "DET", "NUM", "PUNCT", "X"}


@dataclass(frozen=True, slots=True)
class Clause:
    """A statement in the words of the sentence; `subject` is what a relative pronoun stands for."""

    text: str
    span: Span
    subject: str = ""


def clauses(sentence: ParsedSentence, offset: int) -> tuple[Clause, ...]:
    """Return the clauses from code point `offset` of the sentence on, in order; the whole where nothing is to split."""
    start = sentence.span.start + offset
    cuts = [cut for cut in _cuts(sentence) if cut.at > start]
    ends = [cut.at for cut in cuts] + [sentence.span.end]
    parts = [_clause(sentence, start, ends[0], "", 0)]
    parts += [_clause(sentence, cut.at, end, cut.subject, cut.skip) for cut, end in zip(cuts, ends[1:], strict=True)]
    if any(len(part.text.split()) < MIN_WORDS for part in parts):
        return (_clause(sentence, start, sentence.span.end, "", 0),)
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Cut:
    at: int
    skip: int
    subject: str


def _cuts(sentence: ParsedSentence) -> Iterator[_Cut]:
    tokens = sentence.tokens
    for number, token in enumerate(tokens):
        if number < 2 or number + 2 >= len(tokens):
            continue
        before = tokens[number - 1]
        if (
            token.text.lower() == "which"
            and before.text == ","
            and _is_verb(tokens[number + 1])
            and _closes(tokens, number)
        ):
            yield _Cut(token.start, len(token.text), _antecedent(sentence, tokens, number - 1))
        elif token.text.lower() == "and" and _opens_clause(tokens, number):
            yield _Cut(tokens[number + 1].start, 0, "")


def _opens_clause(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether "and" is followed by the subject of a finite verb of its own that is joined to the main verb.

    The main verb needs a subject too: "do this and you get that" is one statement.
    """
    subject = next((t for t in tokens[number + 1 : number + 6] if t.dep in _SUBJECTS), None)
    if subject is None:
        return False
    verb = _at(tokens, subject.head)
    main = _at(tokens, verb.head) if verb and verb.dep == "conj" else None
    if verb is None or main is None or main.dep != "ROOT":
        return False
    return any(token.head == verb.head and token.dep in _SUBJECTS for token in tokens[:number])


def _at(tokens: tuple[Token, ...], index: int) -> Token | None:
    return tokens[index] if 0 <= index < len(tokens) else None


def _antecedent(sentence: ParsedSentence, tokens: tuple[Token, ...], comma: int) -> str:
    """The noun phrase before the comma from its article on, a trailing "in the …" left out."""
    end = comma
    place = next((n for n in range(comma - 1, max(comma - 4, 0), -1) if tokens[n].text.lower() == "in"), None)
    if place and tokens[place - 1].pos in {"NOUN", "PROPN"}:
        end = place
    start = end - 1
    while start > 0 and tokens[start].pos != "DET" and tokens[start - 1].pos in _PHRASE:
        start -= 1
    base = sentence.span.start
    return sentence.text[tokens[start].start - base : tokens[end - 1].end - base]


def _closes(tokens: tuple[Token, ...], number: int) -> bool:
    """Whether the relative clause runs to the end of the sentence: nothing is joined on after it."""
    rest = [token.text.lower() for token in tokens[number + 1 :]]
    return not any(one == "," and two in {"and", "or", "but", "which"} for one, two in itertools.pairwise(rest))


def _is_verb(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"}


def _clause(sentence: ParsedSentence, start: int, end: int, subject: str, skip: int) -> Clause:
    base = sentence.span.start
    raw = sentence.text[start - base : end - base]
    kept = raw.rstrip(" ,;:").removesuffix(" and").rstrip(" ,;:")
    body = kept[skip:].strip()
    text = f"{subject} {body}" if subject else body
    return Clause(text[:1].upper() + text[1:], Span(start, start + len(kept)), subject)
