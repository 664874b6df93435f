"""What a statement rests on, and what is wrong with one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Words that a statement rests on, and what is known of the document that they stand in."""

    quoted: str
    """The quoted words as reading text."""
    context: str = ""
    """Headings and lead-in: what they name may be named, but they assert nothing."""
    authority: str = ""
    standing: str = ""
    voice: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    locator: str = ""
    of: int = 0
    """Items of its list in all, 0 where it is no list."""
    shown: int = 0
    """Items of its list that are quoted."""

    @property
    def about(self) -> str:
        """What else may be named: headings, lead-in, the document and who speaks in it."""
        known = (self.context, self.title, self.publisher, self.voice, self.locator)
        return "\n".join(filter(None, known))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a statement is not shown: the check that it fails, and the reason in one sentence."""

    check: str
    reason: str
