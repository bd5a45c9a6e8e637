"""The page over real HTTP."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import httpx
import pytest

from eval.__main__ import main
from eval.review.app import review_app
from eval.review.store import marks_path, read_marks
from service.web.http_server import make_server
from tests.eval.reviews import answered, desk_of, recorded

TOKEN = "a-token-for-tests"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("runs") / "a", answered(1))


@pytest.fixture(scope="module")
def port(run: Path) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        server = make_server(review_app(desk_of("ana", run), TOKEN, port), "127.0.0.1", port)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = monotonic() + 20
        while not server.started and monotonic() < deadline:
            sleep(0.01)
        yield port
        server.should_exit = True
        thread.join()


@pytest.fixture
def http(port: int) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}/{TOKEN}/") as client:
        yield client


def test_a_score_is_on_the_disk_when_the_page_hears_of_it(http: httpx.Client, run: Path) -> None:
    (shown,) = http.get("sheet").json()["replies"]
    mark = {"reply": shown["id"], "part": "sentence", "index": 0, "value": "supported"}
    assert http.post("marks", json=mark).status_code == 204
    (kept,) = read_marks(marks_path(run, "ana"))
    assert (kept.case, kept.value) == ("case-1", "supported")
    assert http.get("sheet").json()["marks"] == [[shown["id"], "sentence", 0, "supported"]]


@pytest.mark.parametrize("change", [{"reply": "x"}, {"index": 9}, {"value": "maybe"}, {"part": "x"}, {"more": 1}])
def test_a_score_that_cannot_be_is_a_422(http: httpx.Client, change: dict[str, object]) -> None:
    (shown,) = http.get("sheet").json()["replies"]
    mark = {"reply": shown["id"], "part": "reply", "index": 0, "value": "yes", **change}
    assert http.post("marks", json=mark).status_code == 422


def test_nothing_runs_on_the_page_but_its_own_script(http: httpx.Client) -> None:
    answers = [http.get(""), http.get("")]
    nonces = [re.findall(r'<(?:script|style) nonce="([^"]+)"', answer.text) for answer in answers]
    assert len({nonce for each in nonces for nonce in each}) == 2  # one a page, never the same
    policy = answers[0].headers["content-security-policy"]
    assert policy.startswith(f"default-src 'none'; script-src 'nonce-{nonces[0][0]}'; style-src")
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answers[0].headers["referrer-policy"] == "no-referrer"
    assert not re.search(r"https?://|innerHTML|insertAdjacentHTML|document\.write|\son\w+=", answers[0].text)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/wrong/sheet", {}, 404),
        ("/", {}, 404),
        (f"/{TOKEN}/sheet", {"Host": "rebound.example"}, 421),
        (f"/{TOKEN}/sheet", {"Origin": "https://other.example"}, 403),
        (f"/{TOKEN}/sheet", {"Origin": "null"}, 403),
        (f"/{TOKEN}/sheet", {"Host": "localhost:{port}", "Origin": "http://localhost:{port}"}, 200),
    ],
)
def test_only_a_page_that_knows_the_address_is_answered(
    port: int, path: str, headers: dict[str, str], status: int
) -> None:
    sent = {name: value.format(port=port) for name, value in headers.items()}
    assert httpx.get(f"http://127.0.0.1:{port}{path}", headers=sent).status_code == status


def test_another_site_cannot_score(port: int, run: Path) -> None:
    before = read_marks(marks_path(run, "ana"))
    mark = {"reply": desk_of("ana", run).sheet()["replies"][0]["id"], "part": "reply", "index": 0, "value": "no"}
    answer = httpx.post(f"http://127.0.0.1:{port}/{TOKEN}/marks", json=mark, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert read_marks(marks_path(run, "ana")) == before


def test_a_held_out_run_is_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = recorded(tmp_path / "a", answered(1), split="heldout")
    assert main(["review", str(run), "--no-browser"]) == 2
    assert "held-out cases are not to be read" in capsys.readouterr().err


def test_a_port_in_use_is_an_error(run: Path, port: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(run), "--no-browser", "--port", str(port)]) == 2
    assert "in use" in capsys.readouterr().err
