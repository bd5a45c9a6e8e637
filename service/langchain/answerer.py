"""A reply from vetted sources, as a runnable."""

from __future__ import annotations

from typing import ClassVar

from langchain_core.runnables import RunnableConfig
from pydantic import BaseModel

from service.langchain.opening import open_checker
from service.langchain.runnable import CheckerRunnable
from service.settings import Settings
from service.web.schemas import Reply, to_reply


class QuestionAnswerer(CheckerRunnable):
    """Takes a question or message, and gives the reply of `POST /v1/chat`.

    A conversation goes on under `config={"configurable": {"session_id": ...}}`; `region` is an ISO 3166 code, for help
    lines.
    """

    shape: ClassVar[type[BaseModel]] = Reply

    region: str | None = None

    @classmethod
    def from_settings(cls, settings: Settings | None = None, *, region: str | None = None) -> QuestionAnswerer:
        """An answerer with a fact checker of its own; see `opening.open_checker`."""
        return cls(checker=open_checker(settings), region=region)

    def result(self, text: str, config: RunnableConfig) -> Reply:
        """Answer one message."""
        session_id = config.get("configurable", {}).get("session_id")
        return to_reply(self.checker.reply(text, session_id=session_id, region=self.region))
