"""What of the history a stage may see, and what is kept of a turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service.conversation.followup import is_follow_up, resolve
from service.domain import Outcome, Session, Turn
from service.language.concepts import ConceptMatcher
from service.ports import Clock, SessionStore


class Conversation:
    """Opens sessions, resolves follow-ups, stores turns."""

    def __init__(
        self,
        store: SessionStore,
        matcher: ConceptMatcher,
        subject: frozenset[str],
        clock: Clock,
        new_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._matcher = matcher
        self._subject = subject
        self._clock = clock
        self._new_id = new_id

    def open(self, session_id: str | None) -> Session:
        """The session of that id; an unknown id starts an empty one of the same id, none one of a new id."""
        known = self._store.get(session_id) if session_id else None
        return known or Session(session_id or self._new_id(), self._clock.now())

    def resolve(self, message: str, session: Session) -> str:
        """The message as a text of its own."""
        if not is_follow_up(message, session.turns, self._matcher, self._subject):
            return message
        return resolve(message, session.turns[-1], self._matcher)

    def retold(self, messages: Iterable[str]) -> Session:
        """A session, stored nowhere, as if these messages had been sent one after another."""
        session = self.open(None)
        for message in messages:
            session = self._longer(session, message, self.resolve(message, session), None)
        return session

    def keep(self, session: Session, message: str, resolved: str, outcome: Outcome) -> None:
        """Store a turn at the end of the session."""
        self._store.put(self._longer(session, message, resolved, outcome))

    def forget(self, session_id: str) -> bool:
        """Delete a session; False where there was none."""
        return self._store.delete(session_id)

    def _longer(self, session: Session, message: str, resolved: str, outcome: Outcome | None) -> Session:
        concepts = tuple(dict.fromkeys(mention.concept_id for mention in self._matcher.find(resolved)))
        turn = Turn(message, resolved, outcome, concepts, self._clock.now())
        return Session(session.id, session.created_at, (*session.turns, turn))
