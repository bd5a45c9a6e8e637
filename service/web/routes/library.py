"""What the answers rest on: vetted sources, claim reviews, and a search of the statements."""

from __future__ import annotations

from collections import defaultdict

from fastapi import APIRouter

from service.domain import Corpus, Passage
from service.errors import NotFound
from service.web.json_body import JsonRoute
from service.web.openapi import OF_BODIES, problems
from service.web.parts import CurrentChecker, PartsOf
from service.web.requests import SearchRequest
from service.web.schemas import (
    Passages,
    Review,
    Reviews,
    Source,
    Sources,
    Suggestions,
    to_passages,
    to_review,
    to_source,
)
from service.web.texts import check_text

router = APIRouter(route_class=JsonRoute, tags=["library"])


@router.post("/v1/search", responses=problems(*OF_BODIES))
def search(body: SearchRequest, checker: CurrentChecker, parts: PartsOf) -> Passages:
    """Find vetted statements, best first."""
    check_text("query", body.query, parts.settings.max_message_chars)
    return to_passages(checker.search(body.query, body.k))


@router.get("/v1/suggestions", responses=problems())
def suggestions(checker: CurrentChecker) -> Suggestions:
    """One question a topic that the corpus answers, in the order of its scope."""
    corpus = checker.corpus
    return Suggestions(questions=[topic.question for topic in corpus.scope.topics], corpus_version=corpus.version)


@router.get("/v1/sources", responses=problems())
def sources(checker: CurrentChecker, parts: PartsOf) -> Sources:
    """Every vetted source with its statements, by id."""
    corpus, today = checker.corpus, parts.now().date()
    passages = _passages_by_source(corpus)
    return Sources(
        sources=[to_source(corpus.sources[key], passages[key], today) for key in sorted(corpus.sources)],
        corpus_version=corpus.version,
    )


@router.get("/v1/sources/{source_id}", responses=problems(404, 422))
def source(source_id: str, checker: CurrentChecker, parts: PartsOf) -> Source:
    """One vetted source with its statements."""
    corpus = checker.corpus
    if source_id not in corpus.sources:
        raise NotFound("no source has this id")
    return to_source(corpus.sources[source_id], corpus.passages_of(source_id), parts.now().date())


@router.get("/v1/reviews", responses=problems())
def reviews(checker: CurrentChecker) -> Reviews:
    """Every active claim review, by id."""
    corpus = checker.corpus
    active = [corpus.reviews[key] for key in sorted(corpus.reviews) if corpus.reviews[key].active]
    return Reviews(reviews=[to_review(each) for each in active], corpus_version=corpus.version)


@router.get("/v1/reviews/{review_id}", responses=problems(404, 422))
def review(review_id: str, checker: CurrentChecker) -> Review:
    """One active claim review."""
    found = checker.corpus.reviews.get(review_id)
    if found is None or not found.active:
        raise NotFound("no review has this id")
    return to_review(found)


def _passages_by_source(corpus: Corpus) -> defaultdict[str, list[Passage]]:
    """Each source's passages, by number."""
    found: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in sorted(corpus.passages.values(), key=lambda each: each.number):
        found[passage.source_id].append(passage)
    return found
