"""Signposts to help that the documents do not hold: the editors' file ``signposts.toml``.

What it says is from no document, was perhaps never checked, and is always labelled so. Which
signpost fits is told by the editors' words alone: no topic stands in the code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.answering.phrases import stands_in, words_of
from assistant.domain import Draft, Outcome, Segment
from assistant.errors import CorpusError

FILENAME = "signposts.toml"
LABEL = "Not from these documents"
MOST = 2
"""Signposts beside one answer: more would be a directory."""


class Signpost(BaseModel):
    """Where to turn for something, in the editors' words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1)
    """What it is for: a sentence."""
    publisher: str = Field(min_length=1)
    address: str = ""
    telephone: str = ""
    words: tuple[str, ...] = ()
    """Phrases; it fits a question that has all words of one."""
    outcomes: tuple[Outcome, ...] = ()
    """Where given, it is shown with these outcomes only; and needs no words where it has none."""
    checked: date | None = None
    """When a person last checked it; none where nobody has."""

    @field_validator("checked", mode="before")
    @classmethod
    def _blank_is_none(cls, value: object) -> object:
        return None if value == "" else value

    @property
    def label(self) -> str:
        """What must stand before it wherever it is shown."""
        if self.checked is None:
            return f"{LABEL}; not yet checked by a person"
        return f"{LABEL}; last checked by a person on {self.checked.isoformat()}"

    @property
    def shown(self) -> str:
        """The signpost with its label, as plain text on one line."""
        where = ", ".join(filter(None, (self.publisher, self.telephone, self.address)))
        return f"{self.label}: {self.text} ({where})"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    signpost: tuple[Signpost, ...] = ()


def read_signposts(corpus: Path) -> tuple[Signpost, ...]:
    """Return the editors' signposts in order; none where there is no file.

    Raises `CorpusError` where the file is not valid.
    """
    path = corpus / FILENAME
    if not path.exists():
        return ()
    try:
        return _File.model_validate(tomllib.loads(path.read_text("utf-8"))).signpost
    except OSError as error:
        raise CorpusError(f"{path} cannot be read: {error.strerror}.", "Check it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        first = str(error).splitlines()[0]
        raise CorpusError(f"{path} is not valid: {first}.", "Mend that entry.") from error


def fitting(text: str, outcome: Outcome, signposts: Sequence[Signpost]) -> tuple[Signpost, ...]:
    """Return the signposts that fit a question and how it ended, at most two, best first.

    One fits that is meant for the outcome, or for any, and has a phrase whose words all stand in
    the question; longer phrases are better, and equal ones keep the editors' order.
    """
    said = frozenset(words_of(text))
    ranked = [
        (-weight, place)
        for place, signpost in enumerate(signposts)
        if (not signpost.outcomes or outcome in signpost.outcomes)
        and (weight := _weight(signpost, said)) is not None
    ]
    return tuple(signposts[place] for _, place in sorted(ranked)[:MOST])


def _weight(signpost: Signpost, said: frozenset[str]) -> int | None:
    """Return how many words its longest fitting phrase has; none where none fits."""
    if not signpost.words:
        return 0 if signpost.outcomes else None
    found = [len(words_of(phrase)) for phrase in signpost.words if stands_in(phrase, said)]
    return max(found, default=None)


def signposted(draft: Draft, signposts: Sequence[Signpost]) -> Draft:
    """Return the draft with the signposts that fit, as its last words.

    In an emergency nothing stands beside the numbers to call.
    """
    if draft.outcome is Outcome.URGENT_HELP:
        return draft
    fit = fitting(draft.evidence.query.question.text, draft.outcome, signposts)
    said = tuple(Segment(wording="signpost", values=(("signpost", s.shown),)) for s in fit)
    return replace(draft, segments=(*draft.segments, *said))
