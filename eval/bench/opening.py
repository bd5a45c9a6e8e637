"""A fresh process that opens the live index and replies, and says when: `python -m eval.bench.opening TEXT …`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from eval.bench.processes import own_peak_mib, tell
from service.bootstrap import build
from service.settings import Settings

SEARCHED = 10


def main(texts: Sequence[str]) -> None:
    """Say that the imports are done, that the index is open, and that the first text was replied to and all searched.

    Beside each stands the most memory held until then, in MiB.
    """
    tell({"imported": own_peak_mib()})
    checker = build(Settings())
    tell({"opened": own_peak_mib()})
    checker.reply(texts[0])
    tell({"replied": own_peak_mib()})
    for text in texts:
        checker.search(text, SEARCHED)
    tell({"searched": own_peak_mib()})
    checker.close()


if __name__ == "__main__":
    main(sys.argv[1:])
