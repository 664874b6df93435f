"""Where a quotation stands: in one unbroken piece, word for word, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

MIN_WORDS = 3
"""A shorter piece stands by chance in any text, so that it must be a whole unit to count."""

_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        # No text may close the block that it is shown in: see `fenced`.
        "<": "‹",
        ">": "›",
    }
)
_FENCED = str.maketrans({"<": "‹", ">": "›"})
_ENDS = re.compile(r"^[\s\"…]+|^\.{3}|[\s\"…]+$|\.{3}$")


def fenced(text: str) -> str:
    """Return a text that can neither open nor close a block between angle brackets."""
    return text.translate(_FENCED)


def normal(text: str) -> str:
    """Return a text with its white space and quotation marks alike; no word is changed."""
    return " ".join(text.translate(_SAME).split())


def lines_with(quotation: str, lines: Sequence[str]) -> tuple[int, ...]:
    """Return the places of the lines that a quotation touches, in order; none where not found.

    It stands in one piece in the lines joined by spaces, begins and ends where words do, and is a
    whole line or has at least `MIN_WORDS` words. Of several places the first is taken.
    """
    wanted = _ENDS.sub("", normal(quotation))
    texts = [normal(line) for line in lines]
    if not wanted:
        return ()
    if len(wanted.split()) < MIN_WORDS:
        bare = [_ENDS.sub("", text).rstrip(".;:,") for text in texts]
        short = wanted.rstrip(".;:,")
        return (bare.index(short),) if short in bare else ()
    joined = " ".join(texts)
    found = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", joined)
    if found is None:
        return ()
    touched, start = [], 0
    for place, text in enumerate(texts):
        end = start + len(text)
        if start < found.end() and found.start() < end:
            touched.append(place)
        start = end + 1
    return tuple(touched)
