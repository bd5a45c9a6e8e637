"""What is wrong with the corpus, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One broken rule. `path` is relative to the corpus folder; `line` counts from 1."""

    path: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        """Read as editors and terminals expect it: `path:line: rule: message`."""
        return f"{self.path}:{self.line}: {self.rule}: {self.message}"
