"""A running server, over HTTP."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import httpx

from eval.result import Json
from eval.targets.target import TargetFacts, TargetFault, TargetRefusal, TargetTimeout

SECONDS_A_CASE = 60.0
_BUSY = frozenset({429, 503})


class HttpTarget:
    """See `target.Target`. A server that asks to wait is waited for, within the time of the case."""

    def __init__(self, url: str, *, seconds: float = SECONDS_A_CASE) -> None:
        """Raises TargetFault where `url` is no http(s) address."""
        if not url.startswith(("http://", "https://")):
            raise TargetFault(f"{url!r} is not the address of a server: it must begin with http:// or https://")
        self._seconds = seconds
        try:
            self._client = httpx.Client(base_url=url.rstrip("/"), timeout=seconds)
        except httpx.InvalidURL as error:
            raise TargetFault(f"{url!r} is not the address of a server: {error}") from error

    def facts(self) -> TargetFacts:
        """See `Target`."""
        ready = self._send("GET", "/health/ready")
        if "corpus_version" not in ready:
            raise TargetFault(f"{self._client.base_url}: not a server of this product: it names no corpus_version")
        return TargetFacts(
            "http", str(ready["corpus_version"]), ready.get("models", {}), {"model": str(ready.get("model"))}
        )

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """See `Target`."""
        body = {"message": message, "session_id": session_id, "region": region}
        return self._send("POST", "/v1/chat", {key: value for key, value in body.items() if value is not None})

    def check(self, text: str) -> Json:
        """See `Target`."""
        return self._send("POST", "/v1/check", {"text": text})

    def search(self, query: str, k: int) -> Json:
        """See `Target`."""
        return self._send("POST", "/v1/search", {"query": query, "k": k})

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """See `Target`: raises TargetFault."""
        raise TargetFault("the contract has no endpoint that judges pairs: run this suite in process")

    def source(self, source_id: str) -> Json | None:
        """See `Target`."""
        path = f"/v1/sources/{quote(source_id, safe='')}"
        response = self._answer("GET", path, None)
        return None if response.status_code == httpx.codes.NOT_FOUND else _content(response, path)

    def close(self) -> None:
        """See `Target`."""
        self._client.close()

    def _send(self, method: str, path: str, body: Json | None = None) -> Json:
        return _content(self._answer(method, path, body), path)

    def _answer(self, method: str, path: str, body: Json | None) -> httpx.Response:
        until = time.monotonic() + self._seconds
        while True:
            response = self._once(method, path, body)
            wait = _seconds_to_wait(response)
            if wait is None or time.monotonic() + wait > until:
                return response
            time.sleep(wait)

    def _once(self, method: str, path: str, body: Json | None) -> httpx.Response:
        try:
            return self._client.request(method, path, json=body)
        except httpx.TimeoutException as error:
            raise TargetTimeout(f"{path}: no answer within {self._seconds:g} s") from error
        except httpx.HTTPError as error:
            raise TargetFault(f"{path}: {type(error).__name__}: {error}") from error


def _seconds_to_wait(response: httpx.Response) -> float | None:
    """What a busy server asks for; None where it is not busy."""
    if response.status_code not in _BUSY:
        return None
    try:
        return max(0.1, float(response.headers.get("Retry-After", "1")))
    except ValueError:
        return 1.0


def _refused(response: httpx.Response) -> bool:
    problem = response.headers.get("Content-Type", "").startswith("application/problem+json")
    return problem and response.is_client_error and response.status_code not in _BUSY


def _content(response: httpx.Response, path: str) -> Json:
    if response.status_code != httpx.codes.OK:
        kind = TargetRefusal if _refused(response) else TargetFault
        raise kind(f"{path}: HTTP {response.status_code}: {response.text[:300]}")
    try:
        content: Any = response.json()
    except ValueError as error:
        raise TargetFault(f"{path}: not JSON: {response.text[:100]!r}") from error
    if not isinstance(content, dict):
        raise TargetFault(f"{path}: not a JSON object: {response.text[:100]!r}")
    return content
