"""Every setting with its variable, value, meaning and unit."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import SecretStr

from service.settings import Settings

SECRET_WORDS = ("key", "token", "secret", "password")
MASK = "********"
UNITS = (
    ("_dir", "folder"),
    ("_bytes", "bytes"),
    ("_chars", "characters"),
    ("_seconds", "seconds"),
    ("_per_minute", "requests per minute"),
    ("_tokens", "tokens"),
    ("_grade", "school grade"),
    ("_options", "JSON"),
    ("_uses", "JSON"),
    ("_turns", "turns"),
    ("_sentences", "sentences"),
    ("_per_claim", "passages"),
    ("session_max_count", "conversations"),
    ("receipt_max_count", "receipts"),
    ("_keep_words", "True or False"),
    ("threads", "threads"),
    ("_proxies", "proxies"),
    ("_file", "file"),
    ("data", "folder"),
)
"""A name's ending, and the unit that it stands for."""


def variable(name: str) -> str:
    """The variable that sets a setting."""
    return f"{Settings.model_config.get('env_prefix', '')}{name}".upper()


def settings_lines(settings: Settings) -> Iterator[str]:
    """Two lines for each setting: the assignment, then its meaning and unit."""
    for name, field in Settings.model_fields.items():
        yield f"{variable(name)}={shown(name, getattr(settings, name))}"
        yield f"    {field.description} [{unit(name) or 'text'}]"


def shown(name: str, value: object) -> str:
    """The value as text: secrets masked, nothing for one that is not set."""
    if value is None:
        return ""
    secret = isinstance(value, SecretStr) or any(word in name.split("_") for word in SECRET_WORDS)
    if isinstance(value, dict):
        return json.dumps({key: shown(key, each) for key, each in value.items()})
    if isinstance(value, frozenset):
        return json.dumps(sorted(value))
    return MASK if secret and value else str(value)


def unit(name: str) -> str | None:
    """The unit of a setting, or None for one that is a word."""
    return next((word for ending, word in UNITS if name.endswith(ending)), None)
