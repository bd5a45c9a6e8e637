"""How fast it is, as ratios against work of the same run: machines are noisy, ratios less so."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from eval.case import CASES, load_cases
from service.bootstrap import build, build_index
from service.settings import Settings

WARM_UP = 5


def bench() -> dict[str, float]:
    """Seconds to open a built index, and of one reply; `reply_in_searches` is the median reply in median searches."""
    settings = Settings()
    build_index(settings, lambda stage, done, total: None)
    began = time.perf_counter()
    checker = build(settings)
    opened = time.perf_counter() - began
    texts = [case.text for case in load_cases(CASES / "development")]
    for text in texts[:WARM_UP]:
        checker.reply(text)
    replies = [_seconds(partial(checker.reply, text)) for text in texts]
    searches = [_seconds(partial(checker.search, text, 10)) for text in texts]
    return {
        "open_seconds": opened,
        "reply_p50_ms": 1000 * median(replies),
        "reply_p95_ms": 1000 * sorted(replies)[int(0.95 * len(replies))],
        "search_p50_ms": 1000 * median(searches),
        "reply_in_searches": median(replies) / median(searches),
    }


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
