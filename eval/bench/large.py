"""Corpora of a wanted size: the shipped corpus, and cards with filler statements."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from service.ingestion.ledger import Admission, Kind, read_ledger, write_ledger
from service.ports import Encoder, Vectors

STATEMENTS_A_CARD = 10
STRAY = 0.8
"""Length of the noise beside a unit vector: a drawn vector has a cosine of 0.78 with the real one it was drawn near."""
HEAD = """---
id: {id}
title: "Filler {id}"
authors: The bench
year: 2020
venue: none
doi: null
pmid: null
url: null
evidence_kind: review
species: human
population: nobody
tier: background
status: active
licence: not for publication
topics: []
checked: secondary
admitted_on: 2026-01-01
reviewed_on: 2026-01-01
review_due: 2027-01-01
limitations:
  - Made to measure growth.
pending: []
---

"""
STATEMENT = '{n}. {{finding: history, certainty: low, checked: secondary, checked_against: "the bench"}}\n   {text}\n'


def write_large(corpus: Path, folder: Path, statements: Sequence[str]) -> None:
    """Copy the corpus to a new folder and add admitted cards with the statements."""
    shutil.copytree(corpus, folder)
    admissions = list(read_ledger(folder, []).admissions.values())
    for start in range(0, len(statements), STATEMENTS_A_CARD):
        name = f"zz_filler{start}"
        card = card_of(name, statements[start : start + STATEMENTS_A_CARD]).encode()
        (folder / "sources" / f"{name}.md").write_bytes(card)
        digest = hashlib.sha256(card).hexdigest()
        admissions.append(Admission(name, Kind.SOURCE, date(2026, 1, 1), "bench", "made to measure growth", digest))
    write_ledger(folder, admissions)


def card_of(name: str, texts: Sequence[str]) -> str:
    """A card in the corpus's form."""
    return HEAD.format(id=name) + "".join(STATEMENT.format(n=n, text=text) for n, text in enumerate(texts, 1))


class Drawing:
    """An encoder that encodes no text twice, and draws a vector for each that is not to be encoded.

    A drawn one is that of an encoded text with noise added, by a seed made of the text: it has the right length and
    lies where texts of the corpus lie, but says nothing of its own text.
    """

    def __init__(self, encoder: Encoder, drawn: frozenset[str]) -> None:
        self._encoder = encoder
        self._drawn = drawn
        self._rows: dict[str, Vectors] = {}
        self._bases: list[Vectors] = []
        self.model_hash, self.dimension = encoder.model_hash, encoder.dimension

    def learn(self, texts: Sequence[str]) -> None:
        """Encode texts; those drawn later are drawn near these."""
        self._rows.update(zip(texts, self._encoder.encode(texts), strict=True))
        self._bases = list(self._rows.values())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `ports.Encoder`."""
        for text in texts:
            if text not in self._rows:
                self._rows[text] = self._draw(text) if text in self._drawn else self._encoder.encode([text])[0]
        return np.array([self._rows[text] for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def _draw(self, text: str) -> Vectors:
        rng = np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]))
        noise = rng.standard_normal(self.dimension)
        near = self._bases[rng.integers(len(self._bases))] + STRAY * noise / np.linalg.norm(noise)
        row: Vectors = (near / np.linalg.norm(near)).astype(np.float32)
        return row
