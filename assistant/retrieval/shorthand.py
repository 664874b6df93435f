"""Shorthand of text messages and notes, opened where it leaves no doubt."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Between:
    """What a figure or letter stands for between words that leave no doubt."""

    written: str
    read: str
    before: frozenset[str]
    after: frozenset[str]


@dataclass(frozen=True, slots=True)
class Shorthand:
    """The shorthand that people use, all of it case-folded."""

    words: Mapping[str, str]
    """What a whole word stands for wherever it stands."""
    between: tuple[Between, ...]
    left_alone: frozenset[str]
    """Words that look like mistakes and are none, such as contractions without apostrophe."""

    def read_between(self, words: Sequence[str], place: int) -> str | None:
        """Return what the word at ``place`` stands for beside its neighbours, or none."""
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        return next(
            (
                entry.read
                for entry in self.between
                if entry.written == words[place] and before in entry.before and after in entry.after
            ),
            None,
        )


@cache
def read_shorthand() -> Shorthand:
    """Return the shorthand that ships with the assistant."""
    text = (files("assistant.retrieval") / "shorthand.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return Shorthand(
        words=data["words"],
        between=tuple(
            Between(
                entry["written"],
                entry["read"],
                frozenset(entry["before"].split()),
                frozenset(entry["after"].split()),
            )
            for entry in data["between"]
        ),
        left_alone=frozenset(data["contractions"]["left_alone"].split()),
    )
