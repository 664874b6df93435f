"""Acronyms and their long forms, as the documents themselves define them.

A definition is words followed by their short form in brackets, found as Schwartz and Hearst (2003)
do: the letters of the short form are matched from right to left, the first at the start of a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.documents.reading import read
from assistant.domain import Document, Passage, Span

# One reading must be this many times as frequent as the next to be taken without asking.
DOMINANCE = 3

_SHORT = re.compile(r"(?<=\s)\((?P<short>[A-Za-z][A-Za-z0-9&/-]{1,9})\)")
_WORDS_BEFORE = re.compile(r"(?:[\w’'&,-]+\s+){1,12}$")
# Twelve words take no more than this.
BEFORE_CHARS = 300
# After these a word in lower case is a verb, though it spells an acronym: "who do I send it to".
_VERB_FOLLOWS = re.compile(
    r"\b(?:i|we|you|they|he|she|it|to|please|can|could|should|must|will|would|not|don[’']t)\s+$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9&/]*[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Definition:
    """One place where the documents say what a short form stands for."""

    short: str
    long: str
    passage_id: str
    span: Span
    """Where the long form and the short form in brackets stand, in the canonical text."""


class Acronyms:
    """The short forms of a corpus: what each stands for and where that is said."""

    def __init__(self, definitions: Sequence[Definition]) -> None:
        self.definitions = tuple(definitions)
        forms: dict[str, Counter[str]] = {}
        for definition in definitions:
            forms.setdefault(definition.short.lower(), Counter())[definition.long.lower()] += 1
        self._long: Mapping[str, tuple[str, ...]] = {
            short: _readings(counts) for short, counts in forms.items()
        }
        self._settled = {
            short: longs[0]
            for short, longs in self._long.items()
            if all(self.same_sense(longs[0], other) for other in longs[1:])
            or _times(forms[short], longs[0]) >= DOMINANCE * _times(forms[short], longs[1])
        }
        self._short = {
            long: short.upper() for short, long in sorted(self._settled.items(), reverse=True)
        }

    def readings(self, short: str) -> tuple[str, ...]:
        """Return what a short form stands for, the most frequent reading first."""
        return self._long.get(_singular(short).lower(), ())

    def senses(self, short: str) -> tuple[str, ...]:
        """Return the readings of a short form that are not one thing in other words.

        "Care plan" and "care planning" are one sense: one reading begins as the other does.
        """
        kept: list[str] = []
        for reading in self.readings(short):
            if not any(self.same_sense(reading, other) for other in kept):
                kept.append(reading)
        return tuple(kept)

    @staticmethod
    def same_sense(reading: str, other: str) -> bool:
        """Say whether of two readings one begins as the other does."""
        one, two = _stem(reading), _stem(other)
        return one.startswith(two) or two.startswith(one)

    def settled(self, short: str) -> str | None:
        """Return the reading that a short form has unless something says otherwise, if it has."""
        return self._settled.get(_singular(short).lower())

    def defined(self, short: str, reading: str) -> Definition | None:
        """Return the first place that defines a short form with this reading."""
        wanted = (_singular(short).lower(), _stem(reading))
        return next(
            (d for d in self.definitions if (d.short.lower(), _stem(d.long)) == wanted), None
        )

    def opened(self, text: str) -> str:
        """Return ``text`` with each settled short form opened, and each long form's short added.

        Two letters in lower case are left alone: they are more often words than acronyms.
        """
        opened = _TOKEN.sub(self._open_token, text)
        for long, short in self._short.items():
            pattern = rf"\b({re.escape(long)}(?:s|es)?)\b(?!\s*\()"
            opened = re.sub(pattern, rf"\1 ({short})", opened, flags=re.IGNORECASE)
        return opened

    def _open_token(self, found: re.Match[str]) -> str:
        token = found.group()
        short = _singular(token)
        long = self._settled.get(short.lower())
        before = found.string[: found.start()]
        if long is None or (len(short) < 3 and not short.isupper()):
            return token
        if short.islower() and _VERB_FOLLOWS.search(before):
            return token
        if re.search(rf"{re.escape(long)}(?:s|es)?\s*\($", before, re.I):
            return token
        return f"{long} ({short.upper()})"


def short_forms(text: str) -> list[str]:
    """Return the words of ``text`` that are written as short forms, each once, in the singular."""
    tokens = (_singular(found.group()) for found in _TOKEN.finditer(text))
    return list(dict.fromkeys(token for token in tokens if sum(map(str.isupper, token)) >= 2))


def _readings(counts: Counter[str]) -> tuple[str, ...]:
    """Return the long forms, the most frequent first, one of those that differ by a plural."""
    best: dict[str, str] = {}
    for long in sorted(counts, key=lambda long: (-counts[long], long)):
        best.setdefault(_stem(long), long)
    return tuple(sorted(best.values(), key=lambda long: (-_times(counts, long), long)))


def _times(counts: Counter[str], long: str) -> int:
    return sum(n for other, n in counts.items() if _stem(other) == _stem(long))


def _stem(long: str) -> str:
    """Return a long form without what a plural or another little word would change."""
    words = re.sub(r"\b(?:of|for|the)\b", " ", long.lower()).split()
    return " ".join(re.sub(r"(?:ies|ie|y|s)$", "", word) for word in words)


def _singular(short: str) -> str:
    plural = len(short) > 2 and short.endswith("s") and short != short.lower()
    return short[:-1] if plural and short[:-1].isupper() else short


def find_acronyms(documents: Mapping[str, Document], passages: Iterable[Passage]) -> Acronyms:
    """Return the acronyms that the passages define in their own text."""
    definitions = []
    for passage in passages:
        document = documents[passage.doc_id]
        text = document.text
        for span in passage.spans:
            for printed, before, end in _in_brackets(text, span):
                short = _singular(printed)
                long = _long_form(short, text[before.start : before.end].rstrip())
                if long is None:
                    continue
                words = text[before.start : before.end].rstrip()
                whole = Span(before.start + len(words) - len(long), end)
                # As it reads: a line that ends within the long form tears no word of it.
                read_long = read(document, (Span(whole.start, whole.start + len(long)),))
                long = read_long or long
                singular = long if short == printed else re.sub(r"(?<=[^s])s$", "", long)
                definitions.append(Definition(short, singular, passage.passage_id, whole))
    return Acronyms(definitions)


def _in_brackets(text: str, span: Span) -> Iterator[tuple[str, Span, int]]:
    """Yield each short form in brackets, where the words before it stand, and where it ends."""
    since = span.start
    for found in _SHORT.finditer(text, span.start, span.end):
        before = max(since, found.start() - BEFORE_CHARS)
        words = _WORDS_BEFORE.search(text[before : found.start()])
        if words and sum(c.isupper() for c in found["short"]) >= 2:
            yield found["short"], Span(before + words.start(), found.start()), found.end()
        since = found.end() if words else since


def _long_form(short: str, before: str) -> str | None:
    """Return the words at the end of ``before`` that ``short`` abbreviates."""
    place = len(before) - 1
    for at, letter in enumerate(reversed([c.lower() for c in short if c.isalnum()])):
        first = at == sum(c.isalnum() for c in short) - 1
        while place >= 0 and (
            before[place].lower() != letter or (first and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
        place -= 1
    long = before[place + 1 :]
    # As many words as letters, and some little ones between: more is a chance match.
    if len(long.split()) > min(len(short) + 5, 2 * len(short)) or len(long) <= len(short):
        return None
    return long
