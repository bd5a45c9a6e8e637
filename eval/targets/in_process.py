"""The service in this process: no HTTP in between, yet the JSON of the contract, made by the same schemas."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from eval.result import Json
from eval.targets.stances import stances
from eval.targets.target import TargetFacts, TargetFault
from service.ports import Judge
from service.settings import Settings
from service.web.checker import Checker
from service.web.schemas import to_passages, to_reply, to_report, to_source


class InProcess:
    """See `target.Target`. Cards are given as they stand on `today`; the judge is opened when it is first asked."""

    def __init__(
        self, checker: Checker, settings: Settings, today: date, open_judge: Callable[[], Judge] | None = None
    ) -> None:
        self._checker = checker
        self._settings = settings
        self._today = today
        self._open_judge = open_judge

    def facts(self) -> TargetFacts:
        """See `Target`."""
        return TargetFacts(
            "in process", self._checker.corpus.version, dict(self._checker.models), serving_settings(self._settings)
        )

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """See `Target`."""
        return to_reply(self._checker.reply(message, session_id=session_id, region=region)).model_dump(mode="json")

    def check(self, text: str) -> Json:
        """See `Target`."""
        return to_report(self._checker.check(text)).model_dump(mode="json")

    def search(self, query: str, k: int) -> Json:
        """See `Target`."""
        return to_passages(self._checker.search(query, k)).model_dump(mode="json")

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """See `Target`; raises TargetFault where no judge was given."""
        return stances(self._judge.judge(pairs))

    def source(self, source_id: str) -> Json | None:
        """See `Target`."""
        corpus = self._checker.corpus
        if source_id not in corpus.sources:
            return None
        passages = [passage for passage in corpus.passages.values() if passage.source_id == source_id]
        return to_source(corpus.sources[source_id], passages, self._today).model_dump(mode="json")

    def close(self) -> None:
        """See `Target`."""
        self._checker.close()

    @cached_property
    def _judge(self) -> Judge:
        if self._open_judge is None:
            raise TargetFault("this target was given no judge")
        return self._open_judge()


def serving_settings(settings: Settings) -> dict[str, str]:
    """The settings that can change a reply."""
    names = ("chat_model", "passages_per_claim", "max_reply_sentences", "default_region")
    return {name: str(getattr(settings, name)) for name in names}
