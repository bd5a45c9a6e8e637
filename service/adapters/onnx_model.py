"""A bundled transformer: int8 ONNX through onnxruntime, its tokenizer through tokenizers; torch is never imported."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from service.errors import ModelFault

BATCH = 32


class OnnxModel:
    """One model folder: `model.onnx`, `tokenizer.json` and `manifest.json`, which pins the sha256 of both."""

    def __init__(self, folder: Path, *, max_tokens: int, threads: int) -> None:
        digests = verify(folder)
        self.sha256 = digests["model.onnx"]
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(max_tokens)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def run(self, texts: Sequence[str] | Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Return the model's output rows in the order of `texts`; at least one text is needed.

        Texts of like length share a batch, so that little of it is padding.
        """
        order = sorted(range(len(texts)), key=lambda n: _length(texts[n]))
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        rows = np.vstack([self._run_batch([texts[n] for n in batch]) for batch in batches])
        out = np.empty_like(rows)
        out[order] = rows
        return out

    def _run_batch(self, texts: Sequence[Any]) -> NDArray[np.float32]:
        encodings = self._tokenizer.encode_batch(list(texts))
        inputs = {
            "input_ids": np.array([e.ids for e in encodings], dtype=np.int64),
            "attention_mask": np.array([e.attention_mask for e in encodings], dtype=np.int64),
            "token_type_ids": np.array([e.type_ids for e in encodings], dtype=np.int64),
        }
        output: NDArray[np.float32] = self._session.run(None, inputs)[0]
        return output


def verify(folder: Path) -> dict[str, str]:
    """Return the pinned digests after comparing each with the file; raise ModelFault on any difference."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise ModelFault(f"{folder}: no manifest.json; the bundled model is missing")
    digests: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))["sha256"]
    for name, pinned in digests.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != pinned:
            raise ModelFault(f"{folder / name}: sha256 is {found}, the manifest pins {pinned}")
    return digests


def _length(text: str | tuple[str, str]) -> int:
    return len(text) if isinstance(text, str) else len(text[0]) + len(text[1])
