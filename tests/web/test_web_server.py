"""The same application behind a real server on a real port."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from service.web.app import create_app
from tests.fakes import FakeProvider
from tests.web.edges import make_checker, make_settings
from tests.web.serving import Address, serving

JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def address() -> Iterator[Address]:
    app = create_app(make_settings(rate_limit_per_minute=100_000), FakeProvider(make_checker()))
    with serving(app) as address:
        yield address


@pytest.fixture
def http(address: Address) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address.url) as client:
        yield client


def raw(address: Address, request: bytes) -> bytes:
    """Send bytes as they are and read until the server closes or says no more."""
    with socket.create_connection((address.host, address.port), timeout=5) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while part := connection.recv(65_536):
            received += part
        return received


def test_a_conversation_over_http(http: httpx.Client) -> None:
    reply = http.post("/v1/chat", json={"message": "Ist das wahr? 🙂"}).json()
    assert reply["outcome"] == "corrected"
    rating = http.post("/v1/feedback", json={"reply_id": reply["reply_id"], "rating": "up"})
    assert rating.status_code == 202
    assert http.delete(f"/v1/sessions/{reply['session_id']}").status_code == 204
    assert http.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert "server" not in http.get("/health/live").headers


def test_a_chunked_body_that_is_too_large_is_a_413(http: httpx.Client) -> None:
    parts = iter([b'{"message": "', *[b"a" * 65_536] * 16, b'"}'])
    problem = http.post("/v1/chat", content=parts, headers=JSON)
    assert (problem.status_code, problem.json()["type"]) == (413, "/problems/body-too-large")
    assert http.get("/health/live").status_code == 200


def test_a_megabyte_with_its_length_is_a_413(http: httpx.Client) -> None:
    problem = http.post("/v1/chat", content=json.dumps({"message": "a" * 1_000_000}), headers=JSON)
    assert (problem.status_code, problem.headers["content-type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("size", [20_000, 60_000, 2_000_000])
def test_a_huge_header_is_no_server_error(address: Address, http: httpx.Client, size: int) -> None:
    try:
        assert http.get("/v1/sources", headers={"X-Long": "x" * size}).status_code in {200, 400, 431}
    except httpx.TransportError:
        pass  # the server may hang up on what no client would send
    assert httpx.get(f"{address.url}/health/live").status_code == 200


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET /v1/sources HTTP/9.9\r\n\r\n",
        b"POST /v1/chat HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: -5\r\n\r\n{}",
        b"POST /v1/chat HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
        b"GET /v1/sources/\xff\xfe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /%00%ff?\x7f HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: \xff\r\nAccept: \xff;q=\xff\r\nContent-Length: 2\r\n"
        b"Connection: close\r\n\r\n{}",
    ],
)
def test_bytes_that_no_client_would_send_are_no_server_error(address: Address, request_bytes: bytes) -> None:
    try:
        assert b" 500 " not in raw(address, request_bytes)[:20]
    except ConnectionError:
        pass
    assert httpx.get(f"{address.url}/health/live").status_code == 200


def test_many_clients_at_once_each_get_an_answer(address: Address) -> None:
    def ask(number: int) -> int:
        return httpx.post(f"{address.url}/v1/chat", json={"message": f"question {number}"}).status_code

    with ThreadPoolExecutor(16) as clients:
        assert set(clients.map(ask, range(64))) == {200}
