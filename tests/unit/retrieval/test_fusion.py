from __future__ import annotations

from service.retrieval.fusion import blend


def test_the_best_of_both_lists_comes_first() -> None:
    parts = blend([("a", 0.9), ("b", 0.5), ("c", 0.1)], [("b", 12.0), ("d", 3.0)], 0.5)
    assert next(iter(parts)) == "b"
    assert parts["b"] == (0.5, 1.0)
    assert parts["a"] == (1.0, 0.0)


def test_an_empty_list_leaves_the_other_in_its_order() -> None:
    assert list(blend([], [("x", 2.0), ("y", 1.0)], 0.5)) == ["x", "y"]
    assert blend([], [], 0.5) == {}


def test_equal_scores_are_all_best() -> None:
    assert blend([("a", 0.4), ("b", 0.4)], [], 1.0) == {"a": (1.0, 0.0), "b": (1.0, 0.0)}


def test_ties_are_broken_by_id_so_that_runs_agree() -> None:
    assert list(blend([("z", 0.5), ("a", 0.5)], [], 0.5)) == ["a", "z"]
