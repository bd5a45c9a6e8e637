"""Applications for tests, with everything that varies handed in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import count

from starlette.testclient import TestClient

from service.domain import (
    Basis,
    Bearing,
    Citation,
    CitedFinding,
    Claim,
    ClaimReview,
    Excess,
    Finding,
    Outcome,
    Overstep,
    Pending,
    Reply,
    Report,
    ReviewCitation,
    Sentence,
    Span,
    Status,
    Verdict,
)
from service.settings import Settings
from service.web.app import create_app
from tests.fakes import FakeChecker, FakeProvider
from tests.samples import DAY, PASSAGE, corpus, quote, source

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SOURCE = source(
    url="https://example.org/trial",
    limitations=("Small.",),
    pending=(Pending("Warts came back.", "recalled, not yet read"),),
)
CITATION = Citation(1, quote(bearing=Bearing.CONTEXT, limitations="One trial."), SOURCE, Status.ACTIVE)
FINDING = CitedFinding(
    Finding(
        Claim("Aspirin cures warts.", Span(3, 23)),
        Verdict.OVERSIMPLIFIED,
        0.8,
        Basis.CLAIM_REVIEW,
        quotes=(CITATION.quote,),
        excesses=(Excess(Overstep.CERTAINTY_INFLATION, "cures, where the trial says cleared"),),
        whats_right="It cleared some.",
        whats_missing="Not all.",
        better_wording="Aspirin may clear warts.",
        why_it_sounds_right="It is familiar.",
        review_id="aspirin-cures-warts",
    ),
    (1,),
)
REVIEW = ClaimReview(
    id="aspirin-cures-warts",
    claim="Aspirin cures warts.",
    wordings=("aspirin gets rid of warts",),
    near_misses=(),
    verdict=Verdict.OVERSIMPLIFIED,
    oversteps=(Overstep.CERTAINTY_INFLATION,),
    whats_right="It cleared some.",
    whats_missing="Not all.",
    better_wording="Aspirin may clear warts.",
    why_it_sounds_right="It is familiar.",
    citations=(ReviewCitation(PASSAGE.id, Bearing.CONTEXT, "64 % of adults"),),
    topics=("speed",),
    active=True,
    admitted_on=DAY,
    review_due=date(2027, 1, 1),
)
INACTIVE = replace(REVIEW, id="old-review", active=False)
REPLY = Reply(
    reply_id="reply-0001",
    session_id="session-0001",
    outcome=Outcome.CORRECTED,
    sentences=(Sentence("Fact first.", (1,)), Sentence("Ask a pharmacist.")),
    findings=(FINDING,),
    citations=(CITATION,),
    not_covered=("the price",),
    next_steps=("Call your surgery.",),
    corpus_version="test",
    took_ms=7,
)
REPORT = Report("report-0001", "", (FINDING,), (CITATION,), "test", 9)


@dataclass
class SteppedSeconds:
    """A monotonic clock that stands still until a test moves it."""

    seconds: float = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Edge:
    """A client with the parts behind it."""

    client: TestClient
    provider: FakeProvider
    settings: Settings
    monotonic: SteppedSeconds = field(default_factory=SteppedSeconds)

    @property
    def checker(self) -> FakeChecker:
        return self.provider.current()


def make_checker(version: str = "test") -> FakeChecker:
    served = replace(
        corpus(),
        version=version,
        sources={SOURCE.id: SOURCE},
        reviews={REVIEW.id: REVIEW, INACTIVE.id: INACTIVE},
    )
    return FakeChecker(served, answer=REPLY, report=REPORT)


def make_settings(**changes: object) -> Settings:
    return Settings.model_validate({"rate_limit_per_minute": 1_000, **changes})


def make_edge(*, client_host: str = "203.0.113.7", **changes: object) -> Edge:
    settings, provider, monotonic = make_settings(**changes), FakeProvider(make_checker()), SteppedSeconds()
    numbers = count(1)
    app = create_app(
        settings, provider, now=lambda: NOW, new_id=lambda: f"request-{next(numbers)}", monotonic=monotonic
    )
    return Edge(TestClient(app, client=(client_host, 5000)), provider, settings, monotonic)
