"""How the pages put facts about a source into words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Answer, Citation, Document, Source, Strength
from assistant.pages.markdown import escape_markdown
from assistant.views.page_labels import page_of

UNDATED = "undated"

_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_ISO = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")

_STRENGTH = {
    Strength.EXPECTED: "expected: the text says so, without “must” or “should”",
    Strength.LISTED: "an item of a list: the words that announce the list say how it binds",
    Strength.NONE: "none: it describes or explains",
}


def spoken_date(published: str) -> str:
    """Return an ISO date, year-month or year as it is said: 2 September 2021, June 2022."""
    iso = _ISO.fullmatch(published)
    if not iso:
        return published
    year, month, day = iso.groups()
    said = (str(int(day)) if day else "", _MONTHS[int(month) - 1] if month else "", year)
    return " ".join(filter(None, said))


def dated(published: str | None, note: str) -> str:
    """Return the date with what is known about it, or that there is none and why."""
    if not published:
        return note if note.startswith(UNDATED) else f"{UNDATED}: {note}" if note else UNDATED
    return f"{spoken_date(published)} ({note})" if note else spoken_date(published)


def citation_label(citation: Citation) -> str:
    """Return a citation on one line of Markdown, as it stands in the list under an answer."""
    when = spoken_date(citation.published) if citation.published else UNDATED
    place = escape_markdown(f"[{citation.n}] {citation.locator}")
    source = f"{citation.publisher}, {citation.title} · {citation.authority} · {when}"
    return f"**{place}** — {escape_markdown(source)}"


def reference(citation: Citation) -> str:
    """Return a reference to paste into other work."""
    when = spoken_date(citation.published) if citation.published else UNDATED
    parts = [citation.publisher, citation.title, page_of(citation), citation.locator]
    return f"{', '.join(filter(None, parts))} ({when})"


def strength_line(answer: Answer, n: int) -> str:
    """Return how firmly the clause quoted as ``n`` binds, in its own word."""
    strengths = [s.strength for s in answer.statements if n in s.citations]
    return _joined(_STRENGTH.get(strength, str(strength)) for strength in strengths)


def facts_of_citation(
    answer: Answer, citation: Citation, document: Document | None
) -> list[tuple[str, str]]:
    """Return how firmly a quotation binds and what kind of source it stands in."""
    note = document.source.published_note if document else ""
    return [
        ("Strength", strength_line(answer, citation.n)),
        ("Standing", f"{citation.authority}; {citation.standing}"),
        ("Voice", citation.voice),
        ("Publisher", citation.publisher),
        ("Date", dated(citation.published, note)),
        ("Page", page_of(citation)),
    ]


def facts_of_source(source: Source) -> list[tuple[str, str]]:
    """Return what the catalogue knows of a document."""
    return [
        ("Publisher", source.publisher),
        ("Date", dated(source.published, source.published_note)),
        ("Authority", source.authority),
        ("Standing", source.standing),
        ("Voice", source.voice),
        ("Rights", source.rights),
        ("File", source.filename),
    ]


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
