"""Models whose reply has not the form that was asked for. They do so in every task, and again when asked to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from tests.chat_models.asked import Asked
from tests.chat_models.behaviour import Act, Behaviour, End, Pace, Said, Wording, halved, saying, sent, spoken
from tests.chat_models.honest import copied
from tests.chat_models.lies import LIE, lying, outright
from tests.chat_models.rules import in_everyone, wrong_number
from tests.chat_models.wire import Rewrite

REFUSAL = "As an AI language model, I cannot help with medical questions"
PROSE = "Sure, here is what you asked for"
BARE = LIE.rstrip(".")
DEEP = 100_000


def fixed(text: str, *marks: str) -> Wording:
    """The same whatever is asked."""
    return lambda asked: Said(text, marks)


def around(before: str, after: str, *marks: str) -> Wording:
    """An honest reply with something before and behind it."""

    def wording(asked: Asked) -> Said:
        honest = copied(asked)
        return Said(f"{before}{honest.text}{after}", marks)

    return wording


def remade(change: Callable[[str, str], object], *marks: str) -> Wording:
    """A lie in another form: made from it and a token."""

    def wording(asked: Asked) -> Said:
        token = asked.passages[0].passage if asked.passages else "none"
        return Said(json.dumps(change(LIE, token)), marks or (BARE,))

    return wording


def truncated(asked: Asked) -> Said:
    """An honest reply that breaks off."""
    text = copied(asked).text
    return Said(text[: len(text) * 2 // 3])


def twice(asked: Asked) -> Said:
    """An honest reply, and a lying one behind it."""
    lie = outright(LIE)(asked)
    return Said(f"{copied(asked).text}\n{lie.text}", lie.marks)


def same_key_twice(asked: Asked) -> Said:
    """One object that says "sentences" twice: the truth, then a lie."""
    lie = outright(LIE)(asked)
    return Said(f"{copied(asked).text[:-1]}, {lie.text[1:]}", lie.marks)


def finished_by(finish: str) -> Act:
    """An honest reply that breaks off, and says for what reason."""
    return lambda asked, pace: spoken(asked, truncated(asked), finish)


def message_of(message: Mapping[str, object], *marks: str) -> Act:
    """A message that is not a text."""
    return lambda asked, pace: sent(asked, [message], message, Said("", marks))


def tool_call(asked: Asked, pace: Pace) -> Behaviour:
    """A call of a tool that nobody offered."""
    called = {
        "id": "call_1",
        "type": "function",
        "index": 0,
        "function": {"name": "prescribe", "arguments": '{"mg": 50}'},
    }
    return sent(asked, [{"tool_calls": [called]}], {"content": None, "tool_calls": [called]}, Said("", ("prescribe",)))


def mends_form(asked: Asked, pace: Pace) -> Behaviour:
    """Breaks off at first, and is honest when asked to mend it."""
    return saying(copied if asked.repairs else truncated)(asked, pace)


def mends_fault(asked: Asked, pace: Pace) -> Behaviour:
    """Lies at first, and is honest when asked for the sentence anew."""
    honest = isinstance(asked.task, Rewrite)
    return saying(copied if honest else lying(wrong_number, in_everyone))(asked, pace)


def mends_into_a_lie(asked: Asked, pace: Pace) -> Behaviour:
    """Breaks off at first, and lies when asked to mend it."""
    return saying(outright(LIE) if asked.repairs else truncated)(asked, pace)


def half_a_stream(end: End) -> Act:
    """An honest reply of which half comes."""
    return lambda asked, pace: halved(spoken(asked, copied(asked)), end)
