"""What can go wrong with a judge: as a whole, or on one question."""

from __future__ import annotations


class JudgeFault(ValueError):
    """There is no such judge, it answers nothing at all, or its judgments cannot be kept; the message says why."""


class NoAnswer(Exception):
    """The model failed on one question."""


class LateAnswer(NoAnswer):
    """The model did not answer within its time."""
