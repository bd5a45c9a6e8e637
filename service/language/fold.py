"""Characters made plain, so that no spelling trick of Unicode tells two equal words apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters of other scripts, and small capitals, that are drawn like a Latin letter and that NFKD leaves alone.
_LOOKALIKES = dict(
    zip(
        "авеікмнорстухѕјһԁԛԝѵ" + "αβεικνορτυχϲ" + "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ" + "ıłøđƙӏɩɡɑ",
        "abeikmhopctyxsjhdqwv" + "abeikvoptuxc" + "abcdefghijklmnoprstuvwyz" + "ilodkliga",
        strict=True,
    )
)
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_INVISIBLE_KINDS = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})


@lru_cache(maxsize=4096)
def hidden(character: str) -> bool:
    """Whether a reader sees nothing where the character stands; white space is not hidden."""
    if character.isspace():
        return False
    return character in _INVISIBLE_LETTERS or unicodedata.category(character) in _INVISIBLE_KINDS


@lru_cache(maxsize=8192)
def _fold_one(character: str) -> str:
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    seen = (part for part in plain if not unicodedata.combining(part) and unicodedata.category(part) != "Mn")
    return "".join(_LOOKALIKES.get(part, part) for part in seen if not hidden(part))


def latin(character: str) -> str | None:
    """The Latin letter that a letter of another script is drawn like, in its case; None where there is none."""
    plain = _LOOKALIKES.get(character.lower())
    return plain and (plain.upper() if character.isupper() else plain)


def fold(text: str) -> str:
    """Lower case without accents, look-alikes or hidden characters; may be shorter or longer than the text."""
    return text.lower() if _plain(text) else "".join(map(_fold_one, text))


def fold_with_offsets(text: str) -> tuple[str, list[int] | range]:
    """The folded text, and for each of its characters the index in the text that it came from."""
    if _plain(text):
        return text.lower(), range(len(text))
    pieces = [_fold_one(character) for character in text]
    return "".join(pieces), [index for index, piece in enumerate(pieces) for _ in piece]


def _plain(text: str) -> bool:
    return text.isascii() and (text.isprintable() or not any(map(hidden, set(text))))
