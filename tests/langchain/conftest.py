from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from service.langchain.opening import open_checker
from service.pipeline import FactChecker
from service.settings import Settings
from tests.corpora import copy_mini_corpus


@pytest.fixture(scope="session")
def mini_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings over a small corpus that has no index yet."""
    home = tmp_path_factory.mktemp("chains")
    return Settings.model_validate({"corpus_dir": copy_mini_corpus(home), "index_dir": home / "index"})


@pytest.fixture(scope="session")
def mini_checker(mini_settings: Settings) -> Iterator[FactChecker]:
    with closing(open_checker(mini_settings)) as made:
        yield made


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
