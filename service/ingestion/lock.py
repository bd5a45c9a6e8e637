"""One builder at a time. The lock is the kernel's, so a builder that is killed gives it back."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.errors import BuildInProgress

LOCK = "LOCK"


@contextmanager
def only_builder(index_dir: Path) -> Iterator[None]:
    """Hold the lock. Raises BuildInProgress while another process or thread holds it."""
    with (index_dir / LOCK).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildInProgress("another build of this index is under way") from error
        yield
