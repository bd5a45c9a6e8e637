"""What keeps the service running looks here; it never waits for a thread that checks a text."""

from __future__ import annotations

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST

from service.web.openapi import problems
from service.web.parts import CurrentChecker, PartsOf
from service.web.schemas import Counts, Live, Ready

router = APIRouter(tags=["operation"])


@router.get("/health/live", responses=problems())
async def live() -> Live:
    """Tell that the process is up."""
    return Live(status="live")


@router.get("/health/ready", responses=problems())
async def ready(checker: CurrentChecker, parts: PartsOf) -> Ready:
    """Tell what is being served; 503 while there is no index."""
    corpus = checker.corpus
    return Ready(
        status="ready",
        corpus_version=corpus.version,
        model=parts.settings.chat_model or "extractive",
        models=dict(checker.models),
        counts=Counts(sources=len(corpus.sources), passages=len(corpus.passages), reviews=len(corpus.reviews)),
    )


@router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}, **problems()})
def metrics(parts: PartsOf) -> Response:
    """Counts and times in Prometheus' text format."""
    return Response(parts.metrics.render(), headers={"Content-Type": CONTENT_TYPE_LATEST})
