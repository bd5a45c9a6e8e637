"""What the corpus is about, read from `safety/scope.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from service.domain import Concept, Scope, Topic
from service.ingestion.faults import Fault
from service.ingestion.fields import Fields
from service.ingestion.lexicon import read_lexicon
from service.ingestion.policy_file import open_policy_file, raise_faults

SCOPE = "safety/scope.yaml"


def load_scope(corpus_dir: Path) -> Scope:
    """Read the scope; raises CorpusFault where the file breaks a rule or names a concept that nobody knows."""
    faults: list[Fault] = []
    scope = read_scope(corpus_dir, read_lexicon(corpus_dir, faults), faults)
    raise_faults(faults)
    return scope


def read_scope(corpus_dir: Path, concepts: Mapping[str, Concept], faults: list[Fault]) -> Scope:
    """The scope; what is wrong is noted in `faults`."""
    fields = open_policy_file(corpus_dir, SCOPE, faults)
    if fields is None:
        return Scope("", (), (), "")
    fields.expect("subject", "default_concept", "core", "topics")
    scope = Scope(
        subject=fields.text("subject"),
        topics=tuple(_topic(record) for record in fields.records("topics")),
        core=fields.texts("core"),
        default_concept=fields.text("default_concept"),
    )
    _check(scope, fields, concepts)
    return scope


def _topic(fields: Fields) -> Topic:
    fields.expect("id", "title", "question")
    return Topic(fields.text("id"), fields.text("title"), fields.text("question"))


def _check(scope: Scope, fields: Fields, concepts: Mapping[str, Concept]) -> None:
    for concept_id, line in zip(scope.core, fields.item_lines("core"), strict=True):
        if concept_id not in concepts:
            fields.faults.append(Fault(fields.path, line, "unknown-id", f"no concept is called `{concept_id}`"))
    if scope.default_concept not in concepts:
        fields.bad("default_concept", "unknown-id", f"no concept is called `{scope.default_concept}`")
    ids = [topic.id for topic in scope.topics]
    for repeated in sorted({topic_id for topic_id in ids if ids.count(topic_id) > 1}):
        fields.bad("topics", "duplicate-id", f"`{repeated}` stands here twice")
