"""What is to be measured, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.case import CASES, load_cases
from service.settings import Settings

SIZES = (1_000, 4_000, 16_000)
CONCURRENCY = (1, 4, 16)
REPEATS, QUERIES, ENCODED = 5, 60, 2_000


@dataclass(frozen=True, slots=True)
class Order:
    """What the command line said. `queries` texts are asked, `repeats` times a process is started or an index built.

    `sizes` are numbers of passages, at most `encode` of the added ones are really encoded, `data` holds their texts. `public` holds
    public sets.
    """

    parts: Sequence[str] = ()
    sizes: Sequence[int] = SIZES
    concurrency: Sequence[int] = CONCURRENCY
    repeats: int = REPEATS
    queries: int = QUERIES
    encode: int = ENCODED
    data: Path | None = None
    public: Path | None = None
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Workplace:
    """What a part works with: the live index is that of `settings`, and `scratch` is deleted in the end."""

    settings: Settings
    order: Order
    texts: Sequence[str]
    scratch: Path


def query_texts(count: int) -> tuple[str, ...]:
    """`count` texts of the development cases, or all where there are fewer, spread evenly over them."""
    texts = [case.text for case in load_cases(CASES / "development")]
    count = min(count, len(texts))
    return tuple(texts[at * len(texts) // count] for at in range(count))
