"""A receipt with a fact of every kind."""

from __future__ import annotations

from datetime import UTC, datetime

from service.domain import Basis, Mood, Outcome, Overstep, Span, Verdict
from service.receipt import (
    Answering,
    Heft,
    Held,
    Mark,
    Matched,
    ModelUse,
    Part,
    Receipt,
    Recognised,
    Ruled,
    Searched,
    Seen,
    Weighed,
    Words,
)

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORDS = Words("Does it work?\x1b[2J", "It may. [1]")
RECEIPT = Receipt(
    id="reply-0001",
    at=AT,
    outcome=Outcome.CORRECTED,
    answerer="extractive",
    took_ms=7,
    corpus_version="test",
    models={"judge": "1" * 64},
    message=Mark(13, "a" * 64),
    sentences=(("trial#1", "trial#2"), ()),
    facts=(
        Recognised("own-dose", Outcome.DECLINED),
        Searched(Part("claim", 0, Span(0, 12), Mood.ASKED), (Seen("trial#1", 0.9, 0.8, 1.0),)),
        Searched(Part("question", 0, Span(0, 13)), ()),
        Matched(0, "aspirin-cures-warts", 0.87),
        Weighed(0, (Heft("trial#1", 0.7, 0.1, 0.95, (Overstep.WRONG_NUMBER,)), Heft("trial#2", 0.1, 0.2, None))),
        Ruled(0, Verdict.REFUTED, 0.8, Basis.EVIDENCE, None, (Overstep.WRONG_NUMBER,), ("trial#1",), dropped=False),
        Ruled(1, Verdict.SUPPORTED, 0.6, Basis.CLAIM_REVIEW, "aspirin-cures-warts", (), (), dropped=True),
        Answering(0, ("trial#2",)),
        Held("a number is in no cited passage", ("trial#1",)),
        ModelUse("draft", "openai:tiny", "b" * 64, {"P1": "trial#1"}, 3, 900, fell_back="timed out"),
    ),
)
