"""The shipped judge as a transformers model on torch, for a pipeline that reranks with it.

    python -m eval.bench.torch_judge OUT

The weights are those of the shipped int8 ONNX file, dequantised to float32; the ONNX judge also rounds what passes
between its layers, so the two agree only about.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import CrossEncoder
from transformers import MPNetConfig, MPNetForSequenceClassification, PreTrainedTokenizerFast

from eval.bench.dequantised import dequantised, epsilon
from eval.bench.processes import tell
from service.adapters.onnx_judge import MAX_TOKENS, OnnxJudge
from service.bootstrap import MODELS
from service.domain import Corpus, Stance
from service.ingestion.corpus import load_corpus
from service.settings import Settings

HEADS = 12
CHECKED_PAIRS = 48
RELEVANCE = 3
JUDGE = MODELS / "judge"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How near two judges are on the same pairs: the mean and largest difference of a probability, and how often their
    likeliest stance is the same.
    """

    pairs: int
    mean_difference: float
    largest_difference: float
    same_stance: float


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


def claims_and_citations(corpus: Corpus) -> list[tuple[str, str]]:
    """Reviewed claims, each with the first passage that its review quotes, so that all stances occur."""
    quoted = [review for review in corpus.reviews.values() if review.citations]
    return [(r.claim, corpus.passages[r.citations[0].passage_id].text) for r in quoted][:CHECKED_PAIRS]


def agreement(ours: Sequence[Stance], logits: NDArray[np.float32]) -> Agreement:
    """Compare stances with logits of the same pairs, of shape (pairs, 4)."""
    odds = np.exp(logits[:, :RELEVANCE] - logits[:, :RELEVANCE].max(axis=1, keepdims=True))
    relevances = 1 / (1 + np.exp(-logits[:, RELEVANCE:]))
    theirs = np.hstack([odds / odds.sum(axis=1, keepdims=True), relevances])
    mine = np.array([[s.supports, s.refutes, s.neutral, s.relevance or 0.0] for s in ours])
    apart = np.abs(mine - theirs)
    same = mine[:, :RELEVANCE].argmax(axis=1) == theirs[:, :RELEVANCE].argmax(axis=1)
    return Agreement(len(mine), float(apart.mean()), float(apart.max()), float(same.mean()))


def main(folder: Path) -> None:
    """Write the model and say how it agrees with the shipped one."""
    write_torch_judge(folder)
    settings = Settings()
    torch.set_num_threads(settings.threads)
    pairs = claims_and_citations(load_corpus(settings.corpus_dir))
    logits = CrossEncoder(str(folder), device="cpu").predict(pairs)
    tell(asdict(agreement(OnnxJudge(JUDGE, threads=settings.threads).judge(pairs), np.asarray(logits))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
