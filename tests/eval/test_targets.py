"""The targets against each other, and the HTTP target against servers that misbehave."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic, sleep

import pytest

from eval.case import Case
from eval.result import CaseResult, Status
from eval.runner import run_suite
from eval.suites.case_items import item_of
from eval.suites.cases import CasesSuite
from eval.suites.claims import ClaimsSuite
from eval.suites.suite import Item
from eval.targets.http import HttpTarget
from eval.targets.in_process import InProcess
from eval.targets.recorded import Cards
from eval.targets.target import Target, TargetFault, TargetRefusal, TargetTimeout
from service.web.app import create_app
from service.web.http_server import make_server
from tests.eval.replies import GATE, no_progress
from tests.fakes import FakeProvider
from tests.samples import DAY
from tests.web.edges import make_checker, make_settings

Answers = list[tuple[int, dict[str, str], bytes]]
Serve = Callable[[Answers], AbstractContextManager[str]]
CASES = [
    item_of(
        Case.model_validate(
            {
                "id": "a",
                "type": "paraphrase",
                "text": "Aspirin cures warts.",
                "history": ["Hello."],
                "expected_outcomes": ["corrected"],
                "expected_verdict": "oversimplified",
                "sources_any": ["trial"],
            }
        )
    )
]
CLAIMS = [
    Item(
        "a",
        {"text": "Aspirin cures warts."},
        {"expected_verdict": "refuted", "must_cite_topics": ["speed"], "must_mention": ["may clear"]},
    )
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    app = create_app(make_settings(rate_limit_per_minute=100_000), FakeProvider(make_checker()))
    server = make_server(app, "127.0.0.1", port)
    thread = Thread(target=server.run)
    thread.start()
    deadline = monotonic() + 20
    while not server.started and monotonic() < deadline:
        sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def scripted(answers: Answers) -> Iterator[str]:
    """A server that gives the answers in turn and then the last for ever."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing to say."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass(frozen=True)
class Scored:
    """What must not depend on the way to the service."""

    results: tuple[CaseResult, ...]
    cards: Cards


def scored(target: Target) -> Scored:
    cards: Cards = {}
    results = run_suite(CasesSuite(GATE), CASES, target, cards, no_progress)
    results += run_suite(ClaimsSuite(), CLAIMS, target, cards, no_progress)
    return Scored(tuple(replace(r, took_ms=None) for r in results), cards)


def test_a_server_and_the_same_service_in_process_score_alike(address: str) -> None:
    in_process = InProcess(make_checker(), make_settings(), DAY)
    with closing(HttpTarget(address)) as over_http:
        assert scored(over_http) == scored(in_process)
        assert over_http.facts().models == in_process.facts().models
        assert over_http.facts().corpus_version == in_process.facts().corpus_version == "test"
        assert over_http.search("warts", 1) == in_process.search("warts", 1)
        assert over_http.check("Aspirin cures warts.") == in_process.check("Aspirin cures warts.")


def test_what_a_server_says_is_scored(address: str) -> None:
    with closing(HttpTarget(address)) as target:
        case, claim = scored(target).results
    assert case.status is claim.status is Status.SCORED
    assert case.scores["verdict_right"] and case.scores["right_source"] and case.scores["quotes_verbatim"] == 1
    assert claim.scores == {
        "verdict_right": False,
        "right_topic": True,
        "to_mention": 1,
        "mentioned": 1,
        "all_mentioned": True,
    }


@pytest.mark.parametrize("source_id", ["unknown", "a/../b?c#d"])
def test_a_source_that_a_server_does_not_know_is_none(address: str, source_id: str) -> None:
    with closing(HttpTarget(address)) as target:
        assert target.source(source_id) is None


def test_a_message_that_a_server_refuses_is_a_fault(address: str) -> None:
    with closing(HttpTarget(address)) as target, pytest.raises(TargetFault, match="HTTP 4"):
        target.chat("")


@pytest.mark.parametrize("message", ["", "a\x1b[31mb", "a\x00b", "\u200b"])
def test_what_a_server_refuses_by_name_is_a_refusal(address: str, message: str) -> None:
    with closing(HttpTarget(address)) as target, pytest.raises(TargetRefusal, match=r"HTTP 4\d\d: .*/problems/"):
        target.chat(message)


@pytest.mark.parametrize("answer", [(422, {}, b"no"), (500, {"Content-Type": "application/problem+json"}, b"{}")])
def test_a_bare_error_or_one_of_the_server_is_no_refusal(answer: tuple[int, dict[str, str], bytes]) -> None:
    with scripted([answer]) as url, closing(HttpTarget(url)) as target, pytest.raises(TargetFault) as raised:
        target.chat("x")
    assert type(raised.value) is TargetFault


def test_a_busy_server_is_waited_for() -> None:
    ready = b'{"corpus_version": "v", "model": "extractive", "models": {}}'
    answers = [(429, {"Retry-After": "0.1"}, b""), (503, {"Retry-After": "soon"}, b""), (200, {}, ready)]
    with scripted(answers) as url, closing(HttpTarget(url, seconds=5)) as target:
        assert target.facts().corpus_version == "v"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((503, {"Retry-After": "3600"}, b"busy"), "HTTP 503: busy"),
        ((500, {}, b"oops"), "HTTP 500: oops"),
        ((200, {}, b"<html>"), "not JSON"),
        ((200, {}, b"[]"), "not a JSON object"),
        ((200, {}, b"{}"), "no corpus_version"),
    ],
)
def test_a_server_that_answers_something_else_is_a_fault(answer: tuple[int, dict[str, str], bytes], said: str) -> None:
    with scripted([answer]) as url, closing(HttpTarget(url)) as target, pytest.raises(TargetFault, match=said):
        target.facts()


def test_a_server_that_does_not_answer_is_a_time_out() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with closing(HttpTarget(url, seconds=0.2)) as target, pytest.raises(TargetTimeout, match=r"within 0\.2 s"):
            target.chat("x")


@pytest.mark.parametrize("url", ["ftp://example.org", "http://[", "http://127.0.0.1:1"])
def test_no_server_is_a_fault(url: str) -> None:
    with pytest.raises(TargetFault):
        HttpTarget(url).facts()


def test_a_failure_in_process_is_a_crash_of_the_case() -> None:
    checker = make_checker()
    checker.fails = RuntimeError("the judge fell over")
    (case, claim) = scored(InProcess(checker, make_settings(), DAY)).results
    assert case.status is claim.status is Status.CRASHED
    assert case.reasons == ("RuntimeError: the judge fell over",)
