"""The reader of causal strength is trained: on a tiny transformer that is made here, through export to the service's own form."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

from eval.lines import DataFault, read_files
from eval.train.causal_reader import OnnxCausality
from eval.train.causality import Sentence, folds, main, rarity, told
from service.domain import CausalStrength
from tests.eval.documents import write_lines

VERBS = ("was seen beside", "was linked to", "may raise", "raised")
"""One wording a level."""
THINGS = ("tea", "milk", "warts", "sleep", "pain", "salt", "rain", "sugar", "fever", "noise")


def lines() -> list[dict[str, object]]:
    """Forty sentences, ten a level, told apart by their verb alone."""
    return [
        {"sentence": f"{first} {verb} {second}", "label": level}
        for first, second in zip(THINGS, reversed(THINGS), strict=True)
        for level, verb in enumerate(VERBS)
    ]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "data.jsonl", *lines())


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A transformer of one layer that has learnt nothing."""
    names = ("[PAD]", "[UNK]", *sorted({word for line in lines() for word in str(line["sentence"]).split()}))
    tokenizer = Tokenizer(WordLevel({name: n for n, name in enumerate(names)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]")  # type: ignore[no-untyped-call]
    fast.save_pretrained(tmp_path / "base")
    config = BertConfig(
        vocab_size=len(names),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        initializer_range=0.2,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    torch.manual_seed(1)
    BertModel(config).save_pretrained(tmp_path / "base")
    return tmp_path / "base"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", ["causality", *map(str, arguments)])
    main()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::torch.jit.TracerWarning")
def test_what_is_learnt_is_exported_and_read_by_the_service(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--data", data, "--base", base, "--work", tmp_path / "work", "--threads", 1)
    run(monkeypatch, *given, "--epochs", 60, "--rate", 2e-3, "--out", tmp_path / "out")
    reader = OnnxCausality(tmp_path / "out", threads=1)
    chances = reader.chances([f"salt {verb} fever" for verb in VERBS])
    assert chances.argmax(axis=1).tolist() == list(CausalStrength)
    assert chances.sum(axis=1) == pytest.approx([1.0] * 4, abs=1e-5)
    assert (tmp_path / "work" / "log.svg").is_file()


def test_folds_are_measured_beside_the_words_of_the_axis(
    data: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ("--data", data, "--base", base, "--work", tmp_path / "work", "--threads", 1)
    run(monkeypatch, *given, "--epochs", 1, "--folds", 2)
    said = capsys.readouterr().out.splitlines()
    # "linked" is the only one of the four wordings that the axis knows: of the other 30, all taken for none, 10 are.
    assert said[0].startswith("words of the axis: macro F1 0.375 (n 40")  # (2 * 10 / 40 + 1 + 0 + 0) / 4
    assert [line.split(":")[0] for line in said[1:]] == ["fold 0", "fold 1", "learnt"]
    assert not (tmp_path / "work" / "config.json").exists()


def test_a_sentence_that_stands_there_twice_is_in_one_fold() -> None:
    sentences = [Sentence(id=str(n), sentence=f'"Tea raised {n // 2}."' if n % 2 else f"tea raised {n // 2}.", label=CausalStrength.CAUSE) for n in range(20)]  # fmt: skip
    kept = [{sentences[n].group for n in numbers} for _, numbers in folds(sentences, 5)]
    assert sum(len(groups) for groups in kept) == len(set.union(*kept)) == 10


def test_macro_f1_is_the_mean_over_the_four_levels() -> None:
    sentences = [Sentence(id=str(n), sentence=f"a sentence {n}", label=CausalStrength(level)) for n, level in enumerate((0, 0, 1, 2, 3))]  # fmt: skip
    # The second is taken for an association: none and association are 2 * 1 / 3 each.
    said = told(sentences, np.array([0, 1, 1, 2, 3]))
    assert said.startswith("macro F1 0.833 (n 5, 95 % ")  # (2/3 + 2/3 + 1 + 1) / 4
    assert "; F1 of NONE 0.667 (n 5" in said and "; F1 of CAUSE 1.000 (n 5" in said


def test_rarer_levels_weigh_more() -> None:
    sentences = [Sentence(id=str(n), sentence=f"a sentence {n}", label=CausalStrength(level)) for n, level in enumerate((0, 0, 0, 0, 1, 2, 3))]  # fmt: skip
    weights = rarity(sentences).tolist()
    assert weights[1] == weights[2] == weights[3] == pytest.approx(2 * weights[0])
    assert sum(weights) == pytest.approx(4)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"sentence": "21593012-jotn-0-title", "label": 0}, r"'21593012-jotn-0-title': .*an id or a single word"),
        ({"sentence": "Tea raised it.", "label": 4}, r"label = 4: "),
        ({"label": 1}, r"sentence: required"),
    ],
)
def test_a_line_that_teaches_nothing_is_named(tmp_path: Path, line: object, said: str) -> None:
    with pytest.raises(DataFault, match=r"d\.jsonl:2: .*" + said):
        read_files([write_lines(tmp_path / "d.jsonl", {"sentence": "Tea raised it.", "label": 3}, line)], Sentence)
