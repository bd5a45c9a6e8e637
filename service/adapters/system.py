"""The real time and real random ids."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime


class SystemClock:
    """See `ports.Clock`."""

    def now(self) -> datetime:
        """See `ports.Clock`."""
        return datetime.now(UTC)


def random_id() -> str:
    """22 URL-safe characters, 128 bits of chance."""
    return secrets.token_urlsafe(16)
