from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("path", ["/", "/static/site.css", "/v1/sources", "/v1/nothing", "/health/live", "/nothing"])
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
    assert client.get("/static/site.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_pages_run_under_a_policy_without_inline_parts(client: TestClient, path: str) -> None:
    page = client.get(path)
    policy = page.headers["content-security-policy"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "unsafe" not in policy and "trusted-types 'none'" in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]+src=)", page.text)
    for address in re.findall(r'<\w[^>]*?\s(?:src|href)="([^"#][^"]*)"', page.text):
        assert address.startswith("/")
        assert client.get(address).status_code == 200
