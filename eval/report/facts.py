"""What a run was made with, as names and values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eval.record import Run


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a run."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FactOfBoth:
    """One fact of two runs; an empty value is a fact that a run does not have."""

    name: str
    a: str
    b: str

    @property
    def differs(self) -> bool:
        """Whether the runs differ in it."""
        return self.a != self.b


def facts_of(run: Run) -> tuple[Fact, ...]:
    """Every fact, in the order in which a reader looks for them."""
    return tuple(_facts(run))


def facts_of_both(a: Run, b: Run) -> tuple[FactOfBoth, ...]:
    """The facts of both runs side by side."""
    one, other = ({fact.name: fact.value for fact in facts_of(run)} for run in (a, b))
    return tuple(FactOfBoth(name, one.get(name, ""), other.get(name, "")) for name in {**one, **other})


def _facts(run: Run) -> Iterator[Fact]:
    facts = run.facts
    yield Fact("Run", run.name)
    yield Fact("Started", facts.started)
    yield Fact("Took", f"{facts.took_s:,.1f} s")
    yield Fact("Asked at once", str(facts.at_once))
    yield Fact("Target", facts.target.kind)
    yield Fact("Corpus version", facts.target.corpus_version)
    yield from (Fact(f"Model {name}", digest) for name, digest in facts.target.models.items())
    yield from (Fact(_spaced("Setting", name), value or "(empty)") for name, value in facts.target.settings.items())
    yield Fact("Seed", str(facts.seed))
    yield from (Fact(_spaced("Machine", name), value) for name, value in facts.machine.items())
    yield Fact("Cases hash", facts.cases_hash)


def _spaced(group: str, name: str) -> str:
    return f"{group} {name.replace('_', ' ')}"
