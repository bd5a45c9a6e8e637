"""What a target says, kept call by call; and a recorded run as a target, so that it can be scored again."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence

from eval.result import CaseResult, Json
from eval.targets.openings import Call, Openings
from eval.targets.target import Target, TargetFacts, TargetFault, TargetRefusal, TargetTimeout, Unscorable

Cards = dict[str, Json | None]


class Recorder:
    """A target that keeps every call with its answer in `exchanges`; what the target raises is kept and raised.

    Cards of sources are asked for once and kept in `cards`, which the cases of a run share; so are the replies to
    first messages in `openings`. `spared_ms` is what those given again took when they were asked. Where the conversation
    goes on from one that was given again, it is opened anew without a word in the record: another case may go on from it too.
    """

    def __init__(self, target: Target, cards: Cards, openings: Openings | None = None) -> None:
        self._target = target
        self._cards = cards
        self._openings = openings or Openings()
        self.exchanges: list[Json] = []
        self.spared_ms = 0.0
        self._given_again: dict[str | None, tuple[Call, float]] = {}
        self._own: dict[str, str] = {}

    @property
    def unanswered(self) -> bool:
        """Whether the last call came to nothing."""
        return bool(self.exchanges) and "said" not in self.exchanges[-1]

    def facts(self) -> TargetFacts:
        """See `target.Target`."""
        return self._target.facts()

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """See `target.Target`."""
        call = ("chat", message, session_id, region)
        if session_id is not None:
            return self._kept(
                call, lambda: self._target.chat(message, session_id=self._own_session(session_id), region=region)
            )
        if again := self._openings.said(call):
            said, took_ms = again
            self.spared_ms += took_ms
            self._given_again[said.get("session_id")] = call, took_ms
            return self._kept(call, lambda: said)
        began = time.perf_counter()
        said = self._kept(call, lambda: self._target.chat(message, region=region))
        self._openings.keep(call, said, 1000 * (time.perf_counter() - began))
        return said

    def check(self, text: str) -> Json:
        """See `target.Target`."""
        return self._kept(("check", text), lambda: self._target.check(text))

    def search(self, query: str, k: int) -> Json:
        """See `target.Target`."""
        return self._kept(("search", query, k), lambda: self._target.search(query, k))

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """See `target.Target`."""
        return self._kept(("judge", [list(pair) for pair in pairs]), lambda: self._target.judge(pairs))

    def source(self, source_id: str) -> Json | None:
        """See `target.Target`."""
        if source_id not in self._cards:
            self._cards[source_id] = self._target.source(source_id)
        return self._cards[source_id]

    def close(self) -> None:
        """See `target.Target`."""
        self._target.close()

    def _own_session(self, session_id: str) -> str:
        """The session that stands for one which another case opened; any other is itself."""
        if again := self._given_again.pop(session_id, None):
            (_, message, _, region), took_ms = again
            self.spared_ms -= took_ms
            opened = self._target.chat(message, region=region)
            self._own[session_id] = opened["session_id"]
        return self._own.get(session_id, session_id)

    def _kept(self, call: tuple[object, ...], answer: Callable[[], Json]) -> Json:
        exchange: Json = {"call": list(call)}
        self.exchanges.append(exchange)
        try:
            said = answer()
        except TargetTimeout as error:
            exchange["timeout"] = str(error)
            raise
        except TargetFault as error:
            exchange["refusal" if isinstance(error, TargetRefusal) else "fault"] = str(error)
            raise
        exchange["said"] = said
        return said


class Recorded:
    """See `target.Target`. It knows the calls of a recorded run; any other raises Unscorable."""

    def __init__(self, facts: TargetFacts, results: tuple[CaseResult, ...], cards: Mapping[str, Json | None]) -> None:
        self._facts = facts
        self._exchanges = {_key(*e["call"]): e for result in results for e in result.exchanges}
        self._cards = cards

    def facts(self) -> TargetFacts:
        """See `Target`."""
        return self._facts

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """See `Target`."""
        return self._said("chat", message, session_id, region)

    def check(self, text: str) -> Json:
        """See `Target`."""
        return self._said("check", text)

    def search(self, query: str, k: int) -> Json:
        """See `Target`."""
        return self._said("search", query, k)

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """See `Target`."""
        return self._said("judge", [list(pair) for pair in pairs]) if pairs else {"stances": []}

    def source(self, source_id: str) -> Json | None:
        """See `Target`."""
        if source_id not in self._cards:
            raise Unscorable(f"the run holds no card of {source_id!r}")
        return self._cards[source_id]

    def close(self) -> None:
        """See `Target`."""

    def _said(self, *call: object) -> Json:
        exchange = self._exchanges.get(_key(*call))
        if exchange is None:
            raise Unscorable("the run holds no answer to this call")
        if "timeout" in exchange:
            raise TargetTimeout(exchange["timeout"])
        if "refusal" in exchange:
            raise TargetRefusal(exchange["refusal"])
        if "said" not in exchange:
            raise TargetFault(exchange.get("fault", "it crashed when the run was recorded"))
        said: Json = exchange["said"]
        return said


def _key(*call: object) -> str:
    return json.dumps(call, ensure_ascii=False)
