from __future__ import annotations

from eval.confusion import NONE, Cell, confusion
from eval.result import CaseResult, Status
from tests.eval.replies import result


def judged(said: str | None, expected: str | None, *also: str, status: Status = Status.SCORED) -> CaseResult:
    given = {"expected_verdict": expected, "also_accept": list(also)}
    return result(1, said={"verdict": said}, expected=given, status=status)


def test_every_case_is_in_one_cell() -> None:
    found = confusion(
        [
            judged("refuted", "refuted"),
            judged("oversimplified", "refuted", "oversimplified"),
            judged("oversimplified", "refuted"),
            judged(None, "supported"),
            judged("refuted", None),
            judged("refuted", "refuted", status=Status.CRASHED),
        ]
    )
    assert found is not None
    assert found.said == ("supported", "oversimplified", "refuted", NONE)
    supported, refuted = found.rows
    assert [cell.count for cell in supported.cells] == [0, 0, 0, 1]
    assert refuted.cells[1] == Cell("oversimplified", 2, accepted=1)
    assert (supported.n, refuted.n, found.n) == (1, 3, 4)


def test_labels_of_other_suites_stand_by_name() -> None:
    found = confusion([judged("neutral", "refutes"), judged("supports", "supports")])
    assert found is not None and found.said == ("neutral", "refutes", "supports")


def test_without_verdicts_there_is_no_matrix() -> None:
    assert confusion([result(1), judged("refuted", None)]) is None
