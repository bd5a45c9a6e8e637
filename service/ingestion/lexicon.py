"""The concepts of the corpus, read from `lexicon.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from service.domain import Concept
from service.ingestion.faults import Fault
from service.ingestion.fields import Fields
from service.ingestion.policy_file import open_policy_file, raise_faults

LEXICON = "lexicon.yaml"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load_lexicon(corpus_dir: Path) -> dict[str, Concept]:
    """Concepts by id, in the order of the file; raises CorpusFault where the file breaks a rule."""
    faults: list[Fault] = []
    concepts = read_lexicon(corpus_dir, faults)
    raise_faults(faults)
    return concepts


def read_lexicon(corpus_dir: Path, faults: list[Fault]) -> dict[str, Concept]:
    """Concepts by id; what is wrong is noted in `faults`."""
    fields = open_policy_file(corpus_dir, LEXICON, faults)
    if fields is None:
        return {}
    fields.expect("kinds")
    read = [pair for kind in fields.records("kinds") for pair in _of_one_kind(kind)]
    concepts = {concept.id: concept for concept, _ in read}
    _check(read, concepts)
    return concepts


def _of_one_kind(fields: Fields) -> Iterator[tuple[Concept, Fields]]:
    fields.expect("kind", "concepts")
    kind = fields.text("kind")
    for record in fields.records("concepts"):
        record.expect("id", "names", optional=("broader",))
        record.form("id", _ID, "id-form", "lower-case-words-with-hyphens")
        yield Concept(record.text("id"), kind, record.texts("names"), record.texts("broader")), record


def _check(read: Iterable[tuple[Concept, Fields]], concepts: Mapping[str, Concept]) -> None:
    owners: dict[str, str] = {}
    seen: set[str] = set()
    for concept, record in read:
        if concept.id in seen:
            record.bad("id", "duplicate-id", f"`{concept.id}` stands here twice")
        seen.add(concept.id)
        if not concept.names:
            record.bad("names", "missing-field", f"`{concept.id}` has no name")
        for name in concept.names:
            owner = owners.setdefault(_spoken(name), concept.id)
            if owner != concept.id or sum(_spoken(other) == _spoken(name) for other in concept.names) > 1:
                record.bad("names", "duplicate-name", f"`{name}` is a name of {owner} already")
        _check_broader(concept, record, concepts)


def _check_broader(concept: Concept, record: Fields, concepts: Mapping[str, Concept]) -> None:
    for above in concept.broader:
        if above not in concepts:
            record.bad("broader", "unknown-id", f"no concept is called `{above}`")
        elif _reaches(above, concept.id, concepts):
            record.bad("broader", "circle", f"`{concept.id}` and `{above}` are each broader than the other")


def _reaches(start: str, goal: str, concepts: Mapping[str, Concept]) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        if here in concepts and here not in seen:
            seen.add(here)
            waiting.extend(concepts[here].broader)
    return False


def _spoken(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", name.casefold()))
