"""One YAML file of policy, opened field by field; what is wrong with it is noted with file, line and rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.errors import CorpusFault
from service.ingestion.documents import read_document
from service.ingestion.faults import Fault
from service.ingestion.fields import Fields, compose
from service.language.phrases import PatternFault, Sign, check, expand


@dataclass(frozen=True, slots=True)
class PatternReader:
    """Reads phrase patterns, one a line, with the word lists of their file."""

    words: Mapping[str, str]

    def signs(self, fields: Fields) -> tuple[Sign, ...]:
        """The `signs` of a record."""
        return tuple(self._sign(sign) for sign in fields.records("signs"))

    def _sign(self, fields: Fields) -> Sign:
        fields.expect("patterns", optional=("unless",))
        unless = self.patterns(fields, "unless") if "unless" in fields.lines else ()
        return Sign(self.patterns(fields, "patterns"), unless)

    def patterns(self, fields: Fields, name: str) -> tuple[str, ...]:
        """The patterns of a block of lines; one that cannot be read is noted and left out."""
        patterns = []
        for number, line in enumerate(fields.text(name).splitlines(), start=fields.line(name) + 1):
            try:
                patterns.append(expand(line.strip(), self.words))
                check(patterns[-1])
            except PatternFault as fault:
                fields.faults.append(Fault(fields.path, number, "pattern", f"{line.strip()!r}: {fault}"))
        return tuple(patterns)


def open_policy_file(corpus_dir: Path, relative: str, faults: list[Fault]) -> Fields | None:
    """The file's fields, or None with a fault noted where it is missing or broken."""
    path = corpus_dir / relative
    if not path.is_file():
        faults.append(Fault(relative, 1, "missing-file", f"the corpus needs a file {relative}"))
        return None
    document = read_document(corpus_dir, path)
    if isinstance(document, Fault):
        faults.append(document)
        return None
    node = compose(document.text, relative, 1, faults)
    return Fields(node, relative, 1, faults) if node is not None else None


def word_lists(fields: Fields) -> PatternReader:
    """The word lists of a file; a list may use those above it."""
    words: dict[str, str] = {}
    for record in fields.records("words"):
        record.expect("name", "any")
        try:
            words[record.text("name")] = expand(record.text("any"), words)
        except PatternFault as fault:
            record.bad("any", "pattern", str(fault))
    return PatternReader(words)


def raise_faults(faults: list[Fault]) -> None:
    """Raise CorpusFault with every fault in its message, if there is one."""
    if faults:
        raise CorpusFault("\n".join(str(fault) for fault in sorted(faults)))
