"""What every receipt store keeps to."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from service.adapters.sqlite_receipts import SqliteReceipts
from service.errors import PartUnavailable
from service.receipt import Receipt
from tests.fakes import SteppingClock
from tests.receipts import RECEIPT, WORDS

Make = Callable[..., SqliteReceipts]


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock()


@pytest.fixture
def store(tmp_path: Path, clock: SteppingClock) -> Iterator[Make]:
    made: list[SqliteReceipts] = []

    def make(count: int = 100, ttl: int = 60) -> SqliteReceipts:
        path = tmp_path / "kept" / "receipts.sqlite"
        made.append(SqliteReceipts(path, max_count=count, ttl_seconds=ttl, clock=clock))
        return made[-1]

    yield make
    for each in made:
        each.close()


def receipt(name: str, clock: SteppingClock) -> Receipt:
    return replace(RECEIPT, id=name, at=clock.now())


def test_what_was_put_is_got_through_another_connection_too(store: Make, clock: SteppingClock) -> None:
    put = replace(RECEIPT, at=clock.now(), words=WORDS)
    store().put(put)
    assert store().get(put.id) == put
    assert store().get("nobody") is None


def test_nothing_is_written_before_the_first_receipt(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    assert store().newest() is None
    assert list(tmp_path.iterdir()) == []


def test_the_newest_is_the_one_that_was_put_last(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    held, at = store(), clock.now()
    for name in ("b", "c", "a"):
        held.put(replace(RECEIPT, id=name, at=at))
    newest = held.newest()
    assert newest is not None
    assert newest.id == "a"


def test_a_receipt_whose_time_is_over_is_not_given_and_leaves_the_file(
    store: Make, tmp_path: Path, clock: SteppingClock
) -> None:
    held = store(ttl=60)
    held.put(receipt("early", clock))
    clock.time += timedelta(seconds=61)
    assert held.get("early") is None
    assert held.newest() is None
    held.put(receipt("late", clock))
    assert ids(tmp_path) == ["late"]


def test_the_oldest_leave_beyond_the_bound(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    held = store(count=2)
    for name in ("1", "2", "3"):
        held.put(receipt(name, clock))
    assert ids(tmp_path) == ["2", "3"]


def test_only_the_owner_can_read_the_file(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    store().put(receipt("a", clock))
    for path in (tmp_path / "kept").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path


def test_receipts_are_put_by_several_threads_at_once(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    held = store(ttl=3_600)
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(lambda n: held.put(replace(RECEIPT, id=str(n), at=RECEIPT.at + timedelta(hours=1))), range(20)))
    assert sorted(map(int, ids(tmp_path))) == list(range(20))


def test_a_file_that_cannot_be_written_is_a_part_that_is_down(
    store: Make, tmp_path: Path, clock: SteppingClock
) -> None:
    (tmp_path / "kept").write_text("in the way", encoding="utf-8")
    with pytest.raises(PartUnavailable, match="receipts cannot be kept"):
        store().put(receipt("a", clock))


def test_a_file_of_another_kind_is_a_part_that_is_down(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "receipts.sqlite").write_text("no database " * 100, encoding="utf-8")
    with pytest.raises(PartUnavailable, match="receipts cannot be kept"):
        store().get("a")


def test_a_file_that_was_deleted_is_made_anew(store: Make, tmp_path: Path, clock: SteppingClock) -> None:
    held = store()
    held.put(receipt("a", clock))
    for path in (tmp_path / "kept").iterdir():
        path.unlink()
    held.put(receipt("b", clock))
    assert ids(tmp_path) == ["b"]


def test_what_another_version_wrote_is_told_and_not_guessed_at(
    store: Make, tmp_path: Path, clock: SteppingClock
) -> None:
    held = store()
    held.put(receipt("a", clock))
    with closing(sqlite3.connect(tmp_path / "kept" / "receipts.sqlite")) as file, file:
        file.execute("""UPDATE receipts SET document = '{"id": "a"}'""")
    with pytest.raises(PartUnavailable, match="another version"):
        held.get("a")


def ids(folder: Path) -> list[str]:
    """What is in the file itself, whatever the store would give."""
    with closing(sqlite3.connect(folder / "kept" / "receipts.sqlite")) as file:
        return [row[0] for row in file.execute("SELECT id FROM receipts ORDER BY at, rowid")]
