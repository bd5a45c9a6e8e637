"""A chat model that is made up, but LangChain's own, and judges of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import BaseMessage

from eval.llm_judge.model import Judge, pin_of

SECRET = "hush-1234"
Says = Callable[[str], str]


class Chat(FakeListChatModel):
    """A real chat model of LangChain that says what it is told to of each question."""

    responses: list[str] = []  # noqa: RUF012
    says: Says = lambda question: "supported"
    seed: int | None = None
    temperature: float | None = None
    model: str = ""
    api_key: str = ""
    asked: list[str] = []  # noqa: RUF012

    def _call(self, messages: Sequence[BaseMessage], *args: Any, **kwargs: Any) -> str:
        question = str(messages[0].content)
        self.asked.append(question)
        return self.says(question)


def good(question: str) -> str:
    """Looks whether the quote is the sentence."""
    sentence, quotes = (question.partition(f"<{part}>\n")[2].partition("\n</")[0] for part in ("sentence", "quotes"))
    return "Supported." if sentence in quotes else "unsupported"


def contrary(question: str) -> str:
    return "unsupported" if good(question) == "Supported." else "supported"


def judge_of(says: Says) -> Judge:
    chat = Chat(says=says, asked=[])
    return Judge(pin_of("fake:chat", chat, {}, {}), chat, (SECRET,))
