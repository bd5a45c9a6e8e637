"""A judge without a service around it, for suites that ask about pairs only."""

from __future__ import annotations

from collections.abc import Sequence

from eval.result import Json
from eval.targets.stances import stances
from eval.targets.target import TargetFacts, TargetFault
from service.ports import Judge


class JudgeAlone:
    """See `target.Target`; it judges pairs, and raises TargetFault where anything else is asked of it."""

    def __init__(self, judge: Judge, model_hash: str) -> None:
        self._judge = judge
        self._model_hash = model_hash

    def facts(self) -> TargetFacts:
        """See `Target`; there is no corpus."""
        return TargetFacts("a judge alone", "none", {"judge": self._model_hash}, {})

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """See `Target`."""
        return stances(self._judge.judge(pairs))

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """Raises TargetFault."""
        raise TargetFault("a judge alone is asked about pairs only")

    def check(self, text: str) -> Json:
        """As `chat`."""
        return self.chat(text)

    def search(self, query: str, k: int) -> Json:
        """As `chat`."""
        return self.chat(query)

    def source(self, source_id: str) -> Json | None:
        """As `chat`."""
        return self.chat(source_id)

    def close(self) -> None:
        """Nothing to let go of."""
