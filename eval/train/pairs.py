"""Pairs of a claim or question with evidence: what the judge learns from and is measured on.

Splits are by claim, never by row, so that no wording of a held-out claim is seen in training.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

LABELS = ("supports", "refutes", "neutral")
OPPOSITE = {"supports": "refutes", "refutes": "supports"}


@dataclass(frozen=True)
class Pair:
    """One labelled pair; `origin` is the set that it came from.

    `relevant` says whether the evidence answers a question, or says the same as a claim where both are claims; for other
    pairs, evidence that settles a claim is relevant.
    `soft` is what teachers believe: the probabilities of the three stances, in the order of LABELS, and of relevance.
    """

    claim: str
    evidence: str
    label: str | None
    origin: str
    relevant: bool | None = None
    soft: tuple[float, ...] | None = None

    @property
    def answers(self) -> bool | None:
        """The target of the relevance head, None where unknown."""
        if self.relevant is not None or self.label is None:
            return self.relevant
        return self.label != "neutral"


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a .jsonl or .jsonl.gz file; a bad line raises ValueError with its number."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"{path}:{number}: not JSON: {error}") from error


def write_pairs(path: Path, pairs: Iterable[Pair]) -> None:
    """Write pairs as gzipped JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(asdict(pair), ensure_ascii=False) + "\n" for pair in pairs)


def read_pairs(path: Path) -> list[Pair]:
    """Read what `write_pairs` wrote."""
    return [Pair(**row) for row in read_jsonl(path)]


def held_out(claim: str, share: float) -> bool:
    """Whether a claim belongs to the held-out part: a hash of its text, so that every run agrees."""
    digest = hashlib.sha256(claim.lower().encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < share


def split_by_claim(pairs: Iterable[Pair], share: float) -> tuple[list[Pair], list[Pair]]:
    """Return (train, held out), the latter about `share` of the claims."""
    train: list[Pair] = []
    test: list[Pair] = []
    for pair in pairs:
        (test if held_out(pair.claim, share) else train).append(pair)
    return train, test
