"""What "they" stands for: the plural subject that was spoken of last."""

from __future__ import annotations

import re

from service.domain import ParsedSentence, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLURAL = frozenset({"NNS", "NNPS"})
_OF_THE_NAME = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod"})
_THEY = re.compile(
    r"^(?P<lead>\W*(?:(?:and|but|so|yes|no|because|as|however|also)\b[\s,]*)*)they\b(?=['\u2019\s])", re.IGNORECASE
)


def opens_with_they(text: str) -> bool:
    """Whether its subject is a "they" that something before must explain."""
    return bool(_THEY.match(text))


def put_for_they(text: str, phrase: str) -> str:
    """The text with the phrase in the place of that "they"."""
    return _THEY.sub(lambda match: match["lead"] + (phrase if match["lead"] else phrase[:1].upper() + phrase[1:]), text)


def plural_subject(sentence: ParsedSentence, known: str, before: int | None = None) -> str:
    """The last plural subject of a sentence, or what was `known` where it has no subject but pronouns.

    A subject of another number ends what was known. Only what stands `before` an offset is read, where one is given.
    """
    for number, token in enumerate(sentence.tokens):
        if token.dep not in _SUBJECTS or token.pos == "PRON" or (before is not None and token.start >= before):
            continue
        joined = any(other.dep == "conj" and other.head == number for other in sentence.tokens)
        known = _phrase(sentence, number) if token.tag in _PLURAL or joined else ""
    return known


def _phrase(sentence: ParsedSentence, number: int) -> str:
    """The noun with what belongs to its name, and with what is joined to it by "and"."""
    own = [n for n, token in enumerate(sentence.tokens) if n == number or _belongs(token, number)]
    joined = [n for n, token in enumerate(sentence.tokens) if token.dep == "conj" and token.head == number]
    tokens = sentence.tokens[min(own) : max([number, *joined]) + 1]
    start = sentence.span.start
    return sentence.text[tokens[0].start - start : tokens[-1].end - start]


def _belongs(token: Token, number: int) -> bool:
    return token.dep in _OF_THE_NAME and token.head == number
