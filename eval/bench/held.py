"""A chat model whose server can hold it to more than a JSON schema of types: to the tokens that it was shown, and to lengths.

A small model of its own accord cites anything and never stops. Held like this, what it says is well-formed and only its
content is bad, which is what the leash is for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from service.ports import ChatMessage, ChatModel

SENTENCES, CITED, CHARACTERS = 3, 1, 200
_TOKEN = re.compile(r'"passage": "(\w+)"')


class HeldChat:
    """Hands every question on with a narrower shape."""

    def __init__(self, chat: ChatModel) -> None:
        self.name = chat.name
        self._chat = chat

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        """See `ports.ChatModel`."""
        tokens = _TOKEN.findall(messages[1].text)
        return self._chat.stream(messages, draft_shape(str(shape["title"]), tokens) if tokens else shape, until)


def draft_shape(title: str, tokens: Sequence[str]) -> Mapping[str, object]:
    """A draft of few short sentences that cite these tokens."""
    text = {"type": "string", "minLength": 1, "maxLength": CHARACTERS}
    cited = {"type": "array", "items": {"enum": list(tokens)}, "minItems": 1, "maxItems": CITED}
    sentence = _closed({"text": text, "passages": cited})
    several = {"type": "array", "items": sentence, "minItems": 1, "maxItems": SENTENCES}
    return {"title": title, **_closed({"sentences": several})}


def _closed(fields: Mapping[str, object]) -> Mapping[str, object]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
