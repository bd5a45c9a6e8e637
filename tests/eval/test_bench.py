"""The arithmetic of the bench in the open, and two of its parts on a small corpus with the real models."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import islice
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnxruntime.quantization import QuantType, quantize_dynamic

from eval.__main__ import main
from eval.bench.endpoints import Answer, Load, figures
from eval.bench.estimate import Estimate, exponent, once, paired_ratio, quantile, rate, ratio
from eval.bench.figure import Figure, Measured, PartFault, Series
from eval.bench.filler import filler, made_up, statements_of_file
from eval.bench.large import Drawing, write_large
from eval.bench.order import Order, Workplace
from eval.bench.plot import growth_svg
from eval.bench.public import collection_tasks, measure_public, over_documents
from eval.bench.report import lines, markdown
from eval.bench.stopwatch import Stopwatch, Timed
from eval.lines import DataFault
from eval.train.dequantised import dequantised
from eval.train.pairs import held_out
from eval.train.prepare import HEALTH_HELD_OUT
from service.ingestion.corpus import load_corpus
from service.settings import Settings
from tests.corpora import MINI, copy_mini_corpus
from tests.eval.documents import write_lines
from tests.fakes import HashingEncoder


def test_quantiles_are_interpolated_and_lie_in_their_interval() -> None:
    found = quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5)
    assert (found.n, found.value) == (5, 3.0)
    assert found.low is not None and found.high is not None and 1.0 <= found.low < 3.0 < found.high <= 5.0
    assert quantile([0.0, 10.0], 0.95).value == pytest.approx(9.5)


def test_what_was_seen_once_has_no_interval() -> None:
    assert quantile([7.0], 0.5) == once(7.0) == Estimate(1, 7.0, None, None)


def test_a_rate_is_all_that_was_done_by_all_the_time() -> None:
    # 1 in 1 s and 9 in 3 s are 10 in 4 s, whatever the mean of 1 and 3 a second is.
    assert rate([1.0, 9.0], [1.0, 3.0]).value == pytest.approx(2.5)


def test_a_steady_ratio_has_a_narrow_interval_only_where_it_is_paired() -> None:
    below = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0]
    paired, loose = (of([3 * each for each in below], below) for of in (paired_ratio, ratio))
    assert paired.value == loose.value == pytest.approx(3.0)
    assert (paired.low, paired.high) == pytest.approx((3.0, 3.0))
    assert loose.low is not None and loose.high is not None and loose.low < 1.5 and loose.high > 6.0


@pytest.mark.parametrize("power", [0.0, 0.5, 1.0, 2.0])
def test_the_exponent_of_a_power_law_is_found(power: float) -> None:
    sizes = [1_000, 16_000, 100_000]
    found = exponent(sizes, [[5 * n**power] * 3 for n in sizes])
    assert [found.value, found.low, found.high] == pytest.approx([power] * 3)


def test_a_stand_in_times_the_named_methods_alone() -> None:
    watch = Stopwatch()
    encoder = Timed(HashingEncoder(), "encoding", ("encode",), watch)
    assert encoder.dimension == HashingEncoder().dimension
    assert watch.lap() == ({}, {})
    assert len(encoder.encode(["a", "b", "c"])) == 3
    seconds, items = watch.lap()
    assert seconds["encoding"] > 0 and items == {"encoding": 3}
    assert watch.lap() == ({}, {})


def test_errors_are_counted_and_not_timed() -> None:
    load = Load("/v1/chat", 2, 0.0, [Answer(1.0, 1.0), Answer(1.5, 0.01, "status 503"), Answer(2.0, 1.0)])
    found = {figure.name: figure.estimate for figure in figures([load])}
    assert found["/v1/chat, 2 at once, throughput"].value == pytest.approx(1.0)  # 2 answers in 2 s
    assert found["/v1/chat, 2 at once, p50"].value == pytest.approx(1000.0)
    assert (found["/v1/chat, 2 at once, errors"].value, found["/v1/chat, 2 at once, errors"].n) == (1 / 3, 3)


def test_a_load_without_a_single_answer_has_errors_alone() -> None:
    found = figures([Load("/v1/chat", 1, 0.0, [Answer(1.0, 1.0, "ReadTimeout")])])
    assert [(figure.name, figure.estimate.value) for figure in found] == [("/v1/chat, 1 at once, errors", 1.0)]


HOSTILE = 'x</text><script>alert("1")</script>|`\n# y'


def series(points: dict[int, Estimate]) -> Series:
    return Series(HOSTILE, "ms & <b>", points, once(1.0))


@pytest.mark.parametrize("sizes", [(1_000,), (1_000, 16_000), (1_000, 16_000, 100_000, 1_000_000)])
def test_a_plot_is_sound_xml_in_which_names_are_text(sizes: tuple[int, ...]) -> None:
    drawn = growth_svg(series({n: Estimate(3, n / 100, n / 120, n / 90) for n in sizes}))
    root = ET.fromstring(drawn)
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags == {"svg", "style", "rect", "text", "line", "circle"}
    assert len(root.findall("{*}circle")) == len(sizes)
    for circle in root.findall("{*}circle"):
        assert 0 < float(circle.attrib["cx"]) < 560 and 0 < float(circle.attrib["cy"]) < 340


def test_the_tables_show_names_and_faults_as_text() -> None:
    measured = Measured("p", [Figure(HOSTILE, "ms", Estimate(4, 2.0, 1.0, 3.0))], fault=HOSTILE, notes=(HOSTILE,))
    table = markdown({"started": HOSTILE}, [measured])
    assert "<script>" not in table and "\n# y" not in table
    assert "| 2.00 | ms | 1.00 to 3.00 | 4 |" in table
    assert any(line.endswith("2.00 ms (n 4, 95 % 1.00 to 3.00)") for line in lines(measured))


def test_filler_is_repeatable_distinct_and_made_of_the_words() -> None:
    texts = [passage.text for passage in load_corpus(MINI).passages.values()]
    made = list(islice(made_up(texts, 13), 50))
    assert made == list(islice(made_up(texts, 13), 50)) != list(islice(made_up(texts, 14), 50))
    assert len(set(made)) == 50
    assert {word for text in made for word in text.split()} <= {word for text in texts for word in text.split()}


def test_filler_comes_from_the_file_first(tmp_path: Path) -> None:
    data = tmp_path / "d.jsonl"
    data.write_text(
        '{"answer": "Aspirin thins the blood of most people. No. It\\u202e was first sold in 1899 by them."}\n'
    )
    given = ["Aspirin thins the blood of most people.", "It was first sold in 1899 by them."]
    assert list(statements_of_file(data)) == given
    assert list(islice(filler(data, ["one two three four five six seven"], 1), 3))[:2] == given


@pytest.mark.parametrize("line", ["{", "[1]", "{}", '{"text": 3}'])
def test_a_bad_line_of_the_file_is_named(tmp_path: Path, line: str) -> None:
    data = tmp_path / "d.jsonl"
    data.write_text('{"text": "ok"}\n' + line + "\n")
    with pytest.raises(DataFault, match=r"d\.jsonl:2: not"):
        list(statements_of_file(data))


def test_a_larger_corpus_is_sound_and_holds_the_statements(tmp_path: Path) -> None:
    own = len(load_corpus(MINI).passages)
    write_large(MINI, tmp_path / "corpus", [f"Statement {n} says (at 5 %): nothing of note." for n in range(23)])
    texts = [passage.text for passage in load_corpus(tmp_path / "corpus").passages.values()]
    assert len(texts) == own + 23 and "Statement 22 says (at 5 %): nothing of note." in texts


def test_a_drawn_vector_is_near_an_encoded_one_and_always_the_same() -> None:
    first, second = (Drawing(HashingEncoder(), frozenset({"drawn"})) for _ in range(2))
    for encoder in (first, second):
        encoder.learn(["real"])
    row, real = first.encode(["drawn", "real"])
    assert np.array_equal(row, second.encode(["drawn"])[0])
    assert float(row @ row) == pytest.approx(1.0, abs=1e-5)
    assert 0.3 < float(row @ real) < 0.999
    assert np.array_equal(real, HashingEncoder().encode(["real"])[0])


def test_int8_weights_come_back_as_they_were_to_half_a_step(tmp_path: Path) -> None:
    weights = np.random.default_rng(1).standard_normal((6, 4)).astype(np.float32)
    node = onnx.helper.make_node("MatMul", ["x", "onnx::MatMul_7"], ["y"], name="/model/dense/MatMul")
    shapes = [
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, [1, n]) for name, n in (("x", 6), ("y", 4))
    ]
    graph = onnx.helper.make_graph(
        [node], "g", shapes[:1], shapes[1:], [onnx.numpy_helper.from_array(weights, "onnx::MatMul_7")]
    )
    opset = onnx.helper.make_opsetid("", 17)
    onnx.save(onnx.helper.make_model(graph, opset_imports=[opset], ir_version=8), tmp_path / "full.onnx")
    quantize_dynamic(tmp_path / "full.onnx", tmp_path / "int8.onnx", weight_type=QuantType.QInt8, per_channel=True)
    found = dequantised(tmp_path / "int8.onnx")["dense.weight"]
    step = np.abs(weights).max(axis=0) / 127
    assert found.shape == (4, 6)
    assert (np.abs(found.T - weights) <= 0.51 * step).all()


@pytest.mark.parametrize(("option", "value"), [("--sizes", "1000,x"), ("--repeats", "0"), ("--part", "speed")])
def test_a_wrong_option_is_named(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bench", option, value])
    assert value.split(",")[-1] in capsys.readouterr().err


def test_parts_are_measured_on_the_real_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CAVEAT_CORPUS_DIR", str(copy_mini_corpus(tmp_path)))
    monkeypatch.setenv("CAVEAT_INDEX_DIR", str(tmp_path / "index"))
    given = ["--part", "stages", "pairs", "build", "growth", "--sizes", "2", "--queries", "2", "--repeats", "2"]
    assert main(["bench", *given, "--out", str(tmp_path / "out")]) == 2  # a size of 2 is below the corpus's own
    stages, pairs, build, growth = json.loads((tmp_path / "out" / "bench.json").read_text(encoding="utf-8"))["parts"]
    found = {figure["name"]: figure for figure in (*stages["figures"], *pairs["figures"], *build["figures"])}
    assert found["whole reply, p50"]["n"] == 2
    assert found["whole reply, p50"]["value"] > found["triage, p50"]["value"] > 0
    assert found["texts encoded after one changed card, median"]["value"] == 1
    assert 0 < found["nothing changed"]["value"]  # a ratio of times, which so small a corpus does not settle
    assert "no size can be below that" in growth["fault"]
    assert "stages, pairs, build, growth" in capsys.readouterr().out
    assert (
        "could not be measured"
        not in (tmp_path / "out" / "bench.md").read_text(encoding="utf-8").partition("growth")[0]
    )


def tiny_sets(folder: Path) -> Path:
    """SciFact and LiveQA of a few lines; of the claims about every tenth is kept out of training."""
    abstracts = [
        {"doc_id": 1, "title": "Aspirin for warts", "abstract": ["We gave aspirin to 20 people.", "It cleared warts."]},
        {"doc_id": 2, "title": "Tea for headache", "abstract": ["Tea eased no headache."]},
    ]
    evidence = {"1": [{"sentences": [1], "label": "SUPPORT"}]}
    claims = [
        {"id": n, "claim": f"Aspirin clears warts in {n} people.", "evidence": evidence, "cited_doc_ids": [1]}
        for n in range(60)
    ]
    write_lines(folder / "scifact" / "corpus.jsonl", *abstracts)
    write_lines(folder / "scifact" / "claims_train.jsonl", *claims)
    write_lines(folder / "liveqa_med" / "answers.jsonl", {"id": "a", "text": "Warts\nAspirin clears warts."})
    write_lines(
        folder / "liveqa_med" / "questions.jsonl", {"id": 1, "message": "warts pls", "summary": "What clears warts?"}
    )
    write_lines(folder / "liveqa_med" / "qrels.tsv", "question_id\tanswer_id\tjudgment", "1\ta\t4")
    return folder


def test_public_sets_are_measured_on_claims_that_were_kept_out(tmp_path: Path) -> None:
    (tmp_path / "scratch").mkdir()
    place = Workplace(Settings(index_dir=tmp_path / "index"), Order(), (), tmp_path / "scratch")
    tasks = list(collection_tasks(tiny_sets(tmp_path), place.scratch))
    found = {figure.name: figure.estimate for task in tasks for figure in over_documents(task, place)}
    kept = [n for n in range(60) if held_out(f"Aspirin clears warts in {n} people.", HEALTH_HELD_OUT)]
    assert 0 < len(kept) < 20
    for name in ("SciFact, search alone: nDCG@10", "SciFact, judged: nDCG@10"):
        assert (found[name].n, found[name].value) == (len(kept), 1.0)
    assert found["SciFact, open retrieval: F1, abstract, label only"].n == len(kept)
    assert found["LiveQA-Med, judged: nDCG@10"].value == 1.0


def test_without_public_sets_their_part_says_so(tmp_path: Path) -> None:
    place = Workplace(Settings(), Order(public=tmp_path / "none"), (), tmp_path)
    with pytest.raises(PartFault, match=r"none: no folder of public sets: name it by --public"):
        measure_public(place, lambda done, total: None)
