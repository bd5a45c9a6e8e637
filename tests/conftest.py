"""What tests of several folders share: the real parts, made once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from service.bootstrap import build, build_index
from service.pipeline import FactChecker
from service.settings import Settings

SCREENSHOTS = Path(__file__).resolve().parent.parent / "runs" / "screenshots"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", default=SCREENSHOTS, type=Path, help="Folder for pictures of the widget's states."
    )


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
