"""What a browser is given: the widget, the demo page, the guide to embedding."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import FileResponse, Response

from service.web.security import PAGE_POLICY
from service.web.widget import Script, make_script

STATIC = Path(__file__).resolve().parent.parent / "static"
FROM_ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}

Asked = Annotated[str, Header()]

router = APIRouter(include_in_schema=False)


@router.get("/")
async def demo() -> FileResponse:
    """A page of a made-up charity that has the widget on it."""
    return _page("index.html")


@router.get("/embed")
async def guide() -> FileResponse:
    """How a site puts the widget on its pages."""
    return _page("embed.html")


@router.get("/widget.js")
async def widget(if_none_match: Asked = "", accept_encoding: Asked = "") -> Response:
    """The widget, for any site."""
    script, squeezed = _script(), "gzip" in accept_encoding.lower()
    tag = f'"{script.tag}{"-gzip" if squeezed else ""}"'
    headers = {**FROM_ANY_SITE, "ETag": tag}
    if tag in if_none_match:
        return Response(status_code=304, headers=headers)
    content = script.compressed if squeezed else script.text
    encoding = {"Content-Encoding": "gzip"} if squeezed else {}
    return Response(content, headers={**headers, **encoding}, media_type="text/javascript")


@cache
def _script() -> Script:
    return make_script(STATIC / "widget")


def _page(name: str) -> FileResponse:
    return FileResponse(STATIC / name, headers={"Content-Security-Policy": PAGE_POLICY})
