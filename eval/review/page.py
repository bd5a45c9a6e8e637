"""The page: one document with its style and its script, which asks for nothing but what it shows and saves."""

from __future__ import annotations

from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup


def render_page(nonce: str) -> str:
    """A whole HTML document; its style and script carry the nonce."""
    template = _environment().get_template("page.html")
    return template.render(nonce=nonce, style=Markup(_file("page.css")), script=Markup(_file("page.js")))


def page_policy(nonce: str) -> str:
    """The Content-Security-Policy under which the page works, and nothing else does."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@cache
def _environment() -> Environment:
    return Environment(loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined)


def _file(name: str) -> str:
    return resources.files("eval.review").joinpath("static", name).read_text(encoding="utf-8")
