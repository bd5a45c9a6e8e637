"""The policy of triage, read from `safety/`, and the check that it does what its own examples say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from service.ingestion.faults import Fault
from service.ingestion.fields import Fields
from service.ingestion.help_lines import read_help_lines
from service.ingestion.lexicon import load_lexicon, read_lexicon
from service.ingestion.policy_file import PatternReader, open_policy_file, raise_faults, word_lists
from service.ingestion.scope import load_scope, read_scope
from service.language.normal_form import readings
from service.language.phrases import Phrases
from service.language.policy import (
    HelpLines,
    LineKind,
    PersonalKind,
    RegionLines,
    SafetyPolicy,
    SmallTalk,
    UrgentCategory,
)

__all__ = ["check_safety", "load_lexicon", "load_safety", "load_scope"]

URGENT, PERSONAL = "safety/urgent.yaml", "safety/personal.yaml"
SMALL_TALK, HELP_LINES = "safety/small_talk.yaml", "safety/help_lines.yaml"
_COMMON = ("id", "title", "say", "signs", "examples", "not_examples")
Kind = TypeVar("Kind", UrgentCategory, PersonalKind, SmallTalk)


@dataclass(frozen=True, slots=True)
class _Loud:
    """A kind of message as the check sees it, with the lines of its examples."""

    kind: UrgentCategory | PersonalKind | SmallTalk
    path: str
    example_lines: tuple[int, ...]
    not_example_lines: tuple[int, ...]


def load_safety(corpus_dir: Path) -> SafetyPolicy:
    """Read the policy; raises CorpusFault, with every fault in its message, where a file breaks a rule."""
    faults: list[Fault] = []
    policy, _ = _read(corpus_dir, faults)
    raise_faults(faults)
    return policy


def check_safety(corpus_dir: Path) -> list[Fault]:
    """Every broken rule of policy, lexicon and scope, and every example that the patterns get wrong."""
    faults: list[Fault] = []
    _, kinds = _read(corpus_dir, faults)
    concepts = read_lexicon(corpus_dir, faults)
    read_scope(corpus_dir, concepts, faults)
    if not faults:
        faults.extend(_wrong_examples(kinds))
    return sorted(faults)


def _read(corpus_dir: Path, faults: list[Fault]) -> tuple[SafetyPolicy, list[_Loud]]:
    kinds: list[_Loud] = []
    urgent = _kinds(open_policy_file(corpus_dir, URGENT, faults), "categories", _urgent, kinds)
    personal = _kinds(open_policy_file(corpus_dir, PERSONAL, faults), "kinds", _personal, kinds)
    chat = open_policy_file(corpus_dir, SMALL_TALK, faults)
    small_talk = _kinds(chat, "kinds", _small_talk, kinds, "off_subject")
    lines = open_policy_file(corpus_dir, HELP_LINES, faults)
    policy = SafetyPolicy(
        urgent=urgent,
        personal=personal,
        small_talk=small_talk,
        off_subject=chat.texts("off_subject") if chat else (),
        help_lines=read_help_lines(lines) if lines else HelpLines({}, RegionLines((), "", (), (), ())),
    )
    return policy, kinds


def _kinds(
    fields: Fields | None, name: str, read: Callable[[Fields, PatternReader], Kind], kinds: list[_Loud], *others: str
) -> tuple[Kind, ...]:
    if fields is None:
        return ()
    fields.expect(name, *others, optional=("words",))
    patterns = word_lists(fields)
    found: list[Kind] = []
    for record in fields.records(name):
        found.append(read(record, patterns))
        kinds.append(_Loud(found[-1], fields.path, record.item_lines("examples"), record.item_lines("not_examples")))
    return tuple(found)


def _urgent(fields: Fields, patterns: PatternReader) -> UrgentCategory:
    fields.expect(*_COMMON, "lines")
    return UrgentCategory(
        id=fields.text("id"),
        title=fields.text("title"),
        signs=patterns.signs(fields),
        say=fields.texts("say"),
        lines=fields.choices("lines", LineKind),
        examples=fields.texts("examples"),
        not_examples=fields.texts("not_examples"),
    )


def _personal(fields: Fields, patterns: PatternReader) -> PersonalKind:
    fields.expect(*_COMMON, "next_steps", optional=("lines",))
    return PersonalKind(
        id=fields.text("id"),
        title=fields.text("title"),
        signs=patterns.signs(fields),
        say=fields.texts("say"),
        next_steps=fields.texts("next_steps"),
        lines=fields.choices("lines", LineKind),
        examples=fields.texts("examples"),
        not_examples=fields.texts("not_examples"),
    )


def _small_talk(fields: Fields, patterns: PatternReader) -> SmallTalk:
    fields.expect(*_COMMON)
    return SmallTalk(
        id=fields.text("id"),
        title=fields.text("title"),
        signs=patterns.signs(fields),
        say=fields.texts("say"),
        examples=fields.texts("examples"),
        not_examples=fields.texts("not_examples"),
    )


def _wrong_examples(kinds: Sequence[_Loud]) -> Iterable[Fault]:
    ready = [(loud, Phrases(loud.kind.signs)) for loud in kinds]
    for loud, phrases in ready:
        for example, line in zip(loud.kind.examples, loud.example_lines, strict=True):
            if not phrases.found_in(readings(example)):
                yield Fault(loud.path, line, "example", f"`{example}` is not caught by {loud.kind.id}")
        rivals = [other for other in ready if other[0].path == loud.path]
        for example, line in zip(loud.kind.not_examples, loud.not_example_lines, strict=True):
            forms = readings(example)
            for other, other_phrases in rivals:
                if other_phrases.found_in(forms):
                    yield Fault(loud.path, line, "not-example", f"`{example}` is caught by {other.kind.id}")
