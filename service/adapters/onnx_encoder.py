"""The bundled sentence encoder, as our port and as LangChain's `Embeddings`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from service.adapters.onnx_model import OnnxModel
from service.ports import Vectors

MAX_TOKENS = 256


class OnnxEncoder(Embeddings):
    """all-MiniLM-L6-v2 as int8 ONNX: unit vectors of 384 numbers; texts beyond 256 tokens are cut."""

    dimension = 384

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._model = OnnxModel(folder, max_tokens=MAX_TOKENS, threads=threads)
        self.model_hash = self._model.sha256

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `ports.Encoder`."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._model.run(texts)

    def reads_whole(self, text: str) -> bool:
        """Whether a text is short enough to be read to its end."""
        return self._model.reads_whole(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """LangChain's name for encoding many texts."""
        return [[float(x) for x in row] for row in self.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        """LangChain's name for encoding one text."""
        return self.embed_documents([text])[0]
