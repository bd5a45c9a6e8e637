"""A conversation: messages, ratings, and being forgotten."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from service.errors import NotFound
from service.web.json_body import JsonRoute
from service.web.openapi import OF_BODIES, problems
from service.web.parts import CurrentChecker, PartsOf
from service.web.problems import INVALID_REQUEST, FieldError, Problem
from service.web.requests import SESSION_ID, ChatRequest, FeedbackRequest
from service.web.schemas import FeedbackReceipt, Reply, to_reply
from service.web.texts import check_controls, check_text

router = APIRouter(route_class=JsonRoute, tags=["chat"])


@router.post("/v1/chat", responses=problems(*OF_BODIES))
def chat(body: ChatRequest, checker: CurrentChecker, parts: PartsOf) -> Reply:
    """Answer one message from vetted sources; a follow-up sends the session_id of the reply before."""
    check_text("message", body.message, parts.settings.max_message_chars)
    region = (body.region or parts.settings.default_region).upper() or None
    reply = checker.reply(body.message, session_id=body.session_id, region=region)
    parts.recent.add(reply)
    parts.metrics.count_reply(reply.outcome, reply.findings)
    return to_reply(reply)


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
def forget(session_id: Annotated[str, Path(pattern=SESSION_ID)], checker: CurrentChecker) -> None:
    """Delete a conversation."""
    if not checker.forget(session_id):
        raise NotFound("no conversation has this id")
