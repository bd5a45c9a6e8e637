"""What is wrong with files of cases, beyond what would keep them from being read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from eval.case import HELDOUT, OUTCOMES_OF, Case
from eval.likeness import alike, plain_words
from eval.lines import DataFault, parsed, text_of
from eval.regions import REGIONS
from eval.result import Json
from eval.suites.article import Article
from eval.suites.pushback import Conversation
from service.domain import Corpus

NEARLY = 0.7
"""Share of grams from which two texts with the same verdict are near-duplicates.

Of 360 cases written by hand no pair shares more than 0.44; one other word of six letters in a text of fifteen words
leaves about 0.8.
"""
FORM = "form"
FORMS: Mapping[str, type[Conversation | Article]] = {"pushback": Conversation, "article": Article}
"""Folders whose files have lines of another form than a case; they are held to it, and to the sources of the corpus."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong: where, against which rule, and what, unless that must not be seen."""

    path: Path
    line: int
    rule: str
    why: str

    def __str__(self) -> str:
        """As in "cases.jsonl:12: region: 'UK' is no code of ISO 3166-1"."""
        return f"{self.path}:{self.line}: {self.rule}" + (f": {self.why}" if self.why else "")


@dataclass(frozen=True, slots=True)
class Placed:
    """A case with its place. Of a `hidden` one no more is told than the place and the rule."""

    path: Path
    line: int
    case: Case
    hidden: bool

    @property
    def key(self) -> str:
        """Its place in one word."""
        return f"{self.path}:{self.line}"

    @property
    def whole(self) -> str:
        """All that the visitor wrote: a follow-up is told apart by what stands before it."""
        return "\n".join([*self.case.history, self.case.text])

    def flaw(self, rule: str, why: str) -> Flaw:
        """A flaw of this case."""
        return Flaw(self.path, self.line, rule, why)


@dataclass(frozen=True, slots=True)
class Known:
    """What the cases are held against: ids of sources, and reviews by their wordings in plain words."""

    sources: frozenset[str]
    wordings: Mapping[str, str]

    @staticmethod
    def of(corpus: Corpus) -> Known:
        """What may be served of a corpus."""
        reviews = corpus.reviews.values()
        wordings = {plain_words(each): review.id for review in reviews for each in (review.claim, *review.wordings)}
        return Known(frozenset(corpus.sources), wordings)


Rule = Callable[[Placed, Known], Iterator[str]]


def schema() -> Json:
    """The JSON schema of one line of a file of cases."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Case.model_json_schema()}


def lint(paths: Sequence[Path], known: Known) -> tuple[Flaw, ...]:
    """Every flaw of the files, in the order of the files and their lines; raises DataFault for one that is not there.

    Files of one folder are one split; what is named heldout, or lies in a folder of that name, is hidden.
    """
    files, flaws = _read([path for path in paths if path.resolve().parent.name not in FORMS])
    flaws += [flaw for path in paths if path.resolve().parent.name in FORMS for flaw in _of_another_form(path, known)]
    placed = [each for cases in files.values() for each in cases]
    flaws += [flaw for each in placed for flaw in _of_rules(each, known)]
    flaws += [*_repeated_ids(placed), *_repeated_texts(placed)]
    order = {path: at for at, path in enumerate(paths)}
    return tuple(sorted(flaws, key=lambda flaw: (order[flaw.path], flaw.line)))


def hidden(path: Path) -> bool:
    """Whether the texts of a file must not be seen: it is named heldout, or lies in a folder of that name."""
    return HELDOUT in (path.stem, path.resolve().parent.name)


def _of_rules(placed: Placed, known: Known) -> Iterator[Flaw]:
    for name, rule in RULES.items():
        yield from (placed.flaw(name, "" if placed.hidden else why) for why in rule(placed, known))


def _read(paths: Sequence[Path]) -> tuple[dict[Path, list[Placed]], list[Flaw]]:
    files: dict[Path, list[Placed]] = {path: [] for path in paths}
    flaws: list[Flaw] = []
    for path, cases in files.items():
        for number, text in enumerate(text_of(path).split("\n"), 1):
            if not text.strip():
                continue
            try:
                cases.append(Placed(path, number, parsed("", text, Case, hidden(path)), hidden(path)))
            except DataFault as fault:
                why = "" if hidden(path) else str(fault).removeprefix(": ")
                flaws.append(Flaw(path, number, FORM, why))
    return files, flaws


def _of_another_form(path: Path, known: Known) -> Iterator[Flaw]:
    """What is wrong with the lines of a file that has a form of its own."""
    form, unseen = FORMS[path.resolve().parent.name], hidden(path)
    for number, text in enumerate(text_of(path).split("\n"), 1):
        if text.strip():
            try:
                unknown = [each for each in parsed("", text, form, unseen).sources if each not in known.sources]
                yield from (Flaw(path, number, "unknown source", _not_served(each)) for each in unknown)
            except DataFault as fault:
                yield Flaw(path, number, FORM, "" if unseen else str(fault).removeprefix(": "))


def _not_served(source: str) -> str:
    return f"{source!r} is no source that may be served"


def _unknown_source(placed: Placed, known: Known) -> Iterator[str]:
    for source in placed.case.sources_any:
        if source not in known.sources:
            yield _not_served(source)


def _no_source(placed: Placed, known: Known) -> Iterator[str]:
    case = placed.case
    if case.expected_verdict and case.answerable and not case.sources_any:
        yield "a reply with content and a verdict is asked for, and no source for it is named"


def _verdict_without_outcome(placed: Placed, known: Known) -> Iterator[str]:
    verdict = placed.case.expected_verdict
    if verdict and not set(OUTCOMES_OF[verdict]) & set(placed.case.expected_outcomes):
        yield f"none of the outcomes that {verdict} can have is accepted: {', '.join(OUTCOMES_OF[verdict])}"


def _repeated_verdict(placed: Placed, known: Known) -> Iterator[str]:
    accepted = placed.case.also_accept
    if placed.case.expected_verdict in accepted or len(set(accepted)) < len(accepted):
        yield "a verdict is accepted twice"


def _copied_wording(placed: Placed, known: Known) -> Iterator[str]:
    if review := known.wordings.get(plain_words(placed.case.text)):
        yield f"the text is a wording of the review {review}"


def _region(placed: Placed, known: Known) -> Iterator[str]:
    region = placed.case.region
    if region is not None and region not in REGIONS:
        yield f"{region!r} is no code of ISO 3166-1, in capitals"


RULES: Mapping[str, Rule] = {
    "unknown source": _unknown_source,
    "no source": _no_source,
    "verdict without outcome": _verdict_without_outcome,
    "also_accept": _repeated_verdict,
    "wording of a review": _copied_wording,
    "region": _region,
}
"""What each case is held to by itself."""


def _repeated_ids(placed: Sequence[Placed]) -> Iterator[Flaw]:
    for group in _grouped(placed, lambda each: each.case.id):
        yield from (each.flaw("duplicate id", f"{each.case.id} stands at {group[0].key}") for each in group[1:])


def _repeated_texts(placed: Sequence[Placed]) -> Iterator[Flaw]:
    """Pairs are told by id alone, so that a held-out text is not shown by what it repeats.

    A text that was turned round or given another number, and so has another verdict, is another case.
    """
    same = _grouped(placed, lambda each: plain_words(each.whole))
    for group in same:
        yield from (each.flaw(_rule("duplicate text", group[0], each), _as(group[0])) for each in group[1:])
    equal = {(a.key, b.key) for group in same for a, b in combinations(group, 2)}
    of = {each.key: each for each in placed}
    for one, other in alike({each.key: each.whole for each in placed}, NEARLY):
        same_verdict = of[one].case.expected_verdict == of[other].case.expected_verdict
        if same_verdict and (one, other) not in equal:
            yield of[other].flaw(_rule("near-duplicate text", of[one], of[other]), _as(of[one]))


def _rule(name: str, one: Placed, other: Placed) -> str:
    return name if one.path.resolve().parent == other.path.resolve().parent else f"{name} in another split"


def _as(one: Placed) -> str:
    return f"as in {one.case.id} at {one.key}"


def _grouped(placed: Sequence[Placed], of: Callable[[Placed], str]) -> list[list[Placed]]:
    groups: defaultdict[str, list[Placed]] = defaultdict(list)
    for each in placed:
        groups[of(each)].append(each)
    return [group for group in groups.values() if len(group) > 1]
