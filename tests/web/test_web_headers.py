from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from service.web.routes.pages import STATIC


@pytest.mark.parametrize("path", ["/", "/static/demo.js", "/v1/sources", "/v1/nothing", "/health/live", "/nothing"])
def test_every_answer_is_held_close_by_the_browser(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-request-id"].startswith("request-")
    assert "server" not in headers


def test_what_the_api_says_stays_out_of_caches(client: TestClient) -> None:
    assert client.post("/v1/chat", json={"message": "hi"}).headers["cache-control"] == "no-store"
    assert client.get("/static/demo.js").headers["cache-control"] == "no-cache"


def test_the_demo_page_runs_under_a_policy_without_inline_parts(client: TestClient) -> None:
    page = client.get("/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]+src=)", page.text)
    for address in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", sorted(STATIC.glob("demo.*")), ids=lambda path: path.name)
def test_the_demo_puts_text_in_as_text(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|url\(", code)
