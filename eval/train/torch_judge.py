"""The shipped judge as a transformers model on torch: to train it further, or to rerank with it elsewhere.

The weights are those of the shipped int8 ONNX file, dequantised to float32; the ONNX judge also rounds what passes
between its layers, so the two agree only about.
"""

from __future__ import annotations

from pathlib import Path

import torch
from transformers import MPNetConfig, MPNetForSequenceClassification, PreTrainedTokenizerFast

from eval.train.dequantised import dequantised, epsilon
from service.adapters.onnx_judge import MAX_TOKENS
from service.bootstrap import MODELS

HEADS = 12
JUDGE = MODELS / "judge"


def write_torch_judge(folder: Path) -> None:
    """Write the model and its tokenizer as transformers loads them."""
    weights = {name: torch.from_numpy(array) for name, array in dequantised(JUDGE / "model.onnx").items()}
    model = MPNetForSequenceClassification(config_of(weights))
    missing, unexpected = model.load_state_dict(weights, strict=False)
    lacking = [name for name in missing if not name.endswith("position_ids")]
    if lacking or unexpected:
        raise ValueError(f"the weights do not fit the model: missing {lacking}, unexpected {unexpected}")
    model.eval().save_pretrained(folder)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(JUDGE / "tokenizer.json"), model_max_length=MAX_TOKENS, pad_token="<pad>"
    )
    tokenizer.save_pretrained(folder)


def config_of(weights: dict[str, torch.Tensor]) -> MPNetConfig:
    """The sizes, read from the weights."""
    vocabulary, hidden = weights["mpnet.embeddings.word_embeddings.weight"].shape
    layers = {name.split(".")[3] for name in weights if name.startswith("mpnet.encoder.layer.")}
    config = MPNetConfig(
        vocab_size=vocabulary,
        hidden_size=hidden,
        num_hidden_layers=len(layers),
        num_attention_heads=HEADS,
        intermediate_size=weights["mpnet.encoder.layer.0.intermediate.dense.weight"].shape[0],
        max_position_embeddings=weights["mpnet.embeddings.position_embeddings.weight"].shape[0],
        relative_attention_num_buckets=weights["mpnet.encoder.relative_attention_bias.weight"].shape[0],
        layer_norm_eps=epsilon(JUDGE / "model.onnx"),
    )
    config.num_labels = weights["classifier.out_proj.weight"].shape[0]
    return config
