"""The replies of a run that can be scored by eye."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.case import HELDOUT
from eval.contract import Said, read_reply
from eval.record import Run, RunFault, read_run
from eval.result import CaseResult, Json, Status
from eval.review.marks import Part
from eval.targets.target import Unscorable


@dataclass(frozen=True, slots=True)
class Reply:
    """The last reply of a case. Replies with one `id` are to the same case and say and cite the same."""

    id: str
    said: Said
    result: CaseResult

    @property
    def case(self) -> str:
        """The case that it replies to."""
        return self.result.id

    def count(self, part: Part) -> int:
        """How many of these parts it has."""
        some = {Part.SENTENCE: len(self.said.sentences), Part.CITATION: len(self.said.citations)}
        return some.get(part, 1)

    @property
    def raw(self) -> Json:
        """The reply as it came."""
        raw: Json = self.result.exchanges[-1]["said"]
        return raw


def readable_run(folder: Path) -> Run:
    """The run; raises RunFault where it is none, and where its texts must not be read."""
    run = read_run(folder)
    if run.facts.split == HELDOUT:
        raise RunFault(f"{folder}: the texts of held-out cases are not to be read, so this run cannot be reviewed")
    return run


def replies_of(run: Run) -> Mapping[str, Reply]:
    """Every reply by its case, in order; cases without a reply are left out. Raises RunFault where there is none."""
    replies = {reply.case: reply for result in run.results if (reply := _reply(result))}
    if not replies:
        raise RunFault(f"{run.name}: it holds no reply to review")
    return replies


def _reply(result: CaseResult) -> Reply | None:
    last = result.exchanges[-1] if result.status is Status.SCORED and result.exchanges else {}
    if "said" not in last or last["call"][0] != "chat":
        return None
    try:
        said = read_reply(last["said"])
    except Unscorable:
        return None
    return Reply(fingerprint(result.id, said), said, result)


def fingerprint(case: str, said: Said) -> str:
    """16 hexadecimal digits of what is said and cited: session, timing and confidence have no part in it."""
    sentences = [(each.text, each.citations) for each in said.sentences]
    citations = [(each.n, each.passage_id, each.quote) for each in said.citations]
    findings = [(each.claim, each.verdict) for each in said.findings]
    whole = json.dumps([case, said.outcome, sentences, citations, findings])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
