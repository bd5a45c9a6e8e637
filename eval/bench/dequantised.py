"""The weights of the shipped judge, from int8 ONNX back to float32 under the names that transformers gives them.

Weights of dense layers are int8 with a scale a column (MatMulInteger), embeddings uint8 with one scale. The names of
the former are lost in the export; the names of the nodes that use them tell which they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

PREFIX = "model."
QUANTIZED = "_quantized"
_NODE_SUFFIX = "/MatMul_quant"

Weights = dict[str, NDArray[np.float32]]


def dequantised(path: Path) -> Weights:
    """Weights by name, those of dense layers as (out, in); raises KeyError where the graph is not as expected."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    named = dict(_named(stored))
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.name.endswith(_NODE_SUFFIX):
            name = node.name.removesuffix(_NODE_SUFFIX).strip("/").replace("/", ".").removeprefix(PREFIX)
            named[f"{name}.weight"] = _real(stored, node.input[1].removesuffix(QUANTIZED)).T.copy()
    return named


def epsilon(path: Path) -> float:
    """What the layer norms add to the variance."""
    graph = onnx.load(str(path), load_external_data=False).graph
    (norm, *_) = (node for node in graph.node if node.op_type == "LayerNormalization")
    return next(float(attribute.f) for attribute in norm.attribute if attribute.name == "epsilon")


def _named(stored: dict[str, NDArray[np.generic]]) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for name, array in stored.items():
        if name.startswith(PREFIX) and name.endswith((".weight", ".bias")):
            yield name.removeprefix(PREFIX), array.astype(np.float32)
        elif name.startswith(PREFIX) and name.endswith(f".weight{QUANTIZED}"):
            yield name.removeprefix(PREFIX).removesuffix(QUANTIZED), _real(stored, name.removesuffix(QUANTIZED))
        elif name.startswith(PREFIX) and name.endswith(f".weight_Transposed{QUANTIZED}"):
            base = name.removesuffix(QUANTIZED)
            yield base.removeprefix(PREFIX).removesuffix("_Transposed"), _real(stored, base).T.copy()


def _real(stored: dict[str, NDArray[np.generic]], base: str) -> NDArray[np.float32]:
    """(q - zero point) * scale, by column where there is a scale a column."""
    quantized, zero = stored[base + QUANTIZED].astype(np.float32), stored[f"{base}_zero_point"].astype(np.float32)
    real: NDArray[np.float32] = (quantized - zero) * stored[f"{base}_scale"].astype(np.float32)
    return real
