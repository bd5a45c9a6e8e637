"""Options for the maker of a chat model, as a command line gives them and as a record may show them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from eval.llm_judge.fault import JudgeFault
from eval.result import Json

HIDDEN = "***"
_SECRET = {"apikey", "auth", "authorization", "credentials", "headers", "key", "password", "secret", "token"}
_OWN = frozenset({"model", "model_provider", "configurable_fields", "config_prefix"})
_USER_IN_URL = re.compile(r"(?<=://)[^/@\s]+(?=@)")
_QUERY_OF_URL = re.compile(r"(?<=\?).+")


def read_options(given: Sequence[str]) -> Json:
    """KEY=VALUE pairs; a value is read as JSON where it is, and is a text otherwise. Raises JudgeFault."""
    options: Json = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not (sign and name.isidentifier()) or name in options:
            raise JudgeFault(f"option {masked_text(each)!r}: KEY=VALUE is needed, each KEY once")
        if name in _OWN:
            raise JudgeFault(f"option {name!r}: --model says it")
        options[name] = value if _is_secret(name) else _value(value)
    return options


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _is_secret(name: str) -> bool:
    return not _SECRET.isdisjoint(re.split(r"[^a-z]+", name.lower()))


def masked(value: object, name: str = "") -> object:
    """The same for a record: what has the name of a secret is hidden at any depth, and user and query of an address."""
    if _is_secret(name):
        return HIDDEN
    if isinstance(value, dict):
        return {key: masked(each, str(key)) for key, each in value.items()}
    if isinstance(value, list):
        return [masked(each) for each in value]
    return _without_user(value) if isinstance(value, str) else value


def _without_user(text: str) -> str:
    return _QUERY_OF_URL.sub(HIDDEN, _USER_IN_URL.sub(HIDDEN, text)) if "://" in text else text


def masked_text(given: str) -> str:
    """An option that could not be read, without what might be its secret."""
    name, sign, _ = given.partition("=")
    return f"{name}={HIDDEN}" if sign else name


def secrets_of(value: object, name: str = "") -> Iterator[str]:
    """Every text in the options that `masked` hides, to be hidden in messages too."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from secrets_of(each, name if _is_secret(name) else str(key))
    elif isinstance(value, list):
        for each in value:
            yield from secrets_of(each, name)
    elif isinstance(value, str) and _is_secret(name):
        yield value
    elif isinstance(value, str) and "://" in value:
        yield from (each.group() for rule in (_USER_IN_URL, _QUERY_OF_URL) for each in rule.finditer(value))
