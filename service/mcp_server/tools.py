"""The tools: what each takes, gives and is for. Arguments and results have the contract's shapes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field, ValidationError

from service.errors import NotFound
from service.mcp_server.failures import refused
from service.settings import Settings
from service.web.checker import CheckerProvider
from service.web.requests import MAX_ID_CHARS, ChatRequest, CheckRequest, Request, SearchRequest
from service.web.schemas import Passages, Reply, Report, Source, to_passages, to_reply, to_report, to_source
from service.web.texts import check_text

VERBATIM = "Every `quote` stands word for word in a vetted source: repeat it unchanged, with its title and url."
ASK = (
    "Answer a person's question or message about {subject}, from vetted sources alone. Use it for questions, for "
    "follow-ups (send the session_id of the reply before), and for whatever a person says about themselves. Read "
    "`outcome` first: `not_covered` and `out_of_scope` mean that the sources are silent, so do not fill the gap; with "
    "`urgent` show the whole `text` and `next_steps`, which name help lines, before anything else. " + VERBATIM
)
CHECK_CLAIM = (
    "Check a claim about {subject}, or a text that makes several, against vetted sources. Use it for what somebody "
    "wrote or read, and for your own draft before you show it. Each claim gets a verdict: supported, oversimplified (a "
    "weaker version holds: say what `whats_missing` says), contested, refuted, or not_enough_evidence, which means "
    "that the sources are silent and not that the claim is false. " + VERBATIM
)
SEARCH_SOURCES = (
    "Find vetted statements about {subject}, best first. Use it to see what the sources say of a matter; it gives no "
    "verdict, and the nearest statement may still be about something else. Each `text` is verbatim."
)
GET_SOURCE = (
    "The whole record of one vetted source: authors, year, url, evidence kind, population, limitations, and each of "
    "its statements verbatim. Use it for a source_id that another tool gave."
)

IN_DANGER = "If a person wrote this about themselves, show them this before anything else:"


class SourceRequest(Request):
    """One source of the corpus."""

    source_id: str = Field(min_length=1, max_length=MAX_ID_CHARS, description="As in citations and in search results.")


A = TypeVar("A", bound=Request)


@dataclass(frozen=True, slots=True)
class Text:
    """The argument that holds a person's words, and how many code points it may have."""

    argument: str
    longest: int


@dataclass(frozen=True, slots=True)
class Tool(Generic[A]):
    """One tool. `run` may raise errors of `service.errors` and problems of `service.web.problems`.

    `description` has a place for the subject of the corpus. `before` gives what must be read before the result, and ""
    where there is nothing of the kind.
    """

    name: str
    title: str
    description: str
    arguments: type[A]
    result: type[BaseModel]
    run: Callable[[A], BaseModel]
    text: Text | None = None
    before: Callable[[str], str] = field(default=lambda text: "")

    def call(self, arguments: dict[str, Any]) -> tuple[str, BaseModel]:
        """Check the arguments and run: what is to be read first, and the result.

        Raises InvalidInput for arguments that break a rule.
        """
        try:
            asked = self.arguments.model_validate(arguments)
        except ValidationError as error:
            raise refused(error) from None
        if self.text is None:
            return "", self.run(asked)
        words = str(getattr(asked, self.text.argument))
        check_text(self.text.argument, words, self.text.longest)
        return self.before(words), self.run(asked)

    def input_schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments."""
        schema = self.arguments.model_json_schema()
        if self.text:
            schema["properties"][self.text.argument]["maxLength"] = self.text.longest
        return schema

    def output_schema(self) -> dict[str, Any]:
        """JSON Schema of the result."""
        return self.result.model_json_schema(mode="serialization")


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over whichever index is served. `now` is aware time in UTC."""

    provider: CheckerProvider
    settings: Settings
    now: Callable[[], datetime]

    def all(self) -> Sequence[Tool[Any]]:
        """Every tool, the one that is needed most first."""
        message = self.settings.max_message_chars
        claim, query = Text("text", self.settings.max_text_chars), Text("query", message)
        return (
            Tool("ask", "Ask vetted sources", ASK, ChatRequest, Reply, self.ask, Text("message", message)),
            Tool("check_claim", "Check a claim", CHECK_CLAIM, CheckRequest, Report, self.check_claim, claim, self.help),
            Tool("search_sources", "Search vetted statements", SEARCH_SOURCES, SearchRequest, Passages, self.search_sources, query, self.help),
            Tool("get_source", "Read one vetted source", GET_SOURCE, SourceRequest, Source, self.get_source),
        )  # fmt: skip

    def ask(self, asked: ChatRequest) -> Reply:
        """Answer one message."""
        region = (asked.region or self.settings.default_region).upper() or None
        return to_reply(self.provider.current().reply(asked.message, session_id=asked.session_id, region=region))

    def check_claim(self, asked: CheckRequest) -> Report:
        """Check every claim of a text."""
        return to_report(self.provider.current().check(asked.text, source_url=asked.source_url))

    def search_sources(self, asked: SearchRequest) -> Passages:
        """Find vetted statements."""
        return to_passages(self.provider.current().search(asked.query, asked.k))

    def get_source(self, asked: SourceRequest) -> Source:
        """Read one source. Raises NotFound for one that is not served."""
        corpus = self.provider.current().corpus
        source = corpus.sources.get(asked.source_id)
        if source is None:
            raise NotFound(
                f"source_id: no vetted source has the id {asked.source_id!r}; either there never was one, or it has been "
                "withdrawn. Ids stand in citations and in the results of search_sources."
            )
        return to_source(source, corpus.passages_of(source.id), self.now().date())

    def help(self, text: str) -> str:
        """Help lines, where the text is a message of a person in danger that was given to another tool than `ask`."""
        if len(text) > self.settings.max_message_chars:
            return ""
        danger = self.provider.current().danger(text, region=self.settings.default_region or None)
        return " ".join((IN_DANGER, *danger.sentences, *danger.next_steps)) if danger else ""
