"""A streamed reply in the shape of OpenAI's chunks: one for each sentence, and what it stands on with the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi.sse import format_sse_event
from pydantic import BaseModel

from service.domain import Reply, Sentence
from service.web.asking import Asked
from service.web.completions.errors import error_of
from service.web.completions.response import Chunk, ChunkChoice, Delta, LastChunk, grounds, usage
from service.web.problems import Problem
from service.web.streaming.stream import Told

DONE = format_sse_event(data_str="[DONE]")


@dataclass(slots=True)
class Chunks:
    """Encodes the items of one stream, in their order; see `streaming.response.Encode`."""

    name: str
    created: int
    asked: Asked
    with_usage: bool
    begun: bool = False

    def __call__(self, n: int, told: Told) -> Iterator[bytes]:
        """The chunks of an item; stages and citations have none of their own."""
        match told:
            case Sentence():
                yield _line(self._sentence(told))
            case Reply():
                yield _line(self._last(told))
                if self.with_usage:
                    chunk = Chunk(id=self.name, created=self.created, choices=[], usage=usage(told, self.asked))
                    yield _line(chunk)
                yield DONE
            case Problem():
                yield _line(error_of(told.body))

    def _sentence(self, sentence: Sentence) -> Chunk:
        delta = Delta(content=f" {sentence.marked}") if self.begun else Delta(role="assistant", content=sentence.marked)
        self.begun = True
        return Chunk(id=self.name, created=self.created, choices=[ChunkChoice(delta=delta)])

    def _last(self, reply: Reply) -> LastChunk:
        choices = [ChunkChoice(delta=Delta(), finish_reason="stop")]
        return LastChunk(id=self.name, created=self.created, choices=choices, **grounds(reply))


def _line(body: BaseModel) -> bytes:
    return format_sse_event(data_str=body.model_dump_json())
