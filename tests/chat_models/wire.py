"""What the product sends to a chat model, held to its form: a body of OpenAI's with one task in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Name = Literal["draft", "rewrite", "follow_up", "split", "reword"]


class Exact(BaseModel):
    """An object that has these keys and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(Exact):
    """A passage as a model sees it."""

    passage: str
    text: str


class Told(Exact):
    """A claim with its verdict."""

    claim: str
    verdict: str
    missing: str | None


class Draft(Exact):
    """Write the reply."""

    task: Literal["draft"]
    message: str
    verdicts: tuple[Told, ...]
    passages: tuple[Shown, ...]


class Rewrite(Exact):
    """Write one sentence anew."""

    task: Literal["rewrite"]
    sentence: str
    fault: str
    passages: tuple[Shown, ...]


class FollowUp(Exact):
    """Make a message stand by itself."""

    task: Literal["follow_up"]
    earlier: tuple[str, ...]
    message: str


class Split(Exact):
    """Take a sentence apart into claims."""

    task: Literal["split"]
    sentence: str


class Reword(Exact):
    """Say a sentence for a reading level."""

    task: Literal["reword"]
    sentence: str
    grade: int


class Repair(Exact):
    """Mend the last reply."""

    task: Literal["repair"]
    problem: str


Task = Draft | Rewrite | FollowUp | Split | Reword
_TASK: TypeAdapter[Task] = TypeAdapter(Annotated[Task, Field(discriminator="task")])


class Message(BaseModel):
    """One message of the body."""

    role: Literal["system", "user", "assistant"]
    content: str | None


class StreamOptions(BaseModel):
    """What OpenAI calls so."""

    include_usage: bool = False


class Body(BaseModel):
    """The body of a request, as far as the server heeds it."""

    model: str
    messages: tuple[Message, ...]
    stream: bool = False
    stream_options: StreamOptions | None = None


def task_of(body: Body) -> Task:
    """The task of a body whose messages stand in the order that is agreed upon; ValueError where they do not."""
    roles = [message.role for message in body.messages]
    rest = roles[2:]
    if roles[:2] != ["system", "user"] or rest != ["assistant", "user"] * (len(rest) // 2):
        raise ValueError(f"roles {roles}: system, user and then pairs of assistant and user are needed")
    for message in body.messages[3::2]:
        Repair.model_validate_json(message.content or "")
    return _TASK.validate_json(body.messages[1].content or "")


def passages_of(task: Task) -> Sequence[Shown]:
    """The passages that a task shows; none where it shows none."""
    return task.passages if isinstance(task, Draft | Rewrite) else ()


def sentences(*told: tuple[str, Sequence[str]]) -> str:
    """A reply to `draft` or `rewrite`: texts, each with the tokens that it cites."""
    return json.dumps({"sentences": [{"text": text, "passages": list(tokens)} for text, tokens in told]})
