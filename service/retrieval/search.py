"""Passages for a text: by meaning and by words, blended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.domain import Corpus, RankedPassage
from service.language.concepts import ConceptMatcher
from service.ports import Encoder, LexicalIndex, Speller, VectorIndex, Vectors
from service.retrieval.fusion import blend

DEPTH = 60
NEAR_COSINE = 0.42
MIN_PART_WORDS = 5
MAX_PARTS = 6
_PART = re.compile(r"[.:;!?]\s+")
_SUBJECT_KINDS = frozenset({"drug", "condition", "treatment"})
DENSE_WEIGHT = 0.5


class PassageSearch:
    """Hybrid search over the served passages.

    A query is read with its spelling put right, and with the corpus's own names for what it calls otherwise
    ("laughing gas (nitrous oxide)"), so that both indexes see the words that the cards use. One that names no subject
    at all is taken to be about the corpus's own, where the corpus has one.
    """

    def __init__(
        self,
        corpus: Corpus,
        encoder: Encoder,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        matcher: ConceptMatcher,
        speller: Speller,
    ) -> None:
        self._corpus = corpus
        self._encoder = encoder
        self._vectors = vectors
        self._lexical = lexical
        self._matcher = matcher
        self._speller = speller

    def corrected(self, text: str) -> str:
        """The text with its spelling put right."""
        return self._speller.correct(text)

    def read(self, text: str) -> str:
        """The query as the indexes see it."""
        corrected = self.corrected(text)
        concepts = [self._matcher.concepts[mention.concept_id] for mention in self._matcher.find(corrected)]
        names = [c.names[0] for c in concepts if c.names[0].lower() not in corrected.lower()]
        if not any(concept.kind in _SUBJECT_KINDS for concept in concepts):
            names += self._own_subject()
        return f"{corrected} ({', '.join(dict.fromkeys(names))})" if names else corrected

    def _own_subject(self) -> tuple[str, ...]:
        """The name of what the corpus is about; none where it is about nothing in particular."""
        subject = self._corpus.concepts.get(self._corpus.scope.default_concept)
        return subject.names[:1] if subject else ()

    def near(self, text: str) -> bool:
        """Whether any passage is near to a text or a part of it, so that it is on the subject after all."""
        parts = [text, *(part for part in _PART.split(text) if len(part.split()) >= MIN_PART_WORDS)][:MAX_PARTS]
        return self.nearest(self.encode_as_said(parts)) >= NEAR_COSINE

    def nearest(self, vectors: Vectors) -> float:
        """The largest cosine of any passage to any of some vectors; -1 for an empty index."""
        return max((best[0][1] for best in self._vectors.search(vectors, 1) if best), default=-1.0)

    def encode_as_said(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts with no more than their spelling put right."""
        return self._encoder.encode([self.corrected(text) for text in texts])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts as the search reads them."""
        return self._encoder.encode([self.read(text) for text in texts])

    def search(self, texts: Sequence[str], k: int, vectors: Vectors | None = None) -> list[tuple[RankedPassage, ...]]:
        """Per text up to `k` passages, best first; `dense` is the cosine, `score` and `lexical` lie in [0, 1].

        `vectors` are those of the texts, see `encode`, where they are known.
        """
        if not texts:
            return []
        queries = [self.read(text) for text in texts]
        dense = self._vectors.search(self._encoder.encode(queries) if vectors is None else vectors, DEPTH)
        lexical = self._lexical.search(queries, DEPTH)
        return [self._ranked(*hits, k) for hits in zip(dense, lexical, strict=True)]

    def close(self) -> None:
        """Let go of the vector index."""
        self._vectors.close()

    def _ranked(
        self, dense: list[tuple[str, float]], lexical: list[tuple[str, float]], k: int
    ) -> tuple[RankedPassage, ...]:
        cosine = dict(dense)
        floor = min(cosine.values(), default=0.0)
        parts = blend(dense, lexical, DENSE_WEIGHT)
        return tuple(
            RankedPassage(
                self._corpus.passages[key],
                DENSE_WEIGHT * near + (1 - DENSE_WEIGHT) * shared,
                cosine.get(key, floor),
                shared,
            )
            for key, (near, shared) in list(parts.items())[:k]
        )
