"""A judge that a maintainer names, loaded by sentence-transformers."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

from service.bootstrap import MODELS, build, open_judge
from service.domain import Verdict
from service.errors import ModelFault
from service.settings import Settings

PAIRS = [("Aspirin cures warts.", "In one trial aspirin did not clear warts."), ("Warts?", "Warts are common.")]


def saved(folder: Path, labels: list[str], sure_of: str = "") -> BertForSequenceClassification:
    """A small model with random weights, as any cross-encoder is kept on disk."""
    torch.manual_seed(4)
    config = BertConfig(
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        id2label=dict(enumerate(labels)),
    )
    model = BertForSequenceClassification(config)
    model.eval()  # type: ignore[no-untyped-call]
    model.classifier.weight.data *= 100
    if sure_of:
        model.classifier.bias.data[labels.index(sure_of)] = 1e4
    model.save_pretrained(folder)
    tokenizer(MODELS / "encoder" / "tokenizer.json").save_pretrained(folder)
    return model


def tokenizer(file: Path) -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_file=str(file),
        model_max_length=128,
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        unk_token="[UNK]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


def logits(model: BertForSequenceClassification, folder: Path, first: str, second: str) -> torch.Tensor:
    read = tokenizer(folder / "tokenizer.json")(first, second, return_tensors="pt", return_token_type_ids=True)
    with torch.no_grad():
        found: torch.Tensor = model(**read).logits[0].double()
    return found


def test_an_entailment_model_reads_the_passage_as_premise(tmp_path: Path) -> None:
    model = saved(tmp_path, ["CONTRADICTION", "entailment", "neutral"])
    stances = open_judge(Settings(judge_model=str(tmp_path))).judge(PAIRS)
    for (claim, passage), stance in zip(PAIRS, stances, strict=True):
        refutes, supports, neutral = logits(model, tmp_path, passage, claim).softmax(0).tolist()
        assert (stance.supports, stance.refutes, stance.neutral) == pytest.approx(
            (supports, refutes, neutral), abs=1e-4
        )
        assert stance.relevance is None


def test_a_reranker_tells_relevance_and_leaves_the_stance_to_the_bundled_judge(tmp_path: Path) -> None:
    model = saved(tmp_path, ["LABEL_0"])
    named, bundled = open_judge(Settings(judge_model=str(tmp_path))), open_judge(Settings())
    assert named.model_hash != bundled.model_hash
    for pair, stance, plain in zip(PAIRS, named.judge(PAIRS), bundled.judge(PAIRS), strict=True):
        assert stance.supports == plain.supports
        assert stance.relevance == pytest.approx(logits(model, tmp_path, *pair).sigmoid().item(), abs=1e-4)


def test_a_model_with_other_labels_is_refused_by_name(tmp_path: Path) -> None:
    saved(tmp_path, ["good", "bad"])
    with pytest.raises(ModelFault, match=r"labels good, bad; wanted are entailment"):
        open_judge(Settings(judge_model=str(tmp_path)))


def test_a_model_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(ModelFault, match="no/such-judge"):
        open_judge(Settings(judge_model="no/such-judge"))


def test_the_service_rules_by_it(tmp_path: Path, shipped: Settings) -> None:
    saved(tmp_path, ["entailment", "neutral", "contradiction"], sure_of="neutral")
    claim = "Esketamine isn't approved in Europe."
    verdicts = {}
    for name in (None, str(tmp_path)):
        settings = Settings(judge_model=name, index_dir=shipped.index_dir)
        checker = build(settings)
        assert checker.models["judge"] == open_judge(settings).model_hash
        verdicts[name] = [found.finding.verdict for found in checker.reply(claim).findings]
        checker.close()
    assert verdicts == {None: [Verdict.REFUTED], str(tmp_path): [Verdict.NOT_ENOUGH_EVIDENCE]}
