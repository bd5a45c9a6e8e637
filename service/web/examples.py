"""Made-up examples for the OpenAPI document."""

from __future__ import annotations

from typing import Any

Example = dict[str, Any]

CITATION: Example = {
    "n": 1,
    "source_id": "example2020",
    "passage_id": "example2020#1",
    "quote": "In adults who took vitamin C every day, colds were about 8 % shorter.",
    "stance": "context",
    "title": "Vitamin C for preventing and treating the common cold",
    "authors": "Example A et al.",
    "venue": "Journal of Examples",
    "year": 2020,
    "url": "https://example.org/vitamin-c",
    "doi": None,
    "evidence_kind": "meta-analysis",
    "population": "adults; n=11306",
    "certainty": "moderate",
    "checked": "primary",
    "status": "active",
    "reviewed_on": "2026-01-10",
    "review_due": "2027-01-10",
    "limitations": ["The trials differed in dose."],
}

FINDING: Example = {
    "claim": "Vitamin C prevents colds.",
    "span": {"start": 14, "end": 38},
    "premise": False,
    "verdict": "oversimplified",
    "confidence": 0.86,
    "oversimplification": ["certainty_inflation"],
    "reasons": [{"overstep": "certainty_inflation", "reason": "“prevents”, where the evidence says “shorter”."}],
    "whats_right": "Taken every day, it made colds a little shorter.",
    "whats_missing": "Most people caught as many colds as before.",
    "better_wording": "Taking vitamin C every day may make colds a little shorter.",
    "why_it_sounds_right": "Both are about health in winter.",
    "citations": [1],
    "basis": "claim_review",
    "review_id": "vitamin-c-prevents-colds",
    "repeated_at": [],
}

REPLY: Example = {
    "reply_id": "Yk2fK0vN3s7Qb1xT",
    "session_id": "p3Wd9aLr5uZc8eHm",
    "outcome": "corrected",
    "text": "In adults who took vitamin C every day, colds were about 8 % shorter. [1]",
    "sentences": [{"text": "In adults who took vitamin C every day, colds were about 8 % shorter.", "citations": [1]}],
    "findings": [FINDING],
    "citations": [CITATION],
    "not_covered": [],
    "next_steps": ["A pharmacist can say what is sensible for you."],
    "corpus_version": "5f1c0a9e",
    "answerer": "extractive",
    "took_ms": 87,
}

EVENTS = """event: stage
data: {"name":"triage"}
id: m3Jx0aQw8Lr5Tz1K:1

event: sentence
data: {"text":"In adults who took vitamin C every day, colds were about 8 % shorter.","citations":[1]}
id: m3Jx0aQw8Lr5Tz1K:7

: ping

"""

COMPLETION: Example = {
    "id": "chatcmpl-m3Jx0aQw8Lr5Tz1K",
    "object": "chat.completion",
    "created": 1_790_000_000,
    "model": "caveat",
    "choices": [
        {
            "index": 0,
            "message": {"role": "assistant", "content": REPLY["text"], "refusal": None},
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {"prompt_tokens": 5, "completion_tokens": 19, "total_tokens": 24},
    **{name: value for name, value in REPLY.items() if name not in {"session_id", "text"}},
}

CHUNKS = """data: {"id":"chatcmpl-m3Jx0aQw8Lr5Tz1K","object":"chat.completion.chunk","created":1790000000,"model":"caveat",\
"choices":[{"index":0,"delta":{"role":"assistant","content":"Colds were about 8 % shorter. [1]"},"logprobs":null,\
"finish_reason":null}],"usage":null}

data: [DONE]

"""

MODELS: Example = {
    "object": "list",
    "data": [{"id": "caveat", "object": "model", "created": 1_790_000_000, "owned_by": "caveat"}],
}

ERROR: Example = {
    "error": {
        "message": "tools: this parameter is not supported.",
        "type": "invalid_request_error",
        "param": "tools",
        "code": "unsupported_parameter",
    }
}

REPORT: Example = {
    "report_id": "c8Vn2mQx7yRt4kLp",
    "claims": [FINDING],
    "citations": [CITATION],
    "summary": {"supported": 0, "oversimplified": 1, "contested": 0, "refuted": 0, "not_enough_evidence": 0},
    "overview": "The text makes one claim that could be weighed against the vetted sources: oversimplified. "
    "Look at this one first: “Vitamin C prevents colds” (oversimplified).",
    "gravest": [0],
    "corpus_version": "5f1c0a9e",
    "took_ms": 140,
}

PASSAGES: Example = {
    "passages": [
        {
            "passage_id": "example2020#1",
            "source_id": "example2020",
            "text": "In adults who took vitamin C every day, colds were about 8 % shorter.",
            "score": 0.91,
        }
    ]
}

STATEMENT: Example = {
    "passage_id": "example2020#1",
    "text": "In adults who took vitamin C every day, colds were about 8 % shorter.",
    "finding": "efficacy",
    "certainty": "moderate",
    "checked": "primary",
    "checked_against": "https://example.org/vitamin-c",
    "population": None,
    "comparator": "placebo",
    "duration": None,
    "onset": None,
    "dose": None,
    "quantity": ["8 %"],
    "limitations": None,
}

SOURCE: Example = {
    "id": "example2020",
    "title": "Vitamin C for preventing and treating the common cold",
    "authors": "Example A et al.",
    "year": 2020,
    "venue": "Journal of Examples",
    "doi": None,
    "pmid": None,
    "url": "https://example.org/vitamin-c",
    "evidence_kind": "meta-analysis",
    "species": "human",
    "population": "adults; n=11306",
    "tier": "synthesis",
    "status": "active",
    "licence": "own words, Apache-2.0",
    "topics": ["prevention"],
    "checked": "primary",
    "admitted_on": "2026-01-10",
    "reviewed_on": "2026-01-10",
    "review_due": "2027-01-10",
    "limitations": ["The trials differed in dose."],
    "statements": [STATEMENT],
}

REVIEW: Example = {
    "id": "vitamin-c-prevents-colds",
    "claim": "Vitamin C prevents colds.",
    "wordings": ["vitamin c stops you catching a cold"],
    "verdict": "oversimplified",
    "oversteps": ["certainty_inflation"],
    "whats_right": "Taken every day, it made colds a little shorter.",
    "whats_missing": "Most people caught as many colds as before.",
    "better_wording": "Taking vitamin C every day may make colds a little shorter.",
    "why_it_sounds_right": "Both are about health in winter.",
    "citations": [
        {
            "passage_id": "example2020#1",
            "stance": "context",
            "quote": "colds were about 8 % shorter",
            "source_id": "example2020",
        }
    ],
    "topics": ["prevention"],
    "admitted_on": "2026-01-10",
    "review_due": "2027-01-10",
}

READY: Example = {
    "status": "ready",
    "corpus_version": "5f1c0a9e",
    "model": "extractive",
    "models": {"encoder": "90aa2a0b…", "judge": "4c19d0ee…", "sense": "0b7e3f52…"},
    "counts": {"sources": 40, "passages": 210, "reviews": 60},
}
