"""What operators may watch: counts and times, never words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import InfoMetricFamily
from prometheus_client.registry import Collector

from service.domain import CitedFinding, Outcome
from service.errors import IndexNotReady
from service.web.checker import CheckerProvider

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class CorpusInfo(Collector):
    """Names the corpus that is being served, read anew at each scrape; nothing while there is none."""

    def __init__(self, provider: CheckerProvider) -> None:
        self._provider = provider

    def collect(self) -> Iterator[InfoMetricFamily]:
        """One sample at most."""
        try:
            version = self._provider.current().corpus.version
        except IndexNotReady:
            return
        yield InfoMetricFamily("caveat_corpus", "The corpus that is being served", value={"version": version})


class BuildInfo(Collector):
    """Names the running version."""

    def __init__(self, version: str) -> None:
        self._version = version

    def collect(self) -> Iterator[InfoMetricFamily]:
        """One sample."""
        yield InfoMetricFamily("caveat_build", "The running version", value={"version": self._version})


class Metrics:
    """Counters of one application; each application has its own registry."""

    def __init__(self, provider: CheckerProvider, version: str) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "caveat_requests", "Requests answered", ["route", "method", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "caveat_request_seconds", "Seconds to answer", ["route"], buckets=BUCKETS, registry=self._registry
        )
        self._replies = Counter("caveat_replies", "Replies by outcome", ["outcome"], registry=self._registry)
        self._stopped = Counter(
            "caveat_replies_stopped", "Replies that ended because nobody waited for them", registry=self._registry
        )
        self._findings = Counter("caveat_findings", "Findings by verdict", ["verdict"], registry=self._registry)
        self._feedback = Counter("caveat_feedback", "Ratings of replies", ["rating"], registry=self._registry)
        self._registry.register(CorpusInfo(provider))
        self._registry.register(BuildInfo(version))
        ProcessCollector(registry=self._registry)

    def count_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request; `route` is a template, so that their number is bounded."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def count_reply(self, outcome: Outcome, findings: Iterable[CitedFinding]) -> None:
        """One reply with its findings."""
        self._replies.labels(outcome.value).inc()
        self.count_findings(findings)

    def count_stopped(self) -> None:
        """One reply that nobody waited for."""
        self._stopped.inc()

    def count_findings(self, findings: Iterable[CitedFinding]) -> None:
        """The findings of one reply or report."""
        for cited in findings:
            self._findings.labels(cited.finding.verdict.value).inc()

    def count_feedback(self, rating: str) -> None:
        """One rating."""
        self._feedback.labels(rating).inc()

    def render(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)
