"""The prompts, one file each, and what pins them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent / "prompts"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Instructions for one task; `sha256` is that of the text."""

    task: str
    text: str

    @property
    def sha256(self) -> str:
        """Hash of the text, in hexadecimal."""
        return sha256(self.text.encode()).hexdigest()


def load_prompt(task: str) -> Prompt:
    """The prompt of that task."""
    return Prompt(task, (_FOLDER / f"{task}.txt").read_text(encoding="utf-8").strip())


DRAFT = load_prompt("draft")
REWRITE = load_prompt("rewrite")
FOLLOW_UP = load_prompt("follow_up")
SPLIT = load_prompt("split")
REWORD = load_prompt("reword")
PROMPTS = (DRAFT, REWRITE, FOLLOW_UP, SPLIT, REWORD)
