"""The standard tests of LangChain for retrievers, over the real parts."""

from __future__ import annotations

from typing import Any

import pytest
from langchain_tests.integration_tests import RetrieversIntegrationTests

from service.langchain import CaveatRetriever
from service.pipeline import FactChecker


@pytest.mark.anyio
class TestCaveatRetriever(RetrieversIntegrationTests):
    @pytest.fixture(autouse=True)
    def take(self, mini_checker: FactChecker) -> None:
        self.mini_checker = mini_checker

    @property
    def retriever_constructor(self) -> type[CaveatRetriever]:
        return CaveatRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Any]:
        return {"checker": self.mini_checker}

    @property
    def retriever_query_example(self) -> str:
        return "How long does one infusion last?"
