"""Times the parts of a running product from outside, through stand-ins that hand every call on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import partial
from time import perf_counter
from typing import Any


@dataclass(slots=True)
class Stopwatch:
    """Seconds and items by stage since the last `lap`; a stage inside another counts in both."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    items: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def timed(self, stage: str, work: Callable[..., Any], *given: Any, **named: Any) -> Any:  # noqa: ANN401
        """Do the work and add its time; the length of its first argument, where it has one, is its number of items."""
        began = perf_counter()
        try:
            return work(*given, **named)
        finally:
            self.seconds[stage] += perf_counter() - began
            self.items[stage] += len(given[0]) if given and isinstance(given[0], Collection) else 1

    def lap(self) -> tuple[dict[str, float], dict[str, int]]:
        """The seconds and items of each stage that ran since the last lap."""
        lap = dict(self.seconds), dict(self.items)
        self.seconds.clear()
        self.items.clear()
        return lap


class Timed:
    """Stands in for a part: the named methods are timed as `stage`, everything else is the part's own."""

    def __init__(self, part: object, stage: str, methods: Collection[str], watch: Stopwatch) -> None:
        self._part = part
        self._stage = stage
        self._methods = methods
        self._watch = watch

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        found = getattr(self._part, name)
        return partial(self._watch.timed, self._stage, found) if name in self._methods else found
