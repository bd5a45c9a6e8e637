"""A check of every claim of a text, as a runnable."""

from __future__ import annotations

from typing import ClassVar

from langchain_core.runnables import RunnableConfig
from pydantic import BaseModel

from service.langchain.opening import open_checker
from service.langchain.runnable import CheckerRunnable
from service.settings import Settings
from service.web.schemas import Report, to_report


class ClaimChecker(CheckerRunnable):
    """Takes a text, or what a chat model said, and gives the report of `POST /v1/check`."""

    shape: ClassVar[type[BaseModel]] = Report

    @classmethod
    def from_settings(cls, settings: Settings | None = None) -> ClaimChecker:
        """A claim checker with a fact checker of its own; see `opening.open_checker`."""
        return cls(checker=open_checker(settings))

    def result(self, text: str, config: RunnableConfig) -> Report:
        """Check every claim."""
        return to_report(self.checker.check(text))
