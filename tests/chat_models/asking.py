"""What a product that keeps to the form sends, for tests of the server."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from openai import OpenAI
from openai.types.chat import ChatCompletionMessageParam

Json = Mapping[str, object]
SYSTEM = "Answer from the passages alone, and cite the token of each passage that you use."
PASSAGES = (
    "In a 2022 trial in 40 adults with depression, 64 % responded within 24 hours of one ketamine infusion and "
    "28 % after midazolam.",
    "In a 2010 study in rats, ketamine did not change sleep and may help some animals for a few days.",
    "The esketamine nasal spray is not approved for children and was associated with dizziness.",
)
DRAFT: Json = {
    "task": "draft",
    "message": "Does ketamine help with depression?",
    "verdicts": [{"claim": "Ketamine helps.", "verdict": "supported", "missing": "how long"}],
    "passages": [{"passage": f"k{at}w", "text": text} for at, text in enumerate(PASSAGES)],
}
TASKS: Mapping[str, Json] = {
    "draft": DRAFT,
    "rewrite": {"task": "rewrite", "sentence": "It cures.", "fault": "too strong", "passages": DRAFT["passages"]},
    "follow_up": {"task": "follow_up", "earlier": ["Does ketamine help?"], "message": "And for children?"},
    "split": {"task": "split", "sentence": "Ketamine may help 64 % of people; it is not a cure."},
    "reword": {"task": "reword", "sentence": "Ketamine may help 64 % of people and is not a cure.", "grade": 8},
}


def messages(task: Json, *repairs: str) -> list[ChatCompletionMessageParam]:
    """The messages of a task, mended so often."""
    begun: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": SYSTEM},
        {"role": "user", "content": json.dumps(task)},
    ]
    for problem in repairs:
        begun.append({"role": "assistant", "content": "{"})
        begun.append({"role": "user", "content": json.dumps({"task": "repair", "problem": problem})})
    return begun


def client_of(base_url: str, timeout_s: float = 5.0) -> OpenAI:
    """OpenAI's client, which tries once."""
    return OpenAI(base_url=base_url, api_key="none", timeout=timeout_s, max_retries=0)


def whole(client: OpenAI, task: Json, *repairs: str) -> str:
    """The text of a reply that comes at once."""
    reply = client.chat.completions.create(model="scripted", messages=messages(task, *repairs))
    return reply.choices[0].message.content or ""


def streamed(client: OpenAI, task: Json, *repairs: str) -> str:
    """The text of a reply that comes in pieces."""
    with client.chat.completions.create(model="scripted", messages=messages(task, *repairs), stream=True) as chunks:
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def texts(reply: str) -> Sequence[str]:
    """The sentences of a draft."""
    return [sentence["text"] for sentence in json.loads(reply)["sentences"]]
