"""The parts that can be replaced. Each docstring says range, order, what empty means and what raises.

One contract suite per port runs on the real part and on its fake (`tests/contract/`).
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from service.domain import Citation, ParsedSentence, Passage, Sentence, Session, Stage, Stance, Verdict
from service.receipt import Fact, Receipt

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


class Witness(Protocol):
    """Is told what explains a reply, as it happens; see `receipt`. Calls come from the thread that does the work."""

    def note(self, fact: Fact) -> None:
        """One more fact."""


class Nobody:
    """A Witness that keeps nothing."""

    def note(self, fact: Fact) -> None:
        """See `Witness`."""


NOBODY = Nobody()


class ReceiptStore(Protocol):
    """Receipts of replies, bounded in number and age."""

    def put(self, receipt: Receipt) -> None:
        """Store it; the oldest leave beyond the bound. Raises PartUnavailable where that fails."""

    def get(self, reply_id: str) -> Receipt | None:
        """The receipt of a reply, or None where it never was or its time is over. Raises PartUnavailable."""

    def newest(self) -> Receipt | None:
        """The receipt that was stored last, or None. Raises PartUnavailable."""

    def close(self) -> None:
        """Let go of the file."""


class Clock(Protocol):
    """The time, as an argument."""

    def now(self) -> datetime:
        """Aware datetime in UTC."""


class Speller(Protocol):
    """Typing errors in words."""

    def correct(self, text: str) -> str:
        """The text with misspelt words put right; known words, names and numbers stay as they are."""


class Listener(Protocol):
    """Hears how a reply comes about. Each call may raise Stopped, which ends the work and keeps nothing of it.

    What is told is never taken back: it is what the reply holds, in the same order. Calls come one at a time, from the
    thread that does the work, which waits for each.
    """

    def stage(self, name: Stage) -> None:
        """A stage begins."""

    def citation(self, citation: Citation) -> None:
        """The next citation: before the first sentence that has its number, or after all for one of findings alone."""

    def sentence(self, sentence: Sentence) -> None:
        """The next sentence, which has passed the gate."""


class Silence:
    """A Listener that hears nothing."""

    def stage(self, name: Stage) -> None:
        """See `Listener`."""

    def citation(self, citation: Citation) -> None:
        """See `Listener`."""

    def sentence(self, sentence: Sentence) -> None:
        """See `Listener`."""


SILENCE = Silence()


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message to a chat model."""

    role: Literal["system", "user", "assistant"]
    text: str


class ChatModel(Protocol):
    """A chat model that answers in JSON; nothing that it says is shown before it was checked."""

    @property
    def name(self) -> str:
        """`provider:model`."""

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        """Pieces of one answer as they come; `shape` is the JSON schema (with a title) that it is asked for.

        `until` is a moment of `time.monotonic`. Raises PartUnavailable, at any piece, where the model fails, stops half-way,
        says far too much, or the moment has come. Closing the iterator stops the work.
        """


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """What a draft is to agree with: a claim of the visitor's, its verdict, and what it leaves out."""

    claim: str
    verdict: Verdict
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """What a draft is written from: the passages that were chosen for a reply, and what it replies to."""

    message: str
    verdicts: tuple[VerdictLine, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence as it was proposed, unchecked; `stray` tells that it cites something that was not shown."""

    text: str
    passages: tuple[Passage, ...]
    stray: bool = False


class Drafter(Protocol):
    """Writes a reply from passages. Each method raises PartUnavailable, at any sentence, where it cannot go on."""

    @property
    def name(self) -> str:
        """`provider:model`."""

    def draft(self, brief: Brief, witness: Witness) -> Generator[Proposed]:
        """Sentences as they come; closing it ends the work."""

    def rewrite(self, sentence: str, fault: str, passages: Sequence[Passage], witness: Witness) -> Proposed:
        """One sentence in the place of one that did not pass; `fault` is why."""


class FollowUps(Protocol):
    """Makes a follow-up self-standing."""

    def self_standing(self, message: str, earlier: Sequence[str], witness: Witness) -> str:
        """The message as a text of its own; `earlier` are the visitor's messages before it. Raises PartUnavailable."""


class Splitter(Protocol):
    """Splits a sentence into its statements."""

    def split(self, sentence: str, witness: Witness) -> tuple[str, ...]:
        """At least one statement. Raises PartUnavailable."""


class Reworder(Protocol):
    """Says a sentence in plainer words."""

    @property
    def name(self) -> str:
        """`provider:model`."""

    def plainer(self, sentence: str, grade: int, witness: Witness) -> str:
        """The sentence for readers of that school grade. Raises PartUnavailable."""
