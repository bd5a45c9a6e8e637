"""Serves the newest index: a new generation is loaded beside the old one and swapped in when it is whole."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Thread

from service.errors import CaveatError, IndexNotReady
from service.web.checker import Checker

logger = logging.getLogger("caveat.live")

RETRY_SECONDS = 60.0
"""A generation that could not be loaded is tried again after this long: loading is too heavy for every look."""


class LiveChecker:
    """See `checker.CheckerProvider`. Reads take no lock: the swap is one assignment.

    `load` opens the live index; `generation` names it, or gives None where nothing was built yet.
    """

    def __init__(
        self,
        load: Callable[[], Checker],
        generation: Callable[[], str | None],
        *,
        poll_seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load = load
        self._generation = generation
        self._poll_seconds = poll_seconds
        self._monotonic = monotonic
        self._current: Checker | None = None
        self._retired: Checker | None = None
        self._loaded: str | None = None
        self._failed: tuple[str, float] | None = None
        self._stopped = Event()
        self._thread: Thread | None = None

    def current(self) -> Checker:
        """See `CheckerProvider`."""
        checker = self._current
        if checker is None:
            raise IndexNotReady("no index is being served yet")
        return checker

    def start(self) -> None:
        """See `CheckerProvider`."""
        self._stopped.clear()
        self._thread = Thread(target=self._follow, name="live-index", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """See `CheckerProvider`; waits for a load that is under way."""
        self._stopped.set()
        if self._thread:
            self._thread.join()
            self._thread = None

    def refresh(self) -> bool:
        """Look once; True where another generation was swapped in. Raises what the loader raises."""
        name = self._generation()
        if name is None or name == self._loaded or self._failed_lately(name):
            return False
        self._failed = (name, self._monotonic())
        checker = self._load()
        self._close_retired()
        self._retired, self._current, self._loaded, self._failed = self._current, checker, name, None
        logger.info("serving index %s with corpus %s", name, checker.corpus.version)
        return True

    def _close_retired(self) -> None:
        """Close the one before the last: requests that began with it ended long ago."""
        if self._retired is not None:
            self._retired.close()
            self._retired = None

    def _failed_lately(self, name: str) -> bool:
        return (
            self._failed is not None and self._failed[0] == name and self._monotonic() - self._failed[1] < RETRY_SECONDS
        )

    def _follow(self) -> None:
        """Each look runs as a future: whatever a loader raises is then a value, and ends neither thread nor service."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="load-index") as looks:
            while not self._stopped.is_set():
                error = looks.submit(self.refresh).exception()
                if error is not None:
                    _log_failure(error, serving=self._current is not None)
                self._stopped.wait(self._poll_seconds)


def _log_failure(error: BaseException, *, serving: bool) -> None:
    """A message of our own errors is about the index; that of others may be about anything, so only its kind is logged."""
    what = f"{type(error).__name__}: {error}" if isinstance(error, CaveatError) else type(error).__name__
    logger.error(
        "the live index could not be loaded (%s); %s", what, "the last one still serves" if serving else "none serves"
    )
