"""Which addresses may become links."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from service.domain import Source

PLAIN = re.compile(r"[!-~]+")
"""Printable ASCII without the space: anything else in an address is not ours to repair."""


def web_address(url: str | None) -> str | None:
    """The address itself where it is plain http or https with a host and no credentials, else None."""
    if url is None or not PLAIN.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc else None


def source_address(source: Source) -> str | None:
    """Where a source can be read: its own address, else its DOI's; None where the record holds neither."""
    if source.url is None and source.doi:
        return f"https://doi.org/{quote(source.doi, safe='/')}"
    return web_address(source.url)
