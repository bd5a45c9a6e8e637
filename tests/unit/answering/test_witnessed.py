from __future__ import annotations

from service.answering.draft import DraftSentence, quoted
from service.answering.gate import Gate
from service.answering.witnessed import WitnessedGate
from service.language.concepts import ConceptMatcher
from service.ports import SILENCE
from service.receipt import Held
from service.receipts.recorder import Recorder
from tests.samples import CONCEPTS, quote

GATE = Gate(ConceptMatcher(CONCEPTS))


def test_what_is_held_back_is_told_by_rule_and_passage_without_its_words() -> None:
    recorder = Recorder(SILENCE)
    draft = (
        quoted(quote()),
        DraftSentence("Aspirin cleared warts in 84 % of adults.", (quote(), quote(number=2))),
        DraftSentence("My aunt was cured."),
    )
    assert WitnessedGate(GATE, recorder).rejections(draft) == GATE.rejections(draft) != ()
    assert recorder.facts == [
        Held("a number is in no cited passage", ("trial#1", "trial#2")),
        Held("no citation and not a fixed frame", ()),
    ]
