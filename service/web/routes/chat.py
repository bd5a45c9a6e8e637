"""A conversation: messages, ratings, and being forgotten."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Path, Response
from fastapi.concurrency import run_in_threadpool

from service.errors import NotFound
from service.web import examples
from service.web.asking import Asked
from service.web.json_body import JsonRoute
from service.web.negotiation import Accept, choose_media_type
from service.web.openapi import OF_BODIES, Responses, problems
from service.web.parts import CurrentChecker, CurrentDesk, PartsOf
from service.web.problems import INVALID_REQUEST, FieldError, Problem
from service.web.requests import SESSION_ID, ChatRequest, FeedbackRequest
from service.web.schemas import FeedbackReceipt, Reply, to_reply
from service.web.streaming.events import events_of
from service.web.streaming.response import MEDIA_TYPE, StreamResponse
from service.web.texts import check_controls, check_text

JSON, EVENTS = OFFERED = ("application/json", MEDIA_TYPE)

router = APIRouter(route_class=JsonRoute, tags=["chat"])

RESPONSES: Responses = {
    200: {
        "description": "The reply; as `text/event-stream` it comes as it is made, each sentence once it was verified",
        "content": {EVENTS: {"schema": {"type": "string"}, "example": examples.EVENTS}},
    },
    **problems(*OF_BODIES, 406),
}
LastEventId = Annotated[
    str | None, Header(description="`id` of the last event that arrived; the stream goes on behind it.")
]


@router.post("/v1/chat", response_model=Reply, responses=RESPONSES)
async def chat(
    body: ChatRequest,
    desk: CurrentDesk,
    parts: PartsOf,
    accept: Accept = None,
    last_event_id: LastEventId = None,
) -> Response:
    """Answer one message from vetted sources; a follow-up sends the session_id of the reply before.

    With `Accept: text/event-stream` there is an event `stage` for what is being done (`triage`, `reading`, `searching`,
    `weighing`, `writing`), `citation` and `sentence` for each of the reply's, a citation before the first sentence that
    has its number, and at the end `reply`, the same JSON as otherwise, or `error`, a problem. What was sent is not taken
    back.

    Where the connection broke, send the same body again with `Last-Event-ID`: the stream goes on behind that event, and
    the work is not done again. Where the events are no longer kept, the message is answered anew, with ids of another
    name in front of the colon: drop what came before.
    """
    media_type = choose_media_type(",".join(accept or ()), OFFERED)
    check_text("message", body.message, parts.settings.max_message_chars)
    region = (body.region or parts.settings.default_region).upper() or None
    asked = Asked(body.message, body.session_id, region)
    if media_type == EVENTS:
        stream, after = parts.streams.resume(last_event_id, asked) or (parts.streams.begin(asked, desk), 0)
        return StreamResponse(
            stream, events_of(stream), after=after, heartbeat_seconds=parts.settings.stream_heartbeat_seconds
        )
    reply = await run_in_threadpool(desk.answer, asked)
    return Response(to_reply(reply).model_dump_json(), headers={"Vary": "Accept"}, media_type=JSON)


@router.post("/v1/feedback", status_code=202, responses=problems(*OF_BODIES, 404))
def feedback(body: FeedbackRequest, parts: PartsOf) -> FeedbackReceipt:
    """Rate a recent reply, or one of its sentences."""
    check_controls("comment", body.comment or "")
    sentences = parts.recent.sentences_of(body.reply_id)
    if sentences is None:
        raise NotFound("no recent reply has this id")
    if body.sentence is not None and body.sentence >= sentences:
        error = FieldError(pointer="#/sentence", detail=f"must be below {sentences}, the number of sentences")
        raise Problem(INVALID_REQUEST, f"sentence: {error.detail}.", errors=[error])
    recorded = parts.feedback.append({"at": parts.now().isoformat(), **body.model_dump()})
    parts.metrics.count_feedback(body.rating)
    return FeedbackReceipt(recorded=recorded)


@router.delete("/v1/sessions/{session_id}", status_code=204, response_class=Response, responses=problems(404, 422))
async def forget(session_id: Annotated[str, Path(pattern=SESSION_ID)], checker: CurrentChecker, parts: PartsOf) -> None:
    """Delete a conversation."""
    parts.streams.forget(session_id)
    if not await run_in_threadpool(checker.forget, session_id):
        raise NotFound("no conversation has this id")
