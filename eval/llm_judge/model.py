"""A chat model of any provider that LangChain knows, made to repeat itself as far as it lets itself, and pinned."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from eval.llm_judge.answer import Answer, Given, read_answer
from eval.llm_judge.fault import JudgeFault, LateAnswer, NoAnswer
from eval.llm_judge.options import HIDDEN, masked, secrets_of
from eval.result import Json

TIMEOUT_S = 60
_NAMES = {"temperature": ("temperature",), "seed": ("seed", "random_seed"), "timeout": ("timeout",)}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pin:
    """What the judge is. `settled` was set to make it repeat itself, unless an option says otherwise; it takes no `lacks`."""

    model: str
    package: str
    version: str
    langchain_core: str
    options: object
    settled: Json
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """A chat model with its pin; `secrets` never appear in what it gives."""

    pin: Pin
    chat: BaseChatModel
    secrets: tuple[str, ...] = ()

    def answer(self, question: str) -> Given:
        """What the model makes of a question, failures included."""
        try:
            message = _mapped(lambda: self.chat.invoke(question), self.secrets)
        except LateAnswer as error:
            return Given(Answer.TIMED_OUT, error=str(error))
        except NoAnswer as error:
            return Given(Answer.ERROR, error=str(error))
        raw = str(message.text)
        served = message.response_metadata.get("model_name") or message.response_metadata.get("model") or ""
        return Given(read_answer(raw), raw, served=str(served))


def open_judge(name: str, options: Json, seed: int) -> Judge:
    """The model PROVIDER:MODEL, with temperature 0, a seed and a time-out where it takes them and no option sets them.

    Raises JudgeFault where there is no such provider, its package is missing, or it refuses an option.
    """
    provider, sign, model = name.partition(":")
    if not (provider and sign and model):
        raise JudgeFault(f"model {name!r}: PROVIDER:MODEL is needed, as in openai:gpt-4o-mini")
    secrets = tuple(secrets_of(options))

    def made(settled: Json) -> BaseChatModel:
        chat: BaseChatModel = init_chat_model(model, model_provider=provider, **{**settled, **options})
        return chat

    try:
        settled = settled_for(_mapped(lambda: made({}), secrets), seed, options)
        settled_chat = _mapped(lambda: made(settled), secrets)
    except NoAnswer as error:
        raise JudgeFault(f"model {name!r}: {error}") from error
    return Judge(pin_of(name, settled_chat, options, settled), settled_chat, secrets)


def settled_for(chat: BaseChatModel, seed: int, options: Json) -> Json:
    """What is set where the model has a field for it and the options leave it open."""
    wanted = {"temperature": 0, "seed": seed, "timeout": TIMEOUT_S}
    taken = {what: next((n for n in names if n in _fields(chat)), None) for what, names in _NAMES.items()}
    return {name: wanted[what] for what, name in taken.items() if name and name not in options}


def pin_of(name: str, chat: BaseChatModel, options: Json, settled: Json) -> Pin:
    """The pin of a model that was made with these options."""
    package = type(chat).__module__.partition(".")[0].replace("_", "-")
    lacks = tuple(what for what, names in _NAMES.items() if _fields(chat).isdisjoint(names))
    return Pin(name, package, _version(package), _version("langchain-core"), masked(options), settled, lacks)


def _fields(chat: BaseChatModel) -> frozenset[str]:
    """The names that the maker of the model takes: those of its fields, and what they are also called."""
    fields: Mapping[str, object] = type(chat).model_fields
    aliases = {each.alias for each in type(chat).model_fields.values() if each.alias}
    return frozenset(fields) | aliases


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def _mapped(call: Callable[[], T], secrets: tuple[str, ...]) -> T:
    """The value of a call; whatever a provider raises comes out as NoAnswer or LateAnswer, secrets hidden."""
    try:
        return call()
    except Exception as error:  # every provider has errors of its own, with no base in common
        told = "; from ".join(f"{type(each).__name__}: {each}" for each in _causes(error))
        text = re.sub(r"\s+", " ", told)
        for secret in filter(None, secrets):
            text = text.replace(secret, HIDDEN)
        raise (LateAnswer if any(map(_is_late, _causes(error))) else NoAnswer)(text) from None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _is_late(error: BaseException) -> bool:
    """By name: the built-in error, httpx's, the SDKs' and LangChain's all say it there."""
    return any("timeout" in kind.__name__.lower() for kind in type(error).__mro__)
