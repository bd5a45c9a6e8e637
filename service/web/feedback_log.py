"""Ratings of replies, as JSON lines in a file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from service.errors import PartUnavailable

OWNER_ONLY = 0o600


class FeedbackLog:
    """Appends one line a rating; without a file nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = Lock()

    def append(self, record: Mapping[str, str | int | None]) -> bool:
        """Write one line; False where no file is set. Raises PartUnavailable where it cannot be written."""
        if self._path is None:
            return False
        line = json.dumps(record, ensure_ascii=False) + "\n"
        try:
            with self._lock, open(self._path, "a", encoding="utf-8", opener=_open_private) as file:
                file.write(line)
        except OSError as error:
            raise PartUnavailable("the feedback file cannot be written") from error
        return True


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, OWNER_ONLY)
