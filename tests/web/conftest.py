"""One application over a fake checker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.fakes import FakeProvider
from tests.web.edges import Edge, make_edge


@pytest.fixture
def edge() -> Iterator[Edge]:
    made = make_edge()
    with made.client:
        yield made


@pytest.fixture
def client(edge: Edge) -> TestClient:
    return edge.client


@pytest.fixture
def provider(edge: Edge) -> FakeProvider:
    return edge.provider
