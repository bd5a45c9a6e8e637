"""A tiny collection, and a target that searches it in the order that it stands in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eval.documents import Document
from eval.result import Json
from tests.eval.replies import FakeTarget

ABSTRACTS: tuple[Json, ...] = (
    {"doc_id": 1, "title": "Warts", "abstract": ["We gave pills.", "Aspirin cleared warts.", "It was cheap."]},
    {"doc_id": 2, "title": "Heads", "abstract": ["It eased no headache."]},
)


def write_lines(path: Path, *lines: object) -> Path:
    """JSON lines; a line that is text already stays as it is."""
    written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in written), encoding="utf-8")
    return path


@dataclass
class DocumentsTarget(FakeTarget):
    """Finds all documents, first to last; judges a sentence by the first known word in it, else as neutral."""

    documents: Sequence[Document] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def __init__(self, documents: Sequence[Document], words: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.documents, self.words = documents, words or {}

    def search(self, query: str, k: int) -> Json:
        found = [{"passage_id": f"{d.id}#1", "source_id": d.id, "text": d.title, "score": 1.0} for d in self.documents]
        return {"passages": found[:k]}

    def judge(self, pairs: Sequence[tuple[str, str]]) -> Json:
        return {"stances": [self._stance(evidence) for _, evidence in pairs]}

    def source(self, source_id: str) -> Json | None:
        (document,) = [each for each in self.documents if each.id == source_id]
        statements = [{"passage_id": f"{source_id}#{n}", "text": text} for n, text in enumerate(document.sentences)]
        return {"id": source_id, "topics": [], "statements": statements}

    def _stance(self, evidence: str) -> Json:
        said = next((label for word, label in self.words.items() if word in evidence), "neutral")
        return {name: 0.9 if name == said else 0.05 for name in ("supports", "refutes", "neutral")} | {"relevance": 0.9}
