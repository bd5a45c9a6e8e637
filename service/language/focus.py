"""What a text is about more narrowly than the corpus as a whole: the drug, condition, group or place that it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from service.domain import Scope
from service.language.arms import Exchanged, Named, exchanged, named
from service.language.concepts import ConceptMatcher
from service.language.numbers import Quantity, quantities

EXCLUSIVE_KINDS = frozenset({"drug", "condition", "population", "place"})
_IMPLIED_KIND = "condition"
_ARMS = {"drug": "treatment", "treatment": "treatment", "population": "population", "condition": "condition"}


class Focus:
    """Tells whether one text speaks of what another one names.

    Two concepts of one kind exclude each other unless one is a case of the other. The conditions that the whole corpus
    is about go without saying: a statement of a trial need not name them again.
    """

    def __init__(self, matcher: ConceptMatcher, scope: Scope) -> None:
        self._matcher = matcher
        self._spoken = cache(self.spoken)
        self._implied = frozenset(
            name for name in scope.core if name in matcher.concepts and matcher.concepts[name].kind == _IMPLIED_KIND
        )

    def concepts(self, text: str) -> frozenset[str]:
        """The concepts of exclusive kinds that a text names."""
        return self._exclusive(mention.concept_id for mention in self._matcher.find(text))

    def spoken(self, text: str) -> frozenset[str]:
        """The concepts of exclusive kinds that a text names or implies: a regulator speaks for its country."""
        said = [mention.concept_id for mention in self._matcher.find(text)]
        return self._exclusive(other for name in said for other in (name, *self._matcher.broader(name)))

    def on(self, text: str, statements: Sequence[str]) -> list[bool]:
        """Per statement of the corpus whether it speaks of every drug, condition, group and place that a text names."""
        named = self.concepts(text)
        return [not self.missing(named, self._spoken(statement)) for statement in statements]

    def of_kinds(self, text: str, kinds: frozenset[str]) -> frozenset[str]:
        """The concepts of some kinds that a text names."""
        named = {mention.concept_id for mention in self._matcher.find(text)}
        return frozenset(name for name in named if self._matcher.concepts[name].kind in kinds)

    def _exclusive(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset(name for name in names if self._matcher.concepts[name].kind in EXCLUSIVE_KINDS)

    def owners(self, text: str, found: Sequence[Quantity]) -> tuple[Named, ...]:
        """What the numbers of a text may belong to, see `arms.exchanged`; a drug is a treatment like any other."""
        mentions = self._matcher.find(text)
        kinds = [_ARMS.get(self._matcher.concepts[mention.concept_id].kind) for mention in mentions]
        return named([(kind, m.concept_id, m.start) for kind, m in zip(kinds, mentions, strict=True) if kind], found)

    def exchanged(self, claim: str, evidence: str, numbers: Sequence[Quantity] | None = None) -> Exchanged | None:
        """The first number of the claim that the evidence gives to another treatment, group, condition or moment.

        `numbers` are those of the evidence, where they are known.
        """
        stated, found = quantities(claim), quantities(evidence) if numbers is None else numbers
        if not stated or len(found) < 2:
            return None
        sides = (stated, self.owners(claim, stated)), (found, self.owners(evidence, found))
        return exchanged(*sides, self._matcher.related)

    def missing(self, wanted: frozenset[str], spoken: frozenset[str]) -> frozenset[str]:
        """Those of `wanted` that `spoken` has no case of, conditions of the whole corpus aside."""
        return frozenset(
            name
            for name in wanted
            if not any(self._matcher.related(name, other) for other in spoken)
            and not any(self._matcher.related(name, other) for other in self._implied)
        )

    def differ(self, first: frozenset[str], second: frozenset[str]) -> int:
        """How many kinds both name, by concepts of which no two are related."""
        return sum(self._kind_differs(kind, first, second) for kind in EXCLUSIVE_KINDS)

    def _kind_differs(self, kind: str, first: frozenset[str], second: frozenset[str]) -> bool:
        one, two = ([n for n in names if self._matcher.concepts[n].kind == kind] for names in (first, second))
        return bool(one and two) and not any(self._matcher.related(a, b) for a in one for b in two)
