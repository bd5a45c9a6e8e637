"""Whether a message is about the subject at all."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain import Outcome, Scope
from service.language.concepts import ConceptMatcher
from service.language.leaning import leans, strange_words
from service.triage.decision import Decision

# In a conversation one unknown word is a detail ("were they blinded?"); two bring in another subject.
_OTHER_SUBJECT_WORDS = 2


class ScopeGuard:
    """Turns away, kindly, what the corpus has nothing to say about."""

    def __init__(self, scope: Scope, matcher: ConceptMatcher, said: Sequence[str], topics: tuple[str, ...]) -> None:
        """`said` is the reply to what is out of scope, `topics` are questions to offer with it."""
        self._core = frozenset(scope.core)
        self._matcher = matcher
        self._decision = Decision(Outcome.OUT_OF_SCOPE, "off-subject", tuple(said), next_steps=topics)

    def decide(self, text: str, *, in_conversation: bool) -> Decision | None:
        """A friendly line that names the subject, or None where the text may be about it."""
        if self._on_subject(text) or leans(text) or (in_conversation and self._follows_up(text)):
            return None
        return self._decision

    def _on_subject(self, text: str) -> bool:
        ids = {mention.concept_id for mention in self._matcher.find(text)}
        return any(not self._core.isdisjoint({concept_id, *self._matcher.broader(concept_id)}) for concept_id in ids)

    def _follows_up(self, text: str) -> bool:
        return bool(self._matcher.find(text)) or len(strange_words(text)) < _OTHER_SUBJECT_WORDS
