"""Receipts in one SQLite file, which several processes of one machine may share."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Lock

from service.errors import PartUnavailable
from service.ports import Clock
from service.receipt import Receipt, from_json, to_json

OWNER_ONLY = 0o600
WAIT_SECONDS = 5.0
LAYOUT = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS receipts (id TEXT PRIMARY KEY, at REAL NOT NULL, document TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS receipts_at ON receipts (at);
"""
BY_ID = "SELECT document FROM receipts WHERE at > ? AND id = ?"
NEWEST = "SELECT document FROM receipts WHERE at > ? ORDER BY at DESC, rowid DESC LIMIT 1"
ADD = "INSERT OR REPLACE INTO receipts VALUES (?, ?, ?)"
DROP_OLD = "DELETE FROM receipts WHERE at <= ?"
DROP_BEYOND = (
    "DELETE FROM receipts WHERE id IN (SELECT id FROM receipts ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)"
)


class SqliteReceipts:
    """See `ports.ReceiptStore`. What is deleted is overwritten; only the owner of the file can read it.

    The file stays open between uses: to close it would cost a wait for the disk with every reply.
    """

    def __init__(self, path: Path, *, max_count: int, ttl_seconds: int, clock: Clock) -> None:
        """Nothing is written before the first receipt."""
        self._path = path
        self._max_count = max_count
        self._ttl = timedelta(seconds=ttl_seconds)
        self._clock = clock
        self._lock = Lock()
        self._file: sqlite3.Connection | None = None

    def put(self, receipt: Receipt) -> None:
        """See `ports.ReceiptStore`."""
        with self._opened() as file:
            file.execute(ADD, (receipt.id, receipt.at.timestamp(), to_json(receipt)))
            file.execute(DROP_OLD, (self._horizon(),))
            file.execute(DROP_BEYOND, (self._max_count,))

    def get(self, reply_id: str) -> Receipt | None:
        """See `ports.ReceiptStore`."""
        return self._first(BY_ID, self._horizon(), reply_id)

    def newest(self) -> Receipt | None:
        """See `ports.ReceiptStore`."""
        return self._first(NEWEST, self._horizon())

    def close(self) -> None:
        """See `ports.ReceiptStore`."""
        with self._lock:
            self._let_go()

    def _first(self, query: str, *values: float | str) -> Receipt | None:
        if not self._path.exists():
            return None
        with self._opened() as file:
            row = file.execute(query, values).fetchone()
        try:
            return from_json(row[0]) if row else None
        except ValueError as error:
            raise PartUnavailable(f"{self._path}: the receipt was written by another version") from error

    def _horizon(self) -> float:
        """What is not later than this is out of time."""
        return (self._clock.now() - self._ttl).timestamp()

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The file in a transaction, for one thread at a time; after an error, or where it was deleted, it is opened anew."""
        with self._lock:
            try:
                if self._file is None or not self._path.exists():
                    self._let_go()
                    self._file = self._open()
                with self._file as file:
                    yield file
            except (OSError, sqlite3.Error) as error:
                self._let_go()
                raise PartUnavailable(f"{self._path}: receipts cannot be kept: {error}") from error

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, OWNER_ONLY))
        file = sqlite3.connect(self._path, timeout=WAIT_SECONDS, check_same_thread=False)
        try:
            file.executescript(LAYOUT)
        except sqlite3.Error:
            file.close()
            raise
        return file

    def _let_go(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
