"""A builder that is killed at any moment leaves an index that opens and answers."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from multiprocessing.process import BaseProcess
from pathlib import Path

from service.ingestion.generation import GENERATIONS, PARTIAL
from tests.corpora import copy_mini_corpus, edit
from tests.integration.builder import build, build_slowly
from tests.integration.test_index_build import names, nearest, opened, worded

KILLS = 20
SECONDS_PER_TEXT = 0.3  # one text changes: the build embeds for 0.3 s, then writes for about as long


def seconds_of_a_build(folder: Path) -> float:
    """How long the slowed build of one edit takes on this machine, so that the kills fall into it."""
    corpus, index = copy_mini_corpus(folder), folder / "index"
    build(corpus, index)
    edit(corpus, "sources/gamma2018.md", "one in four", "edition 0")
    began = time.monotonic()
    build_slowly(corpus, index, SECONDS_PER_TEXT)
    return time.monotonic() - began


def test_a_build_killed_at_twenty_random_moments_never_breaks_the_index(tmp_path: Path) -> None:
    corpus, index = copy_mini_corpus(tmp_path), tmp_path / "index"
    build(corpus, index)
    (tmp_path / "timed").mkdir()
    latest = seconds_of_a_build(tmp_path / "timed")
    served, moments, killed = "one in four", random.Random(20261124), 0
    for number in range(KILLS):
        edition = f"edition {number}"
        edit(corpus, "sources/gamma2018.md", served, edition)
        killed += killed_after(corpus, index, moments.uniform(0.0, latest))
        text = opened(index).corpus.passages["gamma2018#1"].text
        assert served in text or edition in text
        assert_answers(index)
        report = build(corpus, index)
        assert edition in opened(index).corpus.passages["gamma2018#1"].text
        assert set(names(index)) == {report.generation, report.manifest["previous"]}
        assert_answers(index)
        served = edition
    assert killed >= KILLS // 2, "most moments have to fall into the build"


def killed_after(corpus: Path, index: Path, seconds: float) -> bool:
    """Build in another process and kill -9 it some time after it began; False where it was done by then."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.integration.builder"])
    builder = context.Process(target=build_slowly, args=(corpus, index, SECONDS_PER_TEXT))
    builder.start()
    wait_for_start(builder, index)
    time.sleep(seconds)
    builder.kill()
    builder.join()
    assert builder.exitcode in {0, -signal.SIGKILL}
    return builder.exitcode != 0


def wait_for_start(builder: BaseProcess, index: Path) -> None:
    """Wait until the builder has begun a generation: before that there is nothing that a kill could break."""
    while builder.is_alive() and not list((index / GENERATIONS).glob(f"*{PARTIAL}")):
        time.sleep(0.005)


def assert_answers(index: Path) -> None:
    """Both indexes of the live generation find the passage on bladder symptoms."""
    generation = opened(index)
    assert (
        nearest(generation, "bladder symptoms of people who used ketamine without a prescription")[0] == "gamma2018#1"
    )
    assert worded(generation, "bladder symptoms") == ["gamma2018#1"]
