"""The page over HTTP: the document, what it shows, and where it saves."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, FastAPI, HTTPException, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict
from starlette.middleware import Middleware

from eval.result import Json
from eval.review.desk import Desk, NoSuchMark
from eval.review.guard import Guard
from eval.review.marks import Part
from eval.review.page import page_policy, render_page

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Said(BaseModel):
    """A mark as the page sends it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reply: str
    part: Part
    index: int
    value: str


def review_app(desk: Desk, token: str, port: int) -> FastAPI:
    """The application, at `http://127.0.0.1:port/token/`."""
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[Middleware(Guard, token=token, port=port)],
    )
    app.include_router(_routes(desk), prefix=f"/{token}")
    return app


def _routes(desk: Desk) -> APIRouter:
    routes = APIRouter()

    @routes.get("/")
    def page() -> HTMLResponse:
        nonce = secrets.token_urlsafe(16)
        return HTMLResponse(render_page(nonce), headers={**HEADERS, "Content-Security-Policy": page_policy(nonce)})

    @routes.get("/sheet")
    def sheet(response: Response) -> Json:
        response.headers.update(HEADERS)
        return desk.sheet()

    @routes.post("/marks", status_code=204)
    def mark(said: Said) -> Response:
        try:
            desk.mark(said.reply, said.part, said.index, said.value)
        except NoSuchMark as error:
            raise HTTPException(422, str(error)) from error
        except OSError as error:
            raise HTTPException(500, f"not saved: {error.strerror}") from error
        return Response(status_code=204, headers=HEADERS)

    return routes
