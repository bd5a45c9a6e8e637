"""Judgments on disk, beside the run: answers one by one as they come, and the whole, once, at the end."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from eval.llm_judge.answer import Answer, Given
from eval.llm_judge.fault import JudgeFault
from eval.result import Json


def judge_path(run: Path, model: str) -> Path:
    """As in `runs/NAME.judge/openai-gpt-4o-mini.json`; raises JudgeFault where that is taken."""
    whole = run.resolve()
    slug = re.sub(r"[^A-Za-z0-9._]+", "-", model).strip("-.")
    path = whole.with_name(whole.name + ".judge") / f"{slug}.json"
    check_free(path)
    return path


def check_free(path: Path) -> None:
    """Raise JudgeFault where the file is there: what was judged is never written over."""
    if path.exists():
        raise JudgeFault(f"{path}: exists already; move it away to judge the run with this model again")


class Answers:
    """The answers so far of one judge, by the sha256 of the question; one that was interrupted is taken up again.

    The file is named after the judge's pin, so that no other judge's answers are taken for this one's.
    """

    def __init__(self, whole: Path, pin: str) -> None:
        self._path = whole.with_suffix(f".{pin[:12]}.part")
        self._given = dict(_read(self._path))

    def __getitem__(self, question: str) -> Given:
        return self._given[question]

    def __contains__(self, question: str) -> bool:
        return question in self._given

    def add(self, question: str, given: Given) -> None:
        """Keep an answer; it is on the disk when this returns, unless it is a failure, which may be tried again. Raises OSError."""
        self._given[question] = given
        if given.answer.failed:
            return
        line = b"\n" + json.dumps([question, asdict(given)]).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())

    def drop(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)


def _read(path: Path) -> Mapping[str, Given]:
    """The answers of a file; what a crash left unfinished is passed over, and its question asked again."""
    given: dict[str, Given] = {}
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            question, raw = json.loads(line)
            given[question] = Given(**{**raw, "answer": Answer(raw["answer"])})
        except (ValueError, TypeError, KeyError):
            continue
    return given


def write_whole(path: Path, body: Json) -> None:
    """Write a new file, whole or not at all; raises JudgeFault where one is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(json.dumps(body, indent=1) + "\n", encoding="utf-8")
    try:
        os.link(beside, path)
    except FileExistsError:
        check_free(path)
    finally:
        beside.unlink()
