from __future__ import annotations

import pytest

from service.rendering.links import source_address, web_address
from tests.unit.rendering.reports import make_source


@pytest.mark.parametrize("url", ["https://a.example/b?c=d#e", "http://a.example"])
def test_web_addresses_pass_unchanged(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " https://a.example",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "//a.example",
        "https://",
        "https://user:pass@a.example",
        "https://[",
        "https://a.exam\u202eple",
        "file:///etc/passwd",
    ],
)
def test_anything_else_is_no_link(url: str | None) -> None:
    assert web_address(url) is None


def test_a_source_without_an_address_is_found_by_its_doi() -> None:
    assert source_address(make_source(url=None, doi="10.1000/a<b>")) == "https://doi.org/10.1000/a%3Cb%3E"
    assert source_address(make_source(url="https://a.example", doi="10.1000/x")) == "https://a.example"
    assert source_address(make_source(url=None)) is None
