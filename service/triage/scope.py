"""Whether a message is about the subject at all."""

from __future__ import annotations

from collections.abc import Sequence

from service.domain import Outcome, Scope
from service.language.concepts import ConceptMatcher, ConceptMention
from service.language.leaning import leans, strange_words
from service.triage.decision import OFF_SUBJECT, Decision

# Concepts of these kinds are subjects of their own: another drug or condition is another topic.
_SUBJECT_KINDS = frozenset({"drug", "condition"})
# A place alone says nothing of the topic.
_BARE_KINDS = frozenset({"place"})
# One unknown word is a detail ("were they blinded?"); two bring in another subject.
_OTHER_SUBJECT_WORDS = 2


class ScopeGuard:
    """Turns away, kindly, what the corpus has nothing to say about."""

    def __init__(self, scope: Scope, matcher: ConceptMatcher, said: Sequence[str], topics: tuple[str, ...]) -> None:
        """`said` is the reply to what is out of scope, `topics` are questions to offer with it."""
        self._core = frozenset(scope.core)
        self._matcher = matcher
        self.off_subject = Decision(Outcome.OUT_OF_SCOPE, OFF_SUBJECT, tuple(said), next_steps=topics)

    def decide(self, text: str, *, in_conversation: bool) -> Decision | None:
        """A friendly line that names the subject, or None where the text may be about it."""
        mentions = self._matcher.find(text)
        if any(self._is_core(mention.concept_id) for mention in mentions):
            return None
        if self._touches(text, mentions) or leans(text) or (in_conversation and self._follows_up(text, mentions)):
            return None
        return self.off_subject

    def _is_core(self, concept_id: str) -> bool:
        return not self._core.isdisjoint({concept_id, *self._matcher.broader(concept_id)})

    def _touches(self, text: str, mentions: Sequence[ConceptMention]) -> bool:
        """Whether it names a side of the subject ("overdose", "teenagers", "the FDA") and no other subject."""
        kinds = {self._matcher.concepts[mention.concept_id].kind for mention in mentions}
        if not kinds - _BARE_KINDS or kinds & _SUBJECT_KINDS:
            return False
        return len(strange_words(_without(mentions, text))) < _OTHER_SUBJECT_WORDS

    def _follows_up(self, text: str, mentions: Sequence[ConceptMention]) -> bool:
        details = [m for m in mentions if self._matcher.concepts[m.concept_id].kind not in _BARE_KINDS]
        return len(strange_words(_without(details, text))) < _OTHER_SUBJECT_WORDS


def _without(mentions: Sequence[ConceptMention], text: str) -> str:
    for mention in reversed(mentions):
        text = text[: mention.start] + " " + text[mention.end :]
    return text
