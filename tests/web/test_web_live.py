from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Thread

import pytest
from starlette.testclient import TestClient

from service.errors import IndexMismatch, IndexNotReady
from service.web.app import create_app
from service.web.live import RETRY_SECONDS, LiveChecker
from tests.fakes import FakeChecker
from tests.web.edges import SteppedSeconds, make_checker, make_settings

PATIENCE_SECONDS = 10.0


@dataclass
class Disk:
    """Where the live index is named and loaded from; `fails` breaks loading."""

    name: str | None = None
    fails: Exception | None = None
    loads: list[str | None] = field(default_factory=list)
    on_load: Callable[[], object] = lambda: None

    def generation(self) -> str | None:
        return self.name

    def load(self) -> FakeChecker:
        self.loads.append(self.name)
        self.on_load()
        if self.fails:
            raise self.fails
        return make_checker(version=f"corpus of {self.name}")


def follow(disk: Disk, poll_seconds: float = 0.005, monotonic: SteppedSeconds | None = None) -> LiveChecker:
    return LiveChecker(disk.load, disk.generation, poll_seconds=poll_seconds, monotonic=monotonic or SteppedSeconds())


def wait_until(true: Callable[[], bool]) -> None:
    tick = Event()
    for _ in range(int(PATIENCE_SECONDS / 0.005)):
        if true():
            return
        tick.wait(0.005)
    pytest.fail("it did not come true in time")


def test_before_the_first_build_nothing_serves() -> None:
    live = follow(Disk())
    assert not live.refresh()
    with pytest.raises(IndexNotReady):
        live.current()


def test_a_generation_is_loaded_once() -> None:
    disk = Disk("one")
    live = follow(disk)
    assert [live.refresh() for _ in range(3)] == [True, False, False]
    assert disk.loads == ["one"]
    assert live.current().corpus.version == "corpus of one"


def test_a_newer_generation_takes_over_and_the_old_one_ends_its_work() -> None:
    disk = Disk("one")
    live = follow(disk)
    live.refresh()
    old = live.current()
    disk.name = "two"
    assert live.refresh()
    assert live.current().corpus.version == "corpus of two"
    assert old.corpus.version == "corpus of one"


def test_the_old_one_serves_while_the_new_one_loads() -> None:
    disk, loading, go_on = Disk("one"), Event(), Event()
    live = follow(disk)
    live.refresh()

    def load_slowly() -> None:
        loading.set()
        go_on.wait(PATIENCE_SECONDS)

    disk.name, disk.on_load = "two", load_slowly
    thread = Thread(target=live.refresh)
    thread.start()
    assert loading.wait(PATIENCE_SECONDS)
    assert live.current().corpus.version == "corpus of one"
    go_on.set()
    thread.join()
    assert live.current().corpus.version == "corpus of two"


def test_an_index_that_vanishes_leaves_the_loaded_one_serving() -> None:
    disk = Disk("one")
    live = follow(disk)
    live.refresh()
    disk.name = None
    assert not live.refresh()
    assert live.current().corpus.version == "corpus of one"


def test_a_generation_that_cannot_be_loaded_is_tried_again_after_a_while() -> None:
    disk, seconds = Disk("one"), SteppedSeconds()
    live = follow(disk, monotonic=seconds)
    live.refresh()
    disk.name, disk.fails = "two", IndexMismatch("made by another model")
    with pytest.raises(IndexMismatch):
        live.refresh()
    assert not live.refresh()
    assert live.current().corpus.version == "corpus of one"
    seconds.seconds += RETRY_SECONDS
    disk.fails = None
    assert live.refresh()
    assert disk.loads == ["one", "two", "two"]


def test_a_newer_generation_is_tried_at_once_after_a_broken_one() -> None:
    disk = Disk("one", fails=IndexMismatch("made by another model"))
    live = follow(disk)
    with pytest.raises(IndexMismatch):
        live.refresh()
    disk.name, disk.fails = "two", None
    assert live.refresh()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (IndexMismatch("made by another model"), "IndexMismatch: made by another model"),
        (ZeroDivisionError("secret"), "(ZeroDivisionError)"),
    ],
)
def test_a_load_that_fails_is_logged_and_ends_nothing(
    error: Exception, line: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    disk = Disk("one")
    live = follow(disk)
    live.start()
    try:
        wait_until(lambda: len(disk.loads) == 1 and not live.refresh())
        disk.fails, disk.name = error, "two"
        wait_until(lambda: any(line in record.getMessage() for record in caplog.records))
        assert live.current().corpus.version == "corpus of one"
        disk.fails, disk.name = None, "three"
        wait_until(lambda: live.current().corpus.version == "corpus of three")
    finally:
        live.stop()
    assert "the last one still serves" in caplog.text
    assert "secret" not in caplog.text


def test_a_running_application_becomes_ready_and_swaps_without_a_restart() -> None:
    disk = Disk()
    live = follow(disk)
    with TestClient(create_app(make_settings(), live)) as client:
        assert client.get("/health/live").status_code == 200
        assert client.get("/health/ready").status_code == 503
        disk.name = "one"
        wait_until(lambda: client.get("/health/ready").status_code == 200)
        assert client.get("/v1/sources").json()["corpus_version"] == "corpus of one"
        disk.name = "two"
        wait_until(lambda: bool(client.get("/health/ready").json()["corpus_version"] == "corpus of two"))
    disk.name = "three"
    assert "three" not in disk.loads


def test_it_can_be_stopped_without_having_been_started() -> None:
    follow(Disk()).stop()
