"""The job by this product's parts: `python -m eval.bench.own_pipeline build|serve …`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.bench.job import K, Statement, run_side
from service.adapters.bm25 import write_bm25
from service.adapters.chroma import ChromaIndex, write_chroma
from service.adapters.onnx_encoder import OnnxEncoder
from service.adapters.onnx_judge import OnnxJudge
from service.bootstrap import MODELS, open_search
from service.ingestion.corpus import load_corpus
from service.ingestion.generation import open_generation
from service.language.concepts import ConceptMatcher
from service.ports import Judge, VectorIndex
from service.retrieval.search import PassageSearch
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class OwnPipeline:
    """Hybrid search and the ONNX judge; see `job.Pipeline`."""

    search: PassageSearch
    judge: Judge
    encoder: OnnxEncoder
    vectors: VectorIndex

    def judged(self, text: str) -> Sequence[str]:
        """See `job.Pipeline`."""
        (ranked,) = self.search.search([text], K)
        stances = self.judge.judge([(text, each.passage.text) for each in ranked])
        pairs = sorted(zip(ranked, stances, strict=True), key=lambda pair: -(pair[1].relevance or 0.0))
        return [each.passage.id for each, _ in pairs]

    def found(self, text: str) -> Sequence[str]:
        """See `job.Pipeline`."""
        return [each.passage.id for each in self.search.search([text], K)[0]]

    def nearest(self, text: str) -> Sequence[str]:
        """See `job.Pipeline`."""
        return [key for key, _ in self.vectors.search(self.encoder.encode([text]), K)[0]]


def build(statements: Sequence[Statement], folder: Path) -> Callable[[], object]:
    """Encode and write both indexes."""
    settings = Settings()
    encoder = OnnxEncoder(MODELS / "encoder", threads=settings.threads)
    passages = load_corpus(settings.corpus_dir).passages
    kept = [passages[each.id] for each in statements]

    def work() -> None:
        vectors = encoder.encode([each.text for each in kept])
        write_chroma(folder / "chroma", kept, vectors, encoder.model_hash)
        write_bm25(folder / "bm25", kept)

    return work


def open_pipeline(folder: Path) -> OwnPipeline:
    """Over the live index of the settings; `folder` is where `build` wrote one, which nothing reads."""
    settings = Settings()
    encoder = OnnxEncoder(MODELS / "encoder", threads=settings.threads)
    generation = open_generation(settings.index_dir, model_hash=encoder.model_hash)
    search = open_search(generation.layout, generation.corpus, encoder, ConceptMatcher(generation.corpus.concepts))
    judge = OnnxJudge(MODELS / "judge", threads=settings.threads)
    return OwnPipeline(search, judge, encoder, ChromaIndex(generation.layout.vectors))


if __name__ == "__main__":
    run_side(sys.argv[1:], build, open_pipeline)
