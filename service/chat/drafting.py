"""A draft written by a chat model from passages that it knows by opaque tokens only."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing
from secrets import choice

from service.chat.asking import Asker
from service.chat.prompts import DRAFT, REWRITE
from service.chat.shapes import Written
from service.domain import Passage
from service.ports import Brief, Proposed, Witness

_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_TOKEN_CHARS = 5


class ModelDrafter:
    """See `ports.Drafter`. Tokens are made anew for every draft, so that none of an earlier one means anything."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.name = asker.name

    def draft(self, brief: Brief, witness: Witness) -> Generator[Proposed]:
        """See `ports.Drafter`."""
        tokens = _tokens(brief.passages)
        verdicts = [{"claim": v.claim, "verdict": v.verdict.value, "missing": v.missing} for v in brief.verdicts]
        data = {"message": brief.message, "verdicts": verdicts, "passages": _shown(tokens)}
        with closing(self._asker.sentences(DRAFT, data, witness, _ids(tokens))) as written:
            yield from (_proposed(each, tokens) for each in written)

    def rewrite(self, sentence: str, fault: str, passages: Sequence[Passage], witness: Witness) -> Proposed:
        """See `ports.Drafter`."""
        tokens = _tokens(passages)
        data = {"sentence": sentence, "fault": fault, "passages": _shown(tokens)}
        with closing(self._asker.sentences(REWRITE, data, witness, _ids(tokens))) as written:
            return _proposed(next(written), tokens)


def _tokens(passages: Sequence[Passage]) -> dict[str, Passage]:
    made: dict[str, Passage] = {}
    for passage in passages:
        token = "".join(choice(_LETTERS) for _ in range(_TOKEN_CHARS))
        while token in made:
            token = "".join(choice(_LETTERS) for _ in range(_TOKEN_CHARS))
        made[token] = passage
    return made


def _ids(tokens: dict[str, Passage]) -> dict[str, str]:
    return {token: passage.id for token, passage in tokens.items()}


def _shown(tokens: dict[str, Passage]) -> list[dict[str, str]]:
    return [{"passage": token, "text": passage.text} for token, passage in tokens.items()]


def _proposed(written: Written, tokens: dict[str, Passage]) -> Proposed:
    known = [tokens[token] for token in dict.fromkeys(written.passages) if token in tokens]
    return Proposed(written.text.strip(), tuple(known), stray=any(token not in tokens for token in written.passages))
