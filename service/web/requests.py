"""What may be sent: the bodies of requests, strict in their types and closed to other names.

Lengths of texts are settings, so `texts.check_text` holds them; `openapi.py` writes them into the document.
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SESSION_ID = r"^[A-Za-z0-9_-]{8,64}$"
REGION = r"^[A-Za-z]{2}$"
MAX_URL_CHARS = 2_000
MAX_COMMENT_CHARS = 2_000
MAX_ID_CHARS = 64
MAX_PASSAGES = 50


def web_url(url: str) -> str:
    """The address itself, if it is one of the web. Raises ValueError."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not url.isprintable() or " " in url:
        raise ValueError("must be an http or https address")
    return url


SessionId = Annotated[str, Field(pattern=SESSION_ID, description="Names a conversation; the server makes one up.")]


class Request(BaseModel):
    """What all bodies share."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ChatRequest(Request):
    """One message of a visitor."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"message": "Is it true that vitamin C prevents colds?", "region": "GB"}]}
    )

    message: str = Field(description="Question or claim, in the visitor's words.", json_schema_extra={"minLength": 1})
    session_id: SessionId | None = None
    region: str | None = Field(default=None, pattern=REGION, description="ISO 3166 code, for help lines.")


class CheckRequest(Request):
    """A text whose claims are to be checked."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"text": "Vitamin C prevents colds. It works for everyone.", "source_url": "https://example.org/page"}
            ]
        }
    )

    text: str = Field(description="Plain text.", json_schema_extra={"minLength": 1})
    source_url: Annotated[str, Field(max_length=MAX_URL_CHARS), AfterValidator(web_url)] | None = Field(
        default=None, description="Where the text stands, http or https."
    )


class SearchRequest(Request):
    """A search of the vetted statements."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"query": "vitamin C and colds", "k": 5}]})

    query: str = Field(description="What to look for.", json_schema_extra={"minLength": 1})
    k: int = Field(default=10, ge=1, le=MAX_PASSAGES, description="Passages at most.")


class FeedbackRequest(Request):
    """A visitor's rating of a reply or of one of its sentences."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"reply_id": "Yk2fK0vN3s7Qb1xT", "rating": "down", "sentence": 0, "comment": "Too hard to read."}
            ]
        }
    )

    reply_id: str = Field(min_length=1, max_length=MAX_ID_CHARS)
    rating: Literal["up", "down"]
    sentence: int | None = Field(
        default=None, ge=0, description="Index into the reply's sentences, from 0; none rates the whole."
    )
    comment: str | None = Field(default=None, max_length=MAX_COMMENT_CHARS)
