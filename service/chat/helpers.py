"""The uses of one chat model."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from service.chat.asking import Asker
from service.chat.drafting import ModelDrafter
from service.chat.follow_ups import ModelFollowUps
from service.chat.rewording import ModelReworder
from service.chat.splitting import ModelSplitter
from service.ports import ChatModel, Drafter, FollowUps, Reworder, Splitter


@dataclass(frozen=True, slots=True)
class Helpers:
    """What a chat model helps with; None where it does not, or there is none."""

    drafter: Drafter | None = None
    follow_ups: FollowUps | None = None
    splitter: Splitter | None = None
    reworder: Reworder | None = None


def chat_helpers(chat: ChatModel | None, uses: Container[str], seconds: float) -> Helpers:
    """What the model is used for; `seconds` are what it has for each use."""
    if chat is None:
        return Helpers()
    asker = Asker(chat, seconds)
    return Helpers(
        ModelDrafter(asker) if "draft" in uses else None,
        ModelFollowUps(asker) if "follow_up" in uses else None,
        ModelSplitter(asker) if "split" in uses else None,
        ModelReworder(asker) if "reword" in uses else None,
    )
