"""Vectors by content address, so that a rebuild embeds only texts that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from service.ports import Encoder, Vectors

BATCH = 64


@dataclass(frozen=True, slots=True)
class Embeddings:
    """Vectors by the address of their text, and how many were made anew or taken over."""

    vectors: dict[str, Vectors]
    model_hash: str
    dimension: int
    embedded: int
    reused: int

    def of(self, texts: Sequence[str]) -> Vectors:
        """Rows in the order of the texts, all of which have been embedded."""
        rows = [self.vectors[address(text, self.model_hash)] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(rows), self.dimension)


def address(text: str, model_hash: str) -> str:
    """Key of a vector: it depends on the text and the model, and on nothing else."""
    return sha256(f"{model_hash}\0{text}".encode()).hexdigest()[:32]


def embed(
    texts: Sequence[str], encoder: Encoder, known: dict[str, Vectors], progress: Callable[[int, int], None]
) -> Embeddings:
    """Embed each distinct text whose vector is not known yet."""
    wanted = {address(text, encoder.model_hash): text for text in texts}
    vectors = {key: known[key] for key in wanted if key in known and known[key].shape == (encoder.dimension,)}
    reused, missing = len(vectors), [key for key in wanted if key not in vectors]
    progress(reused, len(wanted))
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        vectors.update(zip(batch, encoder.encode([wanted[key] for key in batch]), strict=True))
        progress(len(vectors), len(wanted))
    return Embeddings(vectors, encoder.model_hash, encoder.dimension, len(missing), reused)


def save_embeddings(path: Path, embeddings: Embeddings) -> None:
    """Write them for the next build, as an .npz that needs no pickle to read."""
    keys = sorted(embeddings.vectors)
    rows = np.array([embeddings.vectors[key] for key in keys], dtype=np.float32)
    np.savez(path, addresses=np.array(keys, dtype=np.str_), vectors=rows.reshape(len(keys), embeddings.dimension))


def load_embeddings(path: Path) -> dict[str, Vectors]:
    """Vectors by address; none where there is no such file."""
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        return dict(zip(map(str, stored["addresses"]), stored["vectors"], strict=True))
