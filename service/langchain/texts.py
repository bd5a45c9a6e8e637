"""What a chain hands over: a text, or a message of a chat model."""

from __future__ import annotations

from langchain_core.messages import BaseMessage

from service.errors import InvalidInput

Said = str | BaseMessage


def text_of(said: Said) -> str:
    """The text itself. Raises InvalidInput where there is none to read."""
    if not isinstance(said, str | BaseMessage):
        raise InvalidInput(f"a {type(said).__name__} was handed over: this takes a text or a message")
    text = said if isinstance(said, str) else str(said.text)
    if not text.strip():
        raise InvalidInput("the text is empty")
    return text
