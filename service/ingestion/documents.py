"""The files of a corpus: which they are, their text, and the hash of them all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.ingestion.faults import Fault

SOURCES = "sources/*.md"
REVIEWS = "reviews/*.yaml"
LEDGER = "ledger.yaml"
POLICY = ("lexicon.yaml", "safety/*.yaml")
VERSION_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Document:
    """One file as text. `path` is relative to the corpus folder, with forward slashes."""

    path: str
    text: str
    sha256: str

    @property
    def name(self) -> str:
        """The file's name without its ending: the id of the card or review inside."""
        return Path(self.path).stem


def matching(corpus_dir: Path, *patterns: str) -> tuple[Path, ...]:
    """Files that match, in the order of their paths."""
    return tuple(sorted(path for pattern in patterns for path in corpus_dir.glob(pattern) if path.is_file()))


def corpus_files(corpus_dir: Path) -> tuple[Path, ...]:
    """Every file whose content is knowledge, policy or admission; the README is none of these."""
    return matching(corpus_dir, SOURCES, REVIEWS, LEDGER, *POLICY)


def corpus_version(corpus_dir: Path) -> str:
    """Hash of the paths and bytes of all corpus files, as 16 hex digits."""
    digest = sha256()
    for path in corpus_files(corpus_dir):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(corpus_dir).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:VERSION_DIGITS]


def read_documents(corpus_dir: Path, *patterns: str) -> Iterator[Document | Fault]:
    """Read each matching file; one that is not UTF-8 comes as a fault."""
    for path in matching(corpus_dir, *patterns):
        yield read_document(corpus_dir, path)


def read_document(corpus_dir: Path, path: Path) -> Document | Fault:
    """Read one file, or say on which line it stops being UTF-8."""
    relative, content = path.relative_to(corpus_dir).as_posix(), path.read_bytes()
    try:
        return Document(relative, content.decode("utf-8"), sha256(content).hexdigest())
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Fault(relative, line, "invalid-utf8", f"byte {content[error.start]:#04x} is not UTF-8")
