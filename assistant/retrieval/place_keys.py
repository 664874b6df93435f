"""At which places of its document a passage stands, as they are named and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain import Passage
from assistant.retrieval.mentions import USUAL, label_key

_NAMED_PLACE = re.compile(
    rf"\b(?P<kind>{'|'.join(sorted(USUAL.values(), key=lambda k: (-len(k), k)))})\s+"
    r"(?P<label>\d+(?:\.\d+)*[A-Za-z]?|[A-Za-z]|[IVX]{1,4})\b",
    re.IGNORECASE,
)
_NUMBERED_HEADING = re.compile(r"^(?P<label>\d+(?:\.\d+)*)\.?\s")


def places_of(passage: Passage) -> frozenset[tuple[str, str]]:
    """Return the places that a passage is at by its own number, locator and page."""
    keys = {(m["kind"].lower(), label_key(m["label"])) for m in _located(passage.locator)}
    keys = {key for key in keys if key[0] != "paragraph"}
    if passage.number:
        keys.add(("paragraph", label_key(passage.number)))
    if passage.page_label:
        keys.add(("page", label_key(passage.page_label)))
    return frozenset(keys)


def _located(locator: str) -> Iterable[re.Match[str]]:
    """Return the places in a locator, except where it tells what stands after another place."""
    return _NAMED_PLACE.finditer(re.sub(r"\bafter [^,]*", "", locator))


def places_of_headings(headings: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return the places that a path of headings names."""
    keys = set()
    for heading in headings:
        if found := _NAMED_PLACE.match(heading):
            keys.add((found["kind"].lower(), label_key(found["label"])))
        elif found := _NUMBERED_HEADING.match(heading):
            keys |= {(kind, found["label"]) for kind in ("section", "chapter")}
    return frozenset(keys)
