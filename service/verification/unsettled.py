"""Why the passage that comes nearest does not settle a claim: what the claim speaks of and the passage does not."""

from __future__ import annotations

from service.language.concepts import ConceptMatcher
from service.language.leaning import strange_words
from service.language.vocabulary import Vocabulary
from service.language.words import content_words, stem

NAMED = 2
_SHORT = 3
TELLING = 0.6
"""What is not mentioned must tell this share of what the rarest word of the corpus tells, or it is no reason."""


class Unsettled:
    """Tells the reason in plain words; it quotes nothing but the claim's own words."""

    def __init__(self, matcher: ConceptMatcher, vocabulary: Vocabulary) -> None:
        self._matcher = matcher
        self._vocabulary = vocabulary

    def why(self, claim: str, passage: str) -> str:
        """One sentence; empty where every telling word of the claim is in the passage, by itself or by another name."""
        absent = self._absent(claim, passage)
        if not absent:
            return ""
        return f"The nearest statement does not mention {' or '.join(f'“{word}”' for word in absent)}."

    def _absent(self, claim: str, passage: str) -> list[str]:
        """The most telling words that the passage lacks, in the order of the claim."""
        said = {stem(word) for word in content_words(passage)} | self._by_name(claim, passage)
        own = [word for word in content_words(claim) if stem(word) not in said and self._is_name(word, claim)]
        weights = {word: self._vocabulary.weight(stem(word)) for word in own}
        least = TELLING * self._vocabulary.weight("")
        telling = sorted((word for word in weights if weights[word] >= least), key=lambda word: -weights[word])[:NAMED]
        return [_as_written(word, claim) for word in weights if word in telling]

    @staticmethod
    def _is_name(word: str, claim: str) -> bool:
        """Whether a word brings in something of its own; one of three letters does as an abbreviation only ("TMS", not "mix")."""
        return bool(strange_words(word)) and (len(word) > _SHORT or _as_written(word, claim).isupper())

    def _by_name(self, claim: str, passage: str) -> set[str]:
        """Stems of what the claim names and the passage calls otherwise, or speaks of a case of."""
        spoken = {mention.concept_id for mention in self._matcher.find(passage)}
        named = [m for m in self._matcher.find(claim) if any(self._matcher.related(m.concept_id, s) for s in spoken)]
        return {stem(word) for m in named for word in content_words(claim[m.start : m.end])}


def _as_written(word: str, text: str) -> str:
    at = text.lower().find(word)
    return text[at : at + len(word)] if at >= 0 else word
