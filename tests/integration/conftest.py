from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from service.bootstrap import build, build_index
from service.pipeline import FactChecker
from service.settings import Settings


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with an index of the shipped corpus."""
    settings = Settings(index_dir=tmp_path_factory.mktemp("index"))
    build_index(settings, lambda stage, done, total: None)
    return settings


@pytest.fixture(scope="session")
def checker(shipped: Settings) -> Iterator[FactChecker]:
    with closing(build(shipped)) as made:
        yield made
