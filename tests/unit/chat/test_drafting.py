from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from service.chat.asking import Asker
from service.chat.drafting import ModelDrafter
from service.domain import Verdict
from service.ports import NOBODY, Brief, ChatMessage, VerdictLine
from tests.samples import passage
from tests.unit.chat.saying import Saying

ONE, TWO = passage("Zinc did little.", source_id="murphy2021"), passage("Honey helped some.", source_id="jones2020")


class Answering(Saying):
    """Cites every token that it was shown, then one that it was not."""

    def stream(self, messages: Sequence[ChatMessage], shape: Mapping[str, object], until: float) -> Iterator[str]:
        self.asked.append(tuple(messages))
        shown = [each["passage"] for each in json.loads(messages[1].text)["passages"]]
        yield json.dumps(
            {
                "sentences": [
                    {"text": "Both. ", "passages": shown},
                    {"text": "Made up.", "passages": [shown[0], "zzzzz"]},
                ]
            }
        )


def test_the_model_sees_tokens_only_and_they_lead_back() -> None:
    model = Answering([])
    brief = Brief("Does zinc help?", (VerdictLine("Zinc cures.", Verdict.REFUTED, "It does not."),), (ONE, TWO))
    both, stray = ModelDrafter(Asker(model, 5.0)).draft(brief, NOBODY)
    assert (both.text, both.passages, both.stray) == ("Both.", (ONE, TWO), False)
    assert (stray.passages, stray.stray) == ((ONE,), True)
    told = model.asked[0][1].text
    assert not any(hidden in told for hidden in ("murphy2021", "jones2020", "#1", "http"))
    assert json.loads(told)["verdicts"] == [{"claim": "Zinc cures.", "verdict": "refuted", "missing": "It does not."}]


def test_tokens_are_made_anew_for_every_draft() -> None:
    model = Answering([])
    drafter = ModelDrafter(Asker(model, 5.0))
    for _ in range(2):
        list(drafter.draft(Brief("Does zinc help?", (), (ONE,)), NOBODY))
    first, second = (json.loads(asked[1].text)["passages"][0]["passage"] for asked in model.asked)
    assert first != second


def test_a_rewrite_is_one_sentence() -> None:
    model = Answering([])
    again = ModelDrafter(Asker(model, 5.0)).rewrite("Zinc cures.", "it is surer than the passage", (ONE,), NOBODY)
    assert (again.text, again.passages) == ("Both.", (ONE,))
    assert json.loads(model.asked[0][1].text)["fault"] == "it is surer than the passage"
