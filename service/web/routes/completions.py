"""The same replies for programs that speak OpenAI's chat completions."""

from __future__ import annotations

from datetime import UTC, datetime, time

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool

from service.web import examples
from service.web.asking import Asked
from service.web.completions.chunks import Chunks
from service.web.completions.errors import ErrorBody
from service.web.completions.request import CompletionRequest
from service.web.completions.response import MODEL, Completion, Model, Models, completion
from service.web.json_body import JsonRoute
from service.web.openapi import Responses
from service.web.parts import CurrentChecker, CurrentDesk, Parts, PartsOf
from service.web.problems import MODEL_NOT_FOUND, FieldError, Problem
from service.web.streaming.response import MEDIA_TYPE, StreamResponse
from service.web.texts import check_text

router = APIRouter(route_class=JsonRoute, tags=["OpenAI's shape"])


ERRORS: Responses = {
    "4XX": {"model": ErrorBody, "description": "What was sent breaks a rule, or too much was sent"},
    "5XX": {"model": ErrorBody, "description": "Something went wrong here, or no index is ready yet"},
}
RESPONSES: Responses = {
    200: {
        "description": "The reply; with `stream` as chunks, each sentence once it was verified, and then `[DONE]`",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": examples.CHUNKS}},
    },
    **ERRORS,
}


@router.post("/v1/chat/completions", response_model=Completion, responses=RESPONSES)
async def complete(body: CompletionRequest, desk: CurrentDesk, parts: PartsOf) -> Response:
    """Go on with a conversation, which is sent whole each time and not kept.

    What the reply stands on is beside `choices`, or in the last chunk. A parameter that is not listed is refused.
    """
    body.refuse_others()
    if body.model != MODEL:
        error = FieldError(pointer="#/model", detail=f"only {MODEL} is served here")
        raise Problem(MODEL_NOT_FOUND, f"model: {error.detail}.", errors=[error])
    asked = _asked(body, parts)
    name, created = f"chatcmpl-{parts.new_id()}", int(parts.now().timestamp())
    if body.stream:
        options = body.stream_options
        chunks = Chunks(name, created, asked, with_usage=bool(options and options.include_usage))
        stream = parts.streams.begin(asked, desk)
        return StreamResponse(stream, chunks, heartbeat_seconds=parts.settings.stream_heartbeat_seconds)
    reply = await run_in_threadpool(desk.answer, asked)
    return Response(completion(reply, asked, name, created).model_dump_json(), media_type="application/json")


@router.get("/v1/models", responses=ERRORS)
async def models(checker: CurrentChecker) -> Models:
    """The one model: the corpus with what answers from it."""
    newest = max((source.admitted_on for source in checker.corpus.sources.values()), default=None)
    created = int(datetime.combine(newest, time(), UTC).timestamp()) if newest else 0
    return Models(data=[Model(id=MODEL, created=created)])


def _asked(body: CompletionRequest, parts: Parts) -> Asked:
    """The last words of the user, and as much of what was said before as is kept of a conversation."""
    *earlier, message = body.said()
    check_text("messages", message, parts.settings.max_message_chars)
    region = (body.region or parts.settings.default_region).upper() or None
    read = [text[: parts.settings.max_message_chars] for text in earlier if text.strip()]
    return Asked(message, None, region, tuple(read[-parts.settings.session_max_turns :]))
