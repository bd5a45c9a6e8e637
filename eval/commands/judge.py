"""`judge`: ask a chat model whether quotes support sentences, and say how far it is to be believed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from eval.case import HELDOUT
from eval.llm_judge.agreement import agreement_of
from eval.llm_judge.ask import judgments
from eval.llm_judge.fault import JudgeFault
from eval.llm_judge.kept import Answers, judge_path, write_whole
from eval.llm_judge.model import Judge, open_judge
from eval.llm_judge.options import read_options
from eval.llm_judge.prompt import PROMPT, sha256
from eval.llm_judge.question import questions
from eval.llm_judge.told import agreement_lines, pinned, served_as, whole_record
from eval.progress import bar
from eval.record import Run, read_run
from service.answering.gate import Gate


@dataclass(frozen=True, slots=True)
class JudgeOrder:
    """What the command line asked for: a model as PROVIDER:MODEL, cases at most (0 for all), options as KEY=VALUE."""

    run: Path
    model: str
    limit: int = 0
    options: Sequence[str] = ()


def judge_command(order: JudgeOrder, gate: Gate) -> int:
    """Judge, print, and keep it beside the run. Raises RunFault or JudgeFault; what can be refused is, beforehand."""
    run = read_run(order.run)
    judge_path(order.run, order.model)
    judge = open_judge(order.model, read_options(order.options), run.facts.seed)
    return judged_run(order, run, judge, gate)


def judged_run(order: JudgeOrder, run: Run, judge: Judge, gate: Gate) -> int:
    """The same with a judge at hand."""
    path, began, seed = judge_path(order.run, order.model), datetime.now(UTC), run.facts.seed
    texts, prompt = run.facts.split != HELDOUT, PROMPT.read_text(encoding="utf-8")
    asked = questions(run, gate, order.limit)
    if not asked:
        raise JudgeFault(f"{order.run}: no reply cites anything")
    pin = pinned(judge.pin, sha256(prompt), seed)
    answers = Answers(path, sha256(json.dumps(pin, sort_keys=True)))
    with bar("judge") as progress:
        judged = judgments(judge, prompt, asked, answers, progress, texts=texts)
    whole = {**pin, "served": served_as(judged), "date": began.isoformat(timespec="seconds"), "limit": order.limit}
    found = agreement_of(judged, seed)
    write_whole(path, whole_record(whole, _facts(order.run, run), judged, found, texts=texts))
    answers.drop()
    print("\n".join(agreement_lines(whole, found)))
    print(f"  kept in {path}")
    return 0


def _facts(folder: Path, run: Run) -> dict[str, str]:
    """Which run it is: the digest of `run.json` covers all its files."""
    digest = sha256((folder / "run.json").read_text(encoding="utf-8"))
    return {"name": run.name, "suite": run.facts.suite, "split": run.facts.split, "sha256": digest}
