"""Reads the causal strength of sentences by an exported model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from service.adapters.onnx_model import OnnxModel
from service.ports import Vectors

MAX_TOKENS = 96


class OnnxCausality:
    """A sentence classifier with a logit for each `CausalStrength`, in one softmax."""

    def __init__(self, folder: Path, *, threads: int) -> None:
        self._model = OnnxModel(folder, max_tokens=MAX_TOKENS, threads=threads)
        self.model_hash = self._model.sha256

    def chances(self, sentences: Sequence[str]) -> Vectors:
        """Probabilities of the four levels, a row a sentence."""
        logits = self._model.run(sentences)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Vectors = odds / odds.sum(axis=1, keepdims=True)
        return shares
