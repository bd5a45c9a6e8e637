"""What may be asked in the shape of OpenAI's chat completions, parameter by parameter.

A parameter is here where it has an effect, or where leaving it without one does no harm; every other is refused by name.
"""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from service.web.problems import INVALID_REQUEST, UNSUPPORTED_PARAMETER, FieldError, Problem, pointer_to
from service.web.requests import REGION

MIN_TOKENS = 1_000
"""A reply is never cut, and none is longer; who asks for less is told so."""


class Closed(BaseModel):
    """A shape without other names."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class TextPart(Closed):
    """A part of a message that is text."""

    type: Literal["text"]
    text: str


def text_of(content: object) -> object:
    """Parts of text as one text; anything else is left to be refused by its type. Raises ValueError."""
    if content is None:
        return ""
    if not isinstance(content, list):
        return content
    texts = [part.get("text") for part in content if isinstance(part, dict) and part.get("type") == "text"]
    read = [text for text in texts if isinstance(text, str)]
    if len(read) < len(content):
        raise ValueError("only parts of type text are read")
    return "\n".join(read)


class Message(BaseModel):
    """A message of the conversation so far; what else it holds is not read."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    role: Literal["system", "developer", "user", "assistant"]
    content: Annotated[str, BeforeValidator(text_of, json_schema_input_type=str | list[TextPart] | None)] = ""


class StreamOptions(Closed):
    """How to stream."""

    include_usage: bool | None = Field(default=None, description="Whether a chunk before the last line has the usage.")


class TextFormat(Closed):
    """The one format of content."""

    type: Literal["text"]


AS_SET = "No effect: how replies are written is a matter of the server's settings."
NOT_USED = "No effect: it is neither used nor kept."
NO_CUT = "No effect: replies are not cut, so less is refused."


class CompletionRequest(BaseModel):
    """A conversation to go on with, and how."""

    model_config = ConfigDict(
        extra="allow",
        strict=True,
        frozen=True,
        json_schema_extra={
            "examples": [
                {"model": "caveat", "messages": [{"role": "user", "content": "Does vitamin C prevent colds?"}]}
            ],
            "additionalProperties": False,
        },
    )

    model: str = Field(description="`caveat`.")
    messages: list[Message] = Field(
        min_length=1,
        description="The conversation, oldest first. What users said since the last `assistant` message is answered; what "
        "they said before is what a follow-up is read by. `assistant` messages only part these, and `system` and "
        "`developer` messages are not read: what a caller writes changes neither sources nor rules.",
    )
    region: str | None = Field(default=None, pattern=REGION, description="ISO 3166 code, for help lines; our addition.")
    stream: bool | None = Field(default=None, description="Whether to send each sentence once it was verified.")
    stream_options: StreamOptions | None = None
    max_tokens: int | None = Field(default=None, ge=MIN_TOKENS, description=NO_CUT)
    max_completion_tokens: int | None = Field(default=None, ge=MIN_TOKENS, description=NO_CUT)
    n: Literal[1] | None = Field(default=None, description="There is one reply.")
    response_format: TextFormat | None = None
    logprobs: Literal[False] | None = Field(default=None, description="There are none.")
    store: Literal[False] | None = Field(default=None, description="Nothing is stored.")
    temperature: float | None = Field(default=None, ge=0, le=2, description=AS_SET)
    top_p: float | None = Field(default=None, ge=0, le=1, description=AS_SET)
    presence_penalty: float | None = Field(default=None, ge=-2, le=2, description=AS_SET)
    frequency_penalty: float | None = Field(default=None, ge=-2, le=2, description=AS_SET)
    seed: int | None = Field(default=None, description=AS_SET)
    user: str | None = Field(default=None, description=NOT_USED)
    metadata: dict[str, str] | None = Field(default=None, description=NOT_USED)

    def refuse_others(self) -> None:
        """Refuse what is not supported. Raises Problem."""
        others = [name for name, value in (self.model_extra or {}).items() if value is not None]
        if others:
            errors = [FieldError(pointer=pointer_to(name), detail="this parameter is not supported") for name in others]
            raise Problem(UNSUPPORTED_PARAMETER, f"{others[0]}: {errors[0].detail}.", errors=errors)

    def said(self) -> tuple[str, ...]:
        """What users said, oldest first: the messages between two replies are one. Raises Problem where a reply is last."""
        spoken = [message for message in self.messages if message.role in {"user", "assistant"}]
        if not spoken or spoken[-1].role != "user":
            error = FieldError(pointer="#/messages", detail="the last of them must be a user's")
            raise Problem(INVALID_REQUEST, f"messages: {error.detail}.", errors=[error])
        runs = groupby(spoken, key=lambda message: message.role)
        return tuple("\n".join(message.content for message in run) for role, run in runs if role == "user")
