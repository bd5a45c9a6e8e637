"""One message for each outcome, of the shipped corpus and the bundled models."""

from __future__ import annotations

from service.domain import Outcome

OUTCOMES = {
    Outcome.ANSWERED: "How long does the effect of one ketamine infusion last?",
    Outcome.CORRECTED: "The NMDA receptor causes depression.",
    Outcome.PARTLY_ANSWERED: "Ketamine is an anaesthetic. Ketamine infusions cost less in Manchester than in Leeds.",
    Outcome.NOT_COVERED: "Does the playlist change how well a ketamine infusion works?",
    Outcome.OUT_OF_SCOPE: "What is the capital of Peru?",
    Outcome.URGENT: "i took all my pills and dont want to wake up",
    Outcome.DECLINED: "I've been crying every day for a month, have I got major depression?",
}
