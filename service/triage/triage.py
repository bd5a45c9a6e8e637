"""The first stage: what must be said at once, what is declined, what is out of scope. No model is needed."""

from __future__ import annotations

from service.domain import Scope
from service.language.concepts import ConceptMatcher
from service.language.normal_form import readings
from service.language.policy import SafetyPolicy
from service.triage.decision import Decision
from service.triage.personal import Personal
from service.triage.scope import ScopeGuard
from service.triage.sense import Senses
from service.triage.small_talk import SmallTalks
from service.triage.urgent import Urgent

__all__ = ["Decision", "Triage"]

_TOPICS_OFFERED = 3
# Danger is looked for in all of a text; a personal question or small talk is no longer than a message.
_MESSAGE_CHARS = 8_000


class Triage:
    """Sorts a message before anything is stored, searched or sent to a model."""

    def __init__(
        self, policy: SafetyPolicy, matcher: ConceptMatcher, scope: Scope, senses: Senses | None = None
    ) -> None:
        """Make every pattern ready, once; without `senses` the patterns stand alone."""
        self._senses = senses
        topics = tuple(topic.question for topic in scope.topics[:_TOPICS_OFFERED])
        self._urgent = Urgent(policy.urgent, policy.help_lines)
        self._personal = Personal(policy.personal, policy.help_lines)
        self._small_talk = SmallTalks(policy.small_talk, topics)
        self._scope = ScopeGuard(scope, matcher, policy.off_subject, topics)

    @property
    def off_subject(self) -> Decision:
        """The reply to what the corpus is not about."""
        return self._scope.off_subject

    def urgent(self, text: str, *, region: str | None) -> Decision | None:
        """The reply to a message of present danger, or None; `region` is an ISO 3166 code."""
        found = self._urgent.decide(readings(text), region)
        if found or not self._senses:
            return found
        return self._urgent.sensed(region) if self._senses.danger(text) else None

    def decide(self, text: str, *, in_conversation: bool, region: str | None) -> Decision | None:
        """The reply of fixed texts that ends the walk here, or None where the message goes on."""
        asked = readings(text[:_MESSAGE_CHARS])
        return (
            self._urgent.decide(asked, region)
            or self._small_talk.decide(asked[0])
            or self._personal.decide(asked, region)
            or self._scope.decide(text, in_conversation=in_conversation)
            or self._sensed_own_care(text, region)
        )

    def _sensed_own_care(self, text: str, region: str | None) -> Decision | None:
        if self._senses and self._senses.own_care(text):
            return self._personal.sensed(region)
        return None
