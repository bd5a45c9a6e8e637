"""One request as a kind of model sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.chat_models.wire import Body, Shown, Task, passages_of


@dataclass(frozen=True, slots=True)
class Asked:
    """`raw` is the body as it came; `earlier` are passages that were shown before and are not shown now."""

    body: Body
    task: Task
    raw: str
    earlier: tuple[Shown, ...] = ()

    @property
    def passages(self) -> Sequence[Shown]:
        """The passages that it shows."""
        return passages_of(self.task)

    @property
    def system(self) -> str:
        """The instructions."""
        return self.body.messages[0].content or ""

    @property
    def repairs(self) -> int:
        """How often the model was asked to mend its reply."""
        return len(self.body.messages) // 2 - 1

    @property
    def shown(self) -> str:
        """Every word that the model reads."""
        return "\n".join(message.content or "" for message in self.body.messages)
