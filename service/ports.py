"""The parts that can be replaced. Each docstring says range, order, what empty means and what raises.

One contract suite per port runs on the real part and on its fake (`tests/contract/`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from service.domain import ParsedSentence, Session, Stance

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Texts to unit vectors."""

    @property
    def model_hash(self) -> str:
        """sha256 of the weights: vectors of different hashes are never compared."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), dimension), rows of length 1; no texts give shape (0, dimension)."""


class VectorIndex(Protocol):
    """Nearest passages by meaning."""

    def search(self, vectors: Vectors, k: int) -> list[list[tuple[str, float]]]:
        """Per query row up to `k` (passage id, cosine in [-1, 1]), best first; an empty index gives empty lists.

        Raises PartUnavailable when the store does not answer.
        """

    def close(self) -> None:
        """Let go of files and connections; a closed index is not used again."""


class LexicalIndex(Protocol):
    """Passages that share words with a query."""

    def search(self, queries: Sequence[str], k: int) -> list[list[tuple[str, float]]]:
        """Per query up to `k` (passage id, BM25 score > 0), best first; no shared word gives an empty list."""


class Judge(Protocol):
    """How passages bear on claims, and whether they answer questions."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """One stance per (claim or question, passage text), in order; the three probabilities sum to 1.

        Raises PartUnavailable when no judgment can be given; never invents a neutral one.
        """


class CausalReader(Protocol):
    """How strong a causal claim a sentence makes."""

    def chances(self, sentences: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(sentences), 4): the probability of each `CausalStrength`, in its order.

        At least one sentence is needed.
        """


class MessageSense(Protocol):
    """What a message seems to be, beyond what patterns find."""

    def margins(self, texts: Sequence[str]) -> Vectors:
        """Return float32 of shape (len(texts), 2): logits above the threshold of danger and of a request for own care.

        Zero or more means that the sense speaks up. At least one text is needed.
        """


class Parser(Protocol):
    """Sentences and grammar of a text."""

    def parse(self, text: str) -> tuple[ParsedSentence, ...]:
        """Sentences in order, with offsets into `text`; white space alone gives none."""


class SessionStore(Protocol):
    """Conversations, bounded in number, size and age."""

    def get(self, session_id: str) -> Session | None:
        """The session, or None where it never was, has expired or was deleted."""

    def put(self, session: Session) -> None:
        """Store it whole; the oldest turns are dropped beyond the bound."""

    def delete(self, session_id: str) -> bool:
        """Forget it; False where there was none."""


class Clock(Protocol):
    """The time, as an argument."""

    def now(self) -> datetime:
        """Aware datetime in UTC."""


class Speller(Protocol):
    """Typing errors in words."""

    def correct(self, text: str) -> str:
        """The text with misspelt words put right; known words, names and numbers stay as they are."""
