"""The two sides of a comparison, and how words are found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from service.domain import EvidenceKind, Passage, Source
from service.language.numbers import Quantity, quantities

_HEDGES = (
    r"may|might|could|can|some|sometimes|possibl[ey]|probabl[ey]|perhaps|likely|appears?|seems?|suggests?|suggested|potential(?:ly)?|"
    r"not everyone|in part|partly|thought to|believed|hypothes\w+|in some|for some|many|often|usually|tends?|about half|up to|"
    r"a few|promise|promising|under study|theor\w+|one of|several"
)


@lru_cache(maxsize=4096)
def statement_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a statement of the corpus, kept: it is compared with many claims. Never for a visitor's words."""
    return quantities(text)


@dataclass(frozen=True, slots=True)
class EvidenceSide:
    """A passage that bears the claim's weaker version out, with its source."""

    passage: Passage
    source: Source

    @property
    def text(self) -> str:
        """The statement, as it would be quoted."""
        return self.passage.text

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers of the statement."""
        return statement_quantities(self.text)

    @property
    def experimental(self) -> bool:
        """Whether people were allotted to treatments by chance, so that causes may be read off."""
        return self.source.evidence_kind in {
            EvidenceKind.RCT,
            EvidenceKind.META_ANALYSIS,
            EvidenceKind.SYSTEMATIC_REVIEW,
        }


@lru_cache(maxsize=256)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def cue(text: str, words: str) -> str | None:
    """The first of the alternatives in `words` (a regular expression) that the text has, as it stands there."""
    match = _compiled(words).search(text)
    return match.group() if match else None


def hedged(text: str) -> bool:
    """Whether a text qualifies what it says."""
    return cue(text, _HEDGES) is not None


def negated_before(text: str, word: str) -> bool:
    """Whether a negation stands within six words before `word`."""
    before = text.lower().split(word.lower(), 1)[0].split()[-6:]
    return any(
        w in {"not", "no", "never", "without", "cannot", "neither", "nor", "isn't", "doesn't", "don't", "can't"}
        or w.endswith("n't")
        for w in before
    )
