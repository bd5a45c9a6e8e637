"""Which replies this process gave lately, so that only real ones can be rated."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from service.domain import Reply

MAX_REPLIES = 10_000


class RecentReplies:
    """Ids of replies with their number of sentences; the oldest leave first."""

    def __init__(self, max_replies: int = MAX_REPLIES) -> None:
        self._max = max_replies
        self._sentences: OrderedDict[str, int] = OrderedDict()
        self._lock = Lock()

    def add(self, reply: Reply) -> None:
        """Remember a reply."""
        with self._lock:
            self._sentences[reply.reply_id] = len(reply.sentences)
            if len(self._sentences) > self._max:
                self._sentences.popitem(last=False)

    def sentences_of(self, reply_id: str) -> int | None:
        """How many sentences the reply has; None for a reply that is not known here."""
        with self._lock:
            return self._sentences.get(reply_id)
