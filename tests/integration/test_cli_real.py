"""The command line as a user runs it: a process of its own, over the real parts and a small corpus."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.web.schemas import Reply, Report
from tests.corpora import copy_mini_corpus, edit

COMMAND = (sys.executable, "-c", "from service.cli import main; main()")
TIMEOUT_SECONDS = 120


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a corpus and a place for its index."""
    folder = tmp_path_factory.mktemp("home")
    copy_mini_corpus(folder)
    return folder


def caveat(home: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).resolve().parents[2]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CAVEAT_")} | {
        "CAVEAT_CORPUS_DIR": str(home / "corpus"),
        "CAVEAT_INDEX_DIR": str(home / "index"),
        "PYTHONPATH": str(root),
    }
    return subprocess.run(
        (*COMMAND, *arguments), cwd=home, env=environment, input=stdin, capture_output=True, timeout=TIMEOUT_SECONDS
    )


def test_a_sound_corpus_passes_and_a_broken_one_is_listed(home: Path, tmp_path: Path) -> None:
    sound = caveat(home, "corpus", "check")
    assert (sound.returncode, sound.stdout) == (0, b"")
    copy_mini_corpus(tmp_path)
    edit(tmp_path / "corpus", "sources/alpha2020.md", "year: 2020", "year: soon")
    broken = caveat(tmp_path, "corpus", "check")
    assert broken.returncode == 1
    assert b"sources/alpha2020.md:" in broken.stdout
    assert b"Traceback" not in broken.stderr


def test_the_index_is_built_by_the_first_question_and_kept(home: Path) -> None:
    asked = caveat(home, "ask", "Does one infusion cure depression for good?", "--json")
    assert asked.returncode == 0, asked.stderr.decode()
    assert asked.stderr == b""
    reply = Reply.model_validate_json(asked.stdout)
    assert reply.text
    built = caveat(home, "index", "build")
    assert (built.returncode, built.stdout.split(b":")[0]) == (0, b"Unchanged")


def test_a_text_is_checked_into_json_page_and_records(home: Path) -> None:
    checked = caveat(
        home,
        "check",
        "-",
        "--json",
        "--html",
        "out.html",
        "--jsonld",
        "out.jsonld",
        stdin=b"One infusion cures it for good.",
    )
    assert checked.returncode == 0, checked.stderr.decode()
    report = Report.model_validate_json(checked.stdout)
    assert sum(report.summary.values()) == len(report.claims)
    assert (home / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert json.loads((home / "out.jsonld").read_bytes())["@context"] == "https://schema.org"


def test_an_index_over_a_corpus_that_is_not_there_fails_in_one_line(tmp_path: Path) -> None:
    failed = caveat(tmp_path, "index", "build")
    assert failed.returncode in {1, 2}
    assert failed.stderr.startswith(b"caveat: ")
    assert b"Traceback" not in failed.stderr
