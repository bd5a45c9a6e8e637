"""One message by the doors that chat models and chains come through: each says what the fact checker says."""

from __future__ import annotations

from typing import Any

import pytest
from mcp.server.lowlevel import Server

from service.domain import Outcome
from service.langchain import QuestionAnswerer
from service.mcp_server.server import make_server
from service.mcp_server.tools import Tools
from service.pipeline import FactChecker
from service.web.live import LiveChecker
from service.web.parts import utc_now
from service.web.schemas import to_reply
from tests.mcp_server.talking import call
from tests.messages import OUTCOMES
from tests.web.edges import make_settings

OWN = {"reply_id", "session_id", "took_ms"}
"""What each reply has for itself."""


@pytest.fixture(scope="module")
def server(checker: FactChecker) -> Server[Any]:
    live = LiveChecker(lambda: checker, lambda: "one", poll_seconds=60)
    live.refresh()
    return make_server(Tools(live, make_settings(), utc_now), "1.2.3")


def same(reply: Any) -> dict[str, Any]:
    return {name: value for name, value in reply.items() if name not in OWN}


@pytest.mark.parametrize(("outcome", "message"), OUTCOMES.items())
def test_every_door_says_the_same(checker: FactChecker, server: Server[Any], outcome: Outcome, message: str) -> None:
    plain = to_reply(checker.reply(message)).model_dump(mode="json")
    assert plain["outcome"] == outcome
    assert same(call(server, "ask", {"message": message}).structured_content) == same(plain)
    assert same(QuestionAnswerer(checker=checker).invoke(message)) == same(plain)
