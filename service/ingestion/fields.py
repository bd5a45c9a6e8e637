"""A YAML mapping read field by field, each with its line; faults are noted, not raised.

A field that cannot be read yields a stand-in of its type ("", 0, date.min, the enum's first member) and its name
joins `faulty`. A record with faults is never served, and rules that would judge a stand-in skip it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from itertools import chain
from typing import TypeVar

import yaml

from service.ingestion.faults import Fault

Loader: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TAG = "tag:yaml.org,2002:"
Choice = TypeVar("Choice", bound=StrEnum)


def compose(text: str, path: str, first_line: int, faults: list[Fault]) -> yaml.Node | None:
    """Parse to nodes that know their lines; None, with a fault noted, where the YAML is broken or empty."""
    try:
        node = yaml.compose(text, Loader)
    except yaml.YAMLError as error:
        mark, last_line = getattr(error, "problem_mark", None), text.rstrip("\n").count("\n")
        line = first_line + (min(mark.line, last_line) if mark else 0)
        faults.append(Fault(path, line, "yaml", str(getattr(error, "problem", None) or error)))
        return None
    if node is None:
        faults.append(Fault(path, first_line, "yaml", "nothing is written here"))
    return node


def scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every scalar below a node, keys included, each once even where the YAML refers back to itself."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)
        elif isinstance(node, yaml.MappingNode):
            waiting.extend(chain.from_iterable(node.value))


class Fields:
    """The fields of one mapping. `first_line` is the line of the file on which the YAML text begins."""

    def __init__(self, node: yaml.Node, path: str, first_line: int, faults: list[Fault]) -> None:
        """Take the mapping apart; anything else, and every repeated field, is noted."""
        self.path, self.first_line, self.faults = path, first_line, faults
        self.start = first_line + node.start_mark.line
        self.faulty: set[str] = set()
        self._nodes: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self._note(self.start, "wrong-type", "fields are expected here, as `name: value`")
            return
        for key, value in node.value:
            name = str(key.value)
            if name in self._nodes:
                self._note(self._line(key), "duplicate-field", f"`{name}` stands here twice")
            self._nodes[name] = value

    def expect(self, *names: str, optional: tuple[str, ...] = ()) -> None:
        """Note each field that is missing and each that nobody knows."""
        for name in names:
            if name not in self._nodes:
                self.bad(name, "missing-field", f"`{name}` is missing")
        for name in self._nodes.keys() - set(names) - set(optional):
            self.bad(name, "unknown-field", f"`{name}` is not a field of this record")

    def line(self, name: str) -> int:
        """Line of a field's value, or the record's first line where it is missing."""
        return self._line(self._nodes[name]) if name in self._nodes else self.start

    @property
    def lines(self) -> dict[str, int]:
        """Line of each field that is there."""
        return {name: self._line(node) for name, node in self._nodes.items()}

    def bad(self, name: str, rule: str, message: str, node: yaml.Node | None = None) -> None:
        """Note a fault of one field, on the line of a node inside it where one is given."""
        self.faulty.add(name)
        self._note(self._line(node) if node else self.line(name), rule, message)

    def text(self, name: str, *, may_be_empty: bool = False) -> str:
        """One string, surrounding white space removed."""
        value = self.optional_text(name)
        if name not in self.faulty and (value is None or not (value or may_be_empty)):
            self.bad(name, "missing-field", f"`{name}` is empty")
        return value or ""

    def optional_text(self, name: str) -> str | None:
        """One string, or None for null and for a field that is not there."""
        node = self._nodes.get(name)
        if node is None or node.tag == TAG + "null":
            return None
        return self._string(name, node)

    def form(self, name: str, pattern: re.Pattern[str], rule: str, example: str) -> str | None:
        """One string or null; a string has to match in full."""
        value = self.optional_text(name)
        if value and not pattern.fullmatch(value):
            self.bad(name, rule, f"`{value}` is not of the form {example}")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Strings of a list; a field that is not there gives none."""
        return tuple(self._string(name, node) for node in self.items(name))

    def items(self, name: str) -> list[yaml.Node]:
        """Nodes of a list; a field that is not there gives none."""
        node = self._nodes.get(name)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.bad(name, "wrong-type", f"`{name}` must be a list")
            return []
        return list(node.value)

    def item_lines(self, name: str) -> tuple[int, ...]:
        """Line of each item of a list."""
        node = self._nodes.get(name)
        return tuple(self._line(item) for item in node.value) if isinstance(node, yaml.SequenceNode) else ()

    def number(self, name: str, low: int, high: int) -> int:
        """Whole number in [low, high]."""
        node = self._nodes.get(name)
        if node is None:
            return 0
        if node.tag != TAG + "int" or not str(node.value).isdecimal():
            self.bad(name, "wrong-type", f"`{node.value}` is not a whole number")
            return 0
        if not low <= int(node.value) <= high:
            self.bad(name, f"{name}-range", f"{node.value} is not between {low} and {high}")
        return int(node.value)

    def day(self, name: str) -> date:
        """Calendar day as YYYY-MM-DD."""
        node = self._nodes.get(name)
        if node is None:
            return date.min
        try:
            return datetime.strptime(str(node.value), "%Y-%m-%d").date()
        except ValueError:
            self.bad(name, "impossible-date", f"`{node.value}` is not a day of the calendar as YYYY-MM-DD")
            return date.min

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        """Member of an enum."""
        return self._member(name, self._nodes.get(name), choices)

    def choices(self, name: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """Members of an enum, from a list."""
        return tuple(self._member(name, node, choices) for node in self.items(name))

    def records(self, name: str) -> Iterator[Fields]:
        """Mappings of a list, each read in its turn; their faults are noted with this one's."""
        for node in self.items(name):
            yield Fields(node, self.path, self.first_line, self.faults)

    def _member(self, name: str, node: yaml.Node | None, choices: type[Choice]) -> Choice:
        values = [str(choice) for choice in choices]
        if node is not None and node.value not in values:
            self.bad(name, "wrong-value", f"`{node.value}` is none of {', '.join(values)}", node)
        return choices(node.value) if node is not None and node.value in values else next(iter(choices))

    def _string(self, name: str, node: yaml.Node) -> str:
        if node.tag != TAG + "str":
            self.bad(name, "wrong-type", f"`{name}` must be text; put quotes around it if it is", node)
            return ""
        return str(node.value).strip()

    def _line(self, node: yaml.Node) -> int:
        return self.first_line + int(node.start_mark.line)

    def _note(self, line: int, rule: str, message: str) -> None:
        self.faults.append(Fault(self.path, line, rule, message))
