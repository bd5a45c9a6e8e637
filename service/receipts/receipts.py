"""Keeps a receipt of each reply."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from hashlib import sha256

from service.domain import Reply
from service.errors import CaveatError
from service.ports import Clock, ReceiptStore
from service.receipt import Fact, Mark, Receipt, Words

logger = logging.getLogger("caveat.receipts")


class Receipts:
    """Writes receipts to a store; without one, none is kept. `models` are sha256 of weights, by use."""

    def __init__(
        self, store: ReceiptStore | None, clock: Clock, models: Mapping[str, str], *, keep_words: bool = False
    ) -> None:
        """With `keep_words`, receipts also hold what was asked and replied."""
        self._store = store
        self._clock = clock
        self._models = models
        self._keep_words = keep_words

    def keep(self, message: str, reply: Reply, facts: Sequence[Fact]) -> None:
        """Keep a receipt; a store that fails is logged, and is no reason to withhold the reply."""
        if self._store is None:
            return
        try:
            self._store.put(self._receipt(message, reply, facts))
        except CaveatError as error:
            logger.warning("a reply has no receipt: %s", error)

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()

    def _receipt(self, message: str, reply: Reply, facts: Sequence[Fact]) -> Receipt:
        cited = {citation.n: citation.quote.passage.id for citation in reply.citations}
        return Receipt(
            id=reply.reply_id,
            at=self._clock.now(),
            outcome=reply.outcome,
            answerer=reply.answerer,
            took_ms=reply.took_ms,
            corpus_version=reply.corpus_version,
            models=self._models,
            message=mark(reply.reply_id, message),
            sentences=tuple(tuple(cited[n] for n in sentence.citations) for sentence in reply.sentences),
            facts=tuple(facts),
            words=Words(message, reply.text) if self._keep_words else None,
        )


def mark(reply_id: str, text: str) -> Mark:
    """A text without its words; see `receipt.Mark`."""
    return Mark(len(text), sha256(f"{reply_id}\n{text}".encode(errors="surrogatepass")).hexdigest())
