"""Vetted passages as LangChain documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from langchain_core.callbacks import AsyncCallbackManagerForRetrieverRun, CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import run_in_executor
from pydantic import Field, SkipValidation

from service.domain import RankedPassage
from service.errors import InvalidInput
from service.langchain.opening import open_checker
from service.langchain.texts import text_of
from service.settings import Settings
from service.web.checker import Checker
from service.web.parts import utc_now
from service.web.requests import MAX_PASSAGES


class CaveatRetriever(BaseRetriever):
    """Finds the vetted passages nearest to a query, best first; `k` can also be given with a call.

    `page_content` is verbatim. Metadata: passage_id, source_id, title, url, year, evidence_kind, certainty, population,
    status on the day of the call, and score in [0, 1].
    """

    checker: SkipValidation[Checker]
    k: int = Field(default=10, ge=1, le=MAX_PASSAGES)
    now: Callable[[], datetime] = utc_now

    @classmethod
    def from_settings(cls, settings: Settings | None = None, *, k: int = 10) -> CaveatRetriever:
        """A retriever with a fact checker of its own; see `opening.open_checker`."""
        return cls(checker=open_checker(settings), k=k)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return self._documents(query, k)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        return await run_in_executor(None, self._documents, query, k)

    def _documents(self, query: str, k: int | None) -> list[Document]:
        wanted = self.k if k is None else k
        if not 1 <= wanted <= MAX_PASSAGES:
            raise InvalidInput(f"k={wanted}: must be between 1 and {MAX_PASSAGES}")
        return [self._document(found) for found in self.checker.search(text_of(query), wanted)]

    def _document(self, found: RankedPassage) -> Document:
        passage, source = found.passage, self.checker.corpus.source_of(found.passage)
        return Document(
            id=passage.id,
            page_content=passage.text,
            metadata={
                "passage_id": passage.id,
                "source_id": source.id,
                "title": source.title,
                "url": source.url,
                "year": source.year,
                "evidence_kind": str(source.evidence_kind),
                "certainty": str(passage.certainty),
                "population": passage.population or source.population,
                "status": str(source.status_on(self.now().date())),
                "score": found.score,
            },
        )
