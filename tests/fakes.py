"""Stand-ins for the ports: small, deterministic, and held to the same contract suites as the real parts."""

from __future__ import annotations

import math
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256

import numpy as np

from service.domain import Citation, Corpus, Outcome, RankedPassage, Reply, Report, Sentence, Stage
from service.errors import IndexNotReady, Stopped
from service.ports import SILENCE, Listener, Vectors
from service.triage.decision import Decision


@dataclass
class HashingEncoder:
    """Bags of words hashed to signed buckets: texts that share words have a high cosine. Keeps what it was given."""

    model_hash: str = "hashing-encoder"
    dimension: int = 64
    seconds_per_text: float = 0.0
    encoded: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit row a text."""
        self.encoded.extend(texts)
        time.sleep(self.seconds_per_text * len(texts))
        rows = np.array([self._row(text) for text in texts], dtype=np.float32)
        return rows.reshape(len(texts), self.dimension)

    def _row(self, text: str) -> Vectors:
        row = np.zeros(self.dimension, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()) or [""]:
            digest = sha256(word.encode()).digest()
            row[int.from_bytes(digest[:4]) % self.dimension] += 1.0 if digest[4] % 2 else -1.0
        row[0] += 1e-3  # no text is ever the zero vector
        return np.asarray(row / np.linalg.norm(row), dtype=np.float32)


@dataclass
class SteppingClock:
    """Each look at it is one second later."""

    time: datetime = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """The next second."""
        self.time += timedelta(seconds=1)
        return self.time


class DenseFake:
    """VectorIndex over a matrix in memory."""

    def __init__(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Row `n` belongs to id `n`."""
        self._ids, self._vectors = list(ids), vectors

    def search(self, vectors: Vectors, k: int) -> list[list[tuple[str, float]]]:
        """Exact search."""
        return [self._best(self._vectors @ vector, k) if self._ids else [] for vector in vectors]

    def _best(self, cosines: Vectors, k: int) -> list[tuple[str, float]]:
        order = np.argsort(-cosines, kind="stable")[: max(k, 0)]
        return [(self._ids[at], float(cosines[at])) for at in order]

    def close(self) -> None:
        """Nothing to let go of."""


class WordFake:
    """LexicalIndex that scores shared words by their rarity."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        """Text `n` belongs to id `n`."""
        self._words = {key: set(re.findall(r"\w+", text.casefold())) for key, text in zip(ids, texts, strict=True)}
        self._spread = Counter(word for words in self._words.values() for word in words)

    def search(self, queries: Sequence[str], k: int) -> list[list[tuple[str, float]]]:
        """Sum of inverse frequencies."""
        return [self._best(set(re.findall(r"\w+", query.casefold())), k) for query in queries]

    def _best(self, asked: set[str], k: int) -> list[tuple[str, float]]:
        scores = {key: sum(math.log(1 + 1 / self._spread[w]) for w in asked & own) for key, own in self._words.items()}
        best = sorted((pair for pair in scores.items() if pair[1] > 0), key=lambda pair: -pair[1])
        return best[: max(k, 0)]


NOTHING_KNOWN = Reply("reply-1", "session-1", Outcome.NOT_COVERED, (Sentence("Nothing is known."),))
NOTHING_CLAIMED = Report("report-1", "", (), (), "test", 0)


@dataclass
class Ear:
    """A listener that keeps what it heard, in order; at `stops_at`, counted from 0, it says that nobody waits any more."""

    stops_at: int | None = None
    heard: list[Stage | Citation | Sentence] = field(default_factory=list)

    def stage(self, name: Stage) -> None:
        """Keep it."""
        self._keep(name)

    def citation(self, citation: Citation) -> None:
        """Keep it."""
        self._keep(citation)

    def sentence(self, sentence: Sentence) -> None:
        """Keep it."""
        self._keep(sentence)

    @property
    def stages(self) -> list[Stage]:
        """The stages that were told."""
        return [each for each in self.heard if isinstance(each, Stage)]

    @property
    def citations(self) -> list[Citation]:
        """The citations that were told."""
        return [each for each in self.heard if isinstance(each, Citation)]

    @property
    def sentences(self) -> list[Sentence]:
        """The sentences that were told."""
        return [each for each in self.heard if isinstance(each, Sentence)]

    def _keep(self, what: Stage | Citation | Sentence) -> None:
        if len(self.heard) == self.stops_at:
            raise Stopped("nobody waits")
        self.heard.append(what)


@dataclass
class FakeChecker:
    """A fact checker that keeps what it was given and tells what it was told to.

    `fails` is raised by every call, `breaks` by a reply once it was told; before each item of a reply it takes a `pause`.
    """

    corpus: Corpus
    answer: Reply = NOTHING_KNOWN
    report: Report = NOTHING_CLAIMED
    fails: Exception | None = None
    breaks: Exception | None = None
    pause: Callable[[], object] = lambda: None
    sessions: set[str] = field(default_factory=set)
    given: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    earlier: list[Sequence[str] | None] = field(default_factory=list)
    models: Mapping[str, str] = field(
        default_factory=lambda: {"encoder": "0" * 64, "judge": "1" * 64, "sense": "2" * 64}
    )

    def reply(
        self,
        message: str,
        *,
        session_id: str | None = None,
        region: str | None = None,
        earlier: Sequence[str] | None = None,
        listener: Listener = SILENCE,
    ) -> Reply:
        """The answer, whatever was asked, told item by item."""
        self.earlier.append(earlier)
        self._note(message, session_id, region)
        tell: list[Callable[[], None]] = [
            partial(listener.stage, Stage.TRIAGE),
            *(partial(listener.citation, citation) for citation in self.answer.citations),
            *(partial(listener.sentence, sentence) for sentence in self.answer.sentences),
        ]
        for each in tell:
            self.pause()
            each()
        if self.breaks:
            raise self.breaks
        self.sessions.add(session_id or self.answer.session_id)
        return replace(self.answer, session_id=session_id or self.answer.session_id)

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        """The report, whatever was to be checked."""
        self._note(text, source_url, None)
        return replace(self.report, text=text, source_url=source_url)

    def danger(self, message: str, *, region: str | None = None) -> Decision | None:
        """Danger is the word."""
        return Decision(Outcome.URGENT, "danger", ("Call 999.",)) if "danger" in message else None

    def search(self, query: str, k: int) -> tuple[RankedPassage, ...]:
        """The first `k` passages."""
        self._note(query, str(k), None)
        return tuple(RankedPassage(passage, 0.5, 0.5, 0.5) for passage in list(self.corpus.passages.values())[:k])

    def forget(self, session_id: str) -> bool:
        """Whether it was there."""
        known = session_id in self.sessions
        self.sessions.discard(session_id)
        return known

    def close(self) -> None:
        """Nothing to let go of."""

    def _note(self, text: str, second: str | None, third: str | None) -> None:
        self.given.append((text, second, third))
        if self.fails:
            raise self.fails


@dataclass
class FakeProvider:
    """Holds a checker that a test may change or take away."""

    checker: FakeChecker | None
    running: bool = False

    def current(self) -> FakeChecker:
        """The checker; none is an index that is not ready."""
        if self.checker is None:
            raise IndexNotReady("none")
        return self.checker

    def start(self) -> None:
        """Note it."""
        self.running = True

    def stop(self) -> None:
        """Note it."""
        self.running = False
