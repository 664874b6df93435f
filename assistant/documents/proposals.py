"""What a document seems to say for its own catalogue entry: proposed to a person, never taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.documents.dates import dates_in
from assistant.documents.formats.pdf import title_of_pdf
from assistant.documents.reading import read
from assistant.domain import BlockKind, Document

# A cover and the title page behind it.
TITLE_PAGES = 2
# About a title page, where a document has no pages.
TITLE_PAGE_CHARS = 1_500
# A longer "heading" is a paragraph that was taken for one.
MAX_TITLE_CHARS = 200
MAX_ID_CHARS = 60

# What programs put where a title should be.
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint)\b|untitled|document\d*$|powerpoint presentation)"
    r"|\.(?:docx?|pdf|indd|qxd|pptx?)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposals:
    """Values found in a document, likeliest first."""

    titles: tuple[str, ...]
    dates: tuple[str, ...]
    """Those that the title pages state, in order."""


def propose(document: Document, raw: bytes) -> Proposals:
    """Return what a document and its file say of its title and date."""
    words = document.text[: _title_pages_end(document)]
    first = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    heading = read(document, first.content) if first else ""
    stem = Path(document.source.filename).stem.replace("-", " ").replace("_", " ")
    titles = (one_line(title) for title in (heading, title_of_pdf(raw), stem))
    kept = (t for t in titles if t and len(t) <= MAX_TITLE_CHARS and not _NO_TITLE.search(t))
    return Proposals(tuple(dict.fromkeys(kept)), dates_in(" ".join(words.split())))


def _title_pages_end(document: Document) -> int:
    """Return where the pages end that say what a document is: the first with words on them."""
    worded = [page.span for page in document.pages if page.span.slice(document.text).strip()]
    return worded[:TITLE_PAGES][-1].end if worded else TITLE_PAGE_CHARS


def slug(title: str, taken: Iterable[str] = ()) -> str:
    """Return an id made of a title: letters, digits and hyphens; none of those ``taken``."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    made = ""
    for word in words:
        if made and len(made) + len(word) >= MAX_ID_CHARS:
            break
        made = f"{made}-{word}"[: MAX_ID_CHARS + 1] if made else word[:MAX_ID_CHARS]
    made = made if len(made) > 1 else f"document-{made}".rstrip("-")
    others, number = set(taken), 2
    free = made
    while free in others:
        free, number = f"{made}-{number}", number + 1
    return free


def one_line(text: str) -> str:
    """Return ``text`` as one line of visible characters."""
    spaced = (" " if c.isspace() else c for c in text)
    return " ".join("".join(c for c in spaced if c.isprintable()).split())
