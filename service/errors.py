"""One error tree.

    CaveatError
    ├── PermanentError             trying again will not help
    │   ├── InvalidInput           what was sent breaks a rule; the message names value and rule
    │   ├── CorpusFault            the corpus on disk breaks its rules
    │   ├── IndexMismatch          the index was made by another model or layout
    │   ├── ModelFault             a bundled model is missing or does not match its sha256
    │   ├── ExtraMissing           an optional package is not installed
    │   └── NotFound               nothing has this id
    └── TransientError             trying again later may help
        ├── IndexNotReady          no index has been built yet
        ├── BuildInProgress        another process is building the index
        ├── PartUnavailable        a needed part (vector store, judge, chat model) did not answer
        └── Stopped                nobody waits for the work any more, so it ends where it is

Vendor errors are mapped to these in `adapters/`; the web edge maps these to problems.
"""

from __future__ import annotations


class CaveatError(Exception):
    """Root of every error that this package raises on purpose."""


class PermanentError(CaveatError):
    """Trying again will not help."""


class TransientError(CaveatError):
    """Trying again later may help."""


class InvalidInput(PermanentError):
    """What was sent breaks a rule; the message names the value and the rule."""


class CorpusFault(PermanentError):
    """The corpus on disk breaks its rules."""


class IndexMismatch(PermanentError):
    """The index on disk was made by another model or layout; building again mends it."""


class ModelFault(PermanentError):
    """A bundled model is missing or does not match its pinned sha256."""


class ExtraMissing(PermanentError):
    """An optional package is not installed; the message names the extra that brings it."""


class NotFound(PermanentError):
    """Nothing has this id."""


class IndexNotReady(TransientError):
    """No index has been built yet."""


class BuildInProgress(TransientError):
    """Another process is building the index."""


class PartUnavailable(TransientError):
    """A needed part did not answer."""


class Stopped(TransientError):
    """Nobody waits for the work any more."""
