"""What people call each document by: its title, who publishes it, when and as what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Document
from assistant.index.lexical import analyse

_MONTHS = dict(
    zip(
        (f"{number:02}" for number in range(1, 13)),
        "January February March April May June July August September October November "
        "December".split(),
        strict=True,
    )
)

Scope = tuple[str, int | None]
"""A document, or one part of it."""


@dataclass(frozen=True, slots=True)
class Called:
    """What is known of a document or a part, as far as people call it by that."""

    scope: Scope
    titles: tuple[str, ...]
    publishers: tuple[str, ...]
    title_stems: frozenset[str]
    by_stems: frozenset[str]
    """Stems of its publisher and of its date."""
    lead_stems: frozenset[str]
    """Of these the date and what publishers are called for short: first words and initials."""
    kind_stems: frozenset[str]


def called_by(document: Document) -> Iterator[Called]:
    """Yield what a document is called by, and what each of its parts is."""
    source = document.source
    whole = (source.doc_id, None)
    yield _known(whole, source.title, source.publisher, source.published, source.authority)
    for place, part in enumerate(document.parts):
        if len(document.parts) > 1 and part.title != source.title:
            voice = part.voice.split(",")[0]
            scope = (source.doc_id, place)
            yield _known(scope, part.title, voice, part.published, part.authority)


def _known(
    scope: Scope, title: str, publisher: str, published: str | None, authority: str
) -> Called:
    year, month, day = ([*(published or "").split("-"), "", "", ""])[:3]
    date = f"{year} {_MONTHS.get(month, '')} {day.lstrip('0')}"
    main = re.split(r":\s| \(|, ", title)[0]
    bracketed = re.findall(r"\(([^)]{4,})\)", title)
    names = _bodies(publisher)
    initials = [
        "".join(word[0] for word in name.split() if word[0].isupper())
        for name in names
        if len(name.split()) > 2
    ]
    short = [
        *map(str.lower, initials),
        *analyse(" ".join(name.split()[0] for name in names if name)),
    ]
    return Called(
        scope,
        tuple(dict.fromkeys((title, main, *bracketed))),
        tuple(dict.fromkeys(filter(None, (publisher, *names, *initials)))),
        frozenset(analyse(title)),
        frozenset((*analyse(f"{publisher} {date}"), *short)),
        frozenset((*analyse(date), *short)),
        frozenset(analyse(authority)),
    )


def _bodies(publisher: str) -> list[str]:
    """Return the bodies in a publisher's name; one word on a side of "and" is no body."""
    bodies = []
    for name in re.split(r"\s+with\s+(?:the\s+)?|;\s*", publisher):
        halves = re.split(r"\s+and\s+(?:the\s+)?", name)
        bodies += halves if all(len(half.split()) > 1 for half in halves) else [name]
    return bodies
