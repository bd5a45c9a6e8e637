"""The one shape that every target has: the JSON of the public contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.result import Json


class TargetFault(Exception):
    """The target failed on a case: it crashed, answered with an error, or broke the contract. The run goes on."""


class TargetTimeout(TargetFault):
    """The target did not answer within the time that a case is given."""


class TargetRefusal(TargetFault):
    """The target would not take what was sent and said why, as a problem of the contract (a status of 4xx)."""


class Unscorable(Exception):
    """The target answered, but the case cannot be scored against this answer; the message says why."""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What is being evaluated; a comparison refuses runs that should agree in one of these and do not."""

    kind: str
    corpus_version: str
    models: Mapping[str, str]
    settings: Mapping[str, str]


class Target(Protocol):
    """Each call returns the JSON of the contract; each may raise TargetFault or TargetTimeout.

    What else a call raises is a crash of the target.
    """

    def facts(self) -> TargetFacts:
        """What is being evaluated."""

    def chat(self, message: str, *, session_id: str | None = None, region: str | None = None) -> Json:
        """The reply of `POST /v1/chat`."""

    def check(self, text: str) -> Json:
        """The report of `POST /v1/check`."""

    def search(self, query: str, k: int) -> Json:
        """The passages of `POST /v1/search`."""

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        """How each evidence bears on its claim: see `eval.targets.stances`.

        The contract has no endpoint for it, so that a target over HTTP raises TargetFault, even for no pairs.
        """

    def source(self, source_id: str) -> Json | None:
        """The card of `GET /v1/sources/{id}`; None where there is no such source."""

    def close(self) -> None:
        """Let go of it."""
