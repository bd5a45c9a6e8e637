from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException

from service import errors
from service.errors import CaveatError
from service.web.problems import as_problem
from tests.web.edges import Edge

STATUS = {
    "CaveatError": 500,
    "PermanentError": 500,
    "InvalidInput": 422,
    "CorpusFault": 500,
    "ExtraMissing": 500,
    "IndexMismatch": 500,
    "ModelFault": 500,
    "NotFound": 404,
    "TransientError": 503,
    "IndexNotReady": 503,
    "BuildInProgress": 503,
    "PartUnavailable": 503,
    "Stopped": 503,
}
TREE = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CaveatError)]


@pytest.mark.parametrize("kind", TREE)
def test_each_error_of_the_tree_is_a_problem(edge: Edge, kind: type[CaveatError]) -> None:
    edge.checker.fails = kind("marmalade")
    problem = edge.client.post("/v1/chat", json={"message": "hi"})
    assert problem.status_code == STATUS[kind.__name__]
    assert problem.headers["content-type"] == "application/problem+json"
    assert ("retry-after" in problem.headers) == (problem.status_code == 503)
    assert ("marmalade" in problem.text) == (kind is errors.InvalidInput)


@pytest.mark.parametrize("path", ["/v1/chat", "/v1/check", "/v1/search"])
def test_what_nobody_foresaw_is_told_without_detail(edge: Edge, path: str) -> None:
    edge.checker.fails = KeyError("marmalade")
    field = {"/v1/chat": "message", "/v1/check": "text", "/v1/search": "query"}[path]
    problem = edge.client.post(path, json={field: "hi"})
    assert (problem.status_code, problem.headers["content-type"]) == (500, "application/problem+json")
    assert problem.json() == {"type": "/problems/internal-error", "title": "Something went wrong here", "status": 500}


def test_a_long_message_of_an_error_is_cut() -> None:
    assert len(as_problem(errors.InvalidInput("x" * 9_999)).body.detail or "") == 300


def test_a_status_without_a_name_of_ours_gets_the_standards_name() -> None:
    problem = as_problem(HTTPException(418))
    assert (problem.body.type, problem.status_code) == ("/problems/i'm-a-teapot", 418)
