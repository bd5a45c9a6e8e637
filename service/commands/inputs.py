"""Texts that a user hands over, and places to write to: read whole and unchanged, or refused with a reason."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from service.errors import InvalidInput
from service.rendering.words import counted

STDIN = "-"
BYTE_ORDER_MARK = "\ufeff"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
LARGEST_FILE_BYTES = 64 * 1024 * 1024
"""More than any text within the limit takes, and little enough to count the characters of."""


def read_text(path: str, stdin: BinaryIO, max_chars: int) -> str:
    """Return the text of a file, or of standard input for `-`, without a byte order mark; line ends stay as they are.

    Raises InvalidInput for a path that cannot be read, for what is not UTF-8 text, for an empty text, and for one of
    more than `max_chars` code points: nothing is cut.
    """
    name = "standard input" if path == STDIN else path
    return _sized(name, _decoded(name, _bytes(path, stdin)).removeprefix(BYTE_ORDER_MARK), max_chars)


def read_message(message: str, max_chars: int) -> str:
    """Return a message from the command line.

    Raises InvalidInput where its bytes were not in the locale's encoding, where it says nothing, and for more than
    `max_chars` code points.
    """
    if any("\ud800" <= character <= "\udfff" for character in message):
        raise InvalidInput("the message holds bytes that are not text in this terminal's encoding")
    return _sized("the message", message, max_chars)


def writable(path: Path) -> Path:
    """Return the path; raises InvalidInput where nothing can be written to it."""
    if path.is_dir():
        raise InvalidInput(f"{path}: is a folder; name a file to write to")
    if not path.parent.is_dir():
        raise InvalidInput(f"{path}: cannot be written, because the folder {path.parent} does not exist")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise InvalidInput(f"{path}: cannot be written: permission denied")
    return path


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8; raises InvalidInput where that fails."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be written: {error.strerror}") from error


def _bytes(path: str, stdin: BinaryIO) -> bytes:
    try:
        if path == STDIN:
            data = stdin.read(LARGEST_FILE_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(LARGEST_FILE_BYTES + 1)
    except IsADirectoryError as error:
        raise InvalidInput(f"{path}: is a folder; name a text file") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidInput(f"{path}: cannot be read: {reason}") from error
    if len(data) > LARGEST_FILE_BYTES:
        raise InvalidInput(f"{path}: is larger than {LARGEST_FILE_BYTES:,} bytes")
    return data


def _decoded(name: str, data: bytes) -> str:
    if data.startswith(UTF16_MARKS):
        raise InvalidInput(f"{name}: is UTF-16 text; save it as UTF-8")
    if (at := data.find(0)) >= 0:
        raise InvalidInput(f"{name}: is not a text file: byte 0x00 at byte offset {at:,}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{data[error.start]:02x} at byte offset {error.start:,}"
        raise InvalidInput(f"{name}: is not UTF-8 text: {found}: {error.reason}") from error


def _sized(name: str, text: str, max_chars: int) -> str:
    if not text.strip():
        raise InvalidInput(f"{name}: holds no text")
    if len(text) > max_chars:
        raise InvalidInput(f"{name}: has {counted(len(text), 'character')}; at most {max_chars:,} are taken")
    return text
