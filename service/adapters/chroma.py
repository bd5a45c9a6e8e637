"""The vector index in an embedded Chroma collection, which this process alone writes and many may read.

Embeddings come from our encoder: the collection has no embedding function, so Chroma never downloads a model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import cast

import chromadb
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError

from service.domain import Passage
from service.errors import PartUnavailable
from service.ports import Vectors

COLLECTION = "passages"
DATABASE_FILE = "chroma.sqlite3"
BATCH = 256
ID_DIGITS = 32
# Neighbours and breadth well above Chroma's defaults (16, 100): at a few hundred passages the search is then exact.
HNSW = CreateHNSWConfiguration(space="cosine", max_neighbors=48, ef_construction=400, ef_search=400)


class ChromaIndex:
    """Nearest passages by cosine; see ports.VectorIndex."""

    def __init__(self, folder: Path) -> None:
        """Open an index that `write_chroma` made. Raises PartUnavailable where there is none or it is broken."""
        if not (folder / DATABASE_FILE).is_file():
            raise PartUnavailable("the vector index is missing")
        with mapped_errors():
            self._client: Client | None = open_client(folder)
            self._passages = self._client.get_collection(COLLECTION, embedding_function=None)

    def search(self, vectors: Vectors, k: int) -> list[list[tuple[str, float]]]:
        """Per query row up to `k` (passage id, cosine), best first."""
        if self._client is None:
            raise PartUnavailable("the vector index is closed")
        if k < 1 or not len(vectors):
            return [[] for _ in vectors]
        with mapped_errors():
            found = self._passages.query(query_embeddings=vectors, n_results=k, include=["metadatas", "distances"])
        rows = zip(found["metadatas"] or [], found["distances"] or [], strict=True)
        return [
            [(str(meta["passage_id"]), 1.0 - distance) for meta, distance in zip(metas, distances, strict=True)]
            for metas, distances in rows
        ]

    def close(self) -> None:
        """Let go of the files; closing twice is the same as once."""
        if self._client is not None:
            self._client.close()
            self._client = None


def write_chroma(folder: Path, passages: Sequence[Passage], vectors: Vectors, model_hash: str) -> None:
    """Write a new index, one row of `vectors` a passage. Raises PartUnavailable when the store does not take it."""
    with mapped_errors():
        client = open_client(folder)
        try:
            collection = client.create_collection(
                COLLECTION,
                configuration=CreateCollectionConfiguration(hnsw=HNSW),
                embedding_function=None,
                metadata={"model_hash": model_hash},
            )
            for start in range(0, len(passages), BATCH):
                batch = passages[start : start + BATCH]
                collection.add(
                    ids=[row_id(passage, model_hash) for passage in batch],
                    embeddings=vectors[start : start + BATCH],
                    metadatas=[{"passage_id": passage.id} for passage in batch],
                )
        finally:
            client.close()


def row_id(passage: Passage, model_hash: str) -> str:
    """Id by content: the same passage, text and model give the same id, and no other content ever does."""
    return sha256("\0".join((passage.id, passage.text, model_hash)).encode()).hexdigest()[:ID_DIGITS]


def open_client(folder: Path) -> Client:
    """Open a store that sends nothing anywhere."""
    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)  # declared as ClientAPI, which lacks close()


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Chroma's errors, and those of the disk below it, as ours."""
    try:
        yield
    except (ChromaError, OSError, ValueError) as error:
        raise PartUnavailable(f"the vector index did not answer: {type(error).__name__}") from error
