"""Token buckets, one a client, in bounded memory."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

MAX_CLIENTS = 20_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client has left after a request. Times are whole seconds, rounded up."""

    allowed: bool
    limit: int
    remaining: int
    reset_seconds: int
    retry_seconds: int


class TokenBuckets:
    """A full bucket holds a minute's requests and fills evenly.

    Beyond `max_clients` the one that was silent longest is forgotten, which at worst gives it a full bucket.
    """

    def __init__(self, per_minute: int, monotonic: Callable[[], float], max_clients: int = MAX_CLIENTS) -> None:
        self._limit = per_minute
        self._per_second = per_minute / 60
        self._monotonic = monotonic
        self._max_clients = max_clients
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, client: str) -> Allowance:
        """Take one token of a client, if it has one."""
        now = self._monotonic()
        with self._lock:
            tokens = self._tokens(client, now)
            allowed = tokens >= 1
            left = tokens - 1 if allowed else tokens
            self._buckets[client] = (left, now)
            self._buckets.move_to_end(client)
            if len(self._buckets) > self._max_clients:
                self._buckets.popitem(last=False)
        return self._allowance(allowed, left)

    def __len__(self) -> int:
        """Clients that are remembered."""
        return len(self._buckets)

    def _tokens(self, client: str, now: float) -> float:
        held, since = self._buckets.get(client, (float(self._limit), now))
        return min(float(self._limit), held + (now - since) * self._per_second)

    def _allowance(self, allowed: bool, left: float) -> Allowance:
        return Allowance(
            allowed=allowed,
            limit=self._limit,
            remaining=math.floor(left),
            reset_seconds=math.ceil((self._limit - left) / self._per_second),
            retry_seconds=0 if allowed else max(1, math.ceil((1 - left) / self._per_second)),
        )
