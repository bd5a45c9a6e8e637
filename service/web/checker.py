"""What the edge needs of the fact checker, and of whoever holds the one that serves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from service.domain import Corpus, RankedPassage, Reply, Report
from service.ports import SILENCE, Listener
from service.triage.decision import Decision


class Checker(Protocol):
    """See `service/pipeline.py`. Each call may raise errors of `service.errors` only."""

    @property
    def corpus(self) -> Corpus:
        """What is being served."""

    @property
    def models(self) -> Mapping[str, str]:
        """sha256 of the weights that serve, by use."""

    def reply(
        self,
        message: str,
        *,
        session_id: str | None = None,
        region: str | None = None,
        earlier: Sequence[str] | None = None,
        listener: Listener = SILENCE,
    ) -> Reply:
        """Answer one message, telling a listener how it goes; `earlier` messages are a conversation that is not kept."""

    def check(self, text: str, *, source_url: str | None = None) -> Report:
        """Check every claim of a text."""

    def danger(self, message: str, *, region: str | None = None) -> Decision | None:
        """What a person in present danger is told; None for a message that speaks of none."""

    def search(self, query: str, k: int) -> tuple[RankedPassage, ...]:
        """Up to `k` passages, best first."""

    def forget(self, session_id: str) -> bool:
        """Delete a conversation; False where there was none."""

    def close(self) -> None:
        """Let go of the index."""


class CheckerProvider(Protocol):
    """Holds the checker that serves. One request asks once and works with what it got."""

    def current(self) -> Checker:
        """The checker of the live index. Raises IndexNotReady while there is none."""

    def start(self) -> None:
        """Begin to follow the live index; returns at once."""

    def stop(self) -> None:
        """Stop following it."""
