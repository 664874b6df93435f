"""A text in parts: what it quotes and what it says itself, its sentences, and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.checks.marks import REMEMBERED, denies, forces, plain, without_yes_or_no
from assistant.answering.checks.words import normal
from assistant.index.lexical import stems

_MARKS = re.compile(r"\[\d+(?:, ?\d+)*\]")
_ELLIPSIS = re.compile(r"\[?(?:…|\.\.\.)\]?")
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"')]*\s+(?=[“\"'(]*[A-Z0-9])|;\s+(?:and |or )?|\n+")
_CLAUSE = re.compile(
    r",? but (?!not |never |only )|, (?:although|while|whereas|and) |, (?=(?:who|which|whose)\b)"
    r"|(?:,| and) (?=(?:there|it|they|this|these|we|you)\b)"
)
_LEAD_IN = re.compile(r"^[^:]*:(?=\s)")
_BULLET = re.compile(r"^\s*(?:[•*–-]|\d+[.)])\s+")
MIN_BROUGHT = 2
"""A further sentence is behind what is said if it brings this many words: one may be chance."""

_FUNCTION_WORDS = frozenset(
    "a about after all also an and any anyone are as at be because been before being between both "
    "but by can could did do does doing done each either every everyone for from get gets had has "
    "have having he her here him his how i if in individual individuals into is it its itself "
    "just like made make makes may me might more most must my need needs no nor not of off on "
    "once one only or other our out over own people per person said say says shall she should so "
    "some someone something such than that the their them then there these they thing things this "
    "those through to too under until up upon us very was we were what when where whether which "
    "while who whom whose why will with within without would yes you your".split()
)


@dataclass(frozen=True, slots=True)
class Behind:
    """A sentence of a statement, and what of its quotations stands behind it."""

    said: str
    source: str
    verbatim: bool
    """Whether the sentence is a stretch of a quotation word for word."""


def quoted_and_own(text: str) -> tuple[tuple[str, ...], str]:
    """Return what stands in quotation marks in a text, outermost marks only, and the rest.

    Where marks do not pair, a line that begins and ends with one is quoted whole, and anything
    else from the unpaired mark to the end of its line.
    """
    quoted: list[str] = []
    own: list[str] = []
    for line in text.split("\n"):
        pieces, rest = _outermost(_BULLET.sub("", _paired(line)))
        quoted += pieces
        own.append(rest)
    return tuple(quoted), _MARKS.sub(" ", "\n".join(own)).strip()


def stands(piece: str, quotations: Sequence[str]) -> bool:
    """Say whether a piece stands in one of the quotations, its parts round … in order."""
    parts = [normal(part) for part in _ELLIPSIS.split(piece)]
    wanted = [part for part in parts if part.strip()]
    return any(_in_order(wanted, normal(quotation)) for quotation in quotations)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; each item of a list is one, with the words that lead it in.

    Items that no punctuation parts are taken for one sentence.
    """
    whole = text.strip()
    head = _LEAD_IN.match(whole)
    if head is None:
        return _split(whole)
    *before, lead_in = _split(head.group()) or [""]
    items = _split(whole[head.end() :])
    return before + ([f"{lead_in} {item}" for item in items] or [lead_in])


def clauses(sentence: str) -> list[str]:
    """Return the clauses of a sentence, as far as “but” and its like part them."""
    return [part for part in _CLAUSE.split(sentence) if normal(part).strip()]


@lru_cache(maxsize=REMEMBERED)
def content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry its matter; numbers are left out."""
    words = (word.removesuffix("'s").strip("'") for word in normal(text).split())
    matter = [word for word in words if word not in _FUNCTION_WORDS and word.isalpha()]
    return frozenset(stems(matter))


def behind(text: str, quotations: Sequence[str], *, by_clause: bool = False) -> Iterator[Behind]:
    """Yield each sentence of a statement with the sentences of its quotations that it tells again.

    That is the one that shares most words with it, then the one that brings most of those still
    missing, and so on; all of them where none shares any. With ``by_clause`` both are taken clause
    by clause.
    """
    bare = without_yes_or_no(re.sub(r"[“”\"]", " ", _MARKS.sub(" ", text)))
    told = [s for line in bare.split("\n") for s in sentences(_BULLET.sub("", line))]
    there = [s for quotation in quotations for s in sentences(plain(quotation))]
    if by_clause:
        told = [clause for sentence in told for clause in clauses(sentence)]
        there = [clause for sentence in there for clause in clauses(sentence)]
    for sentence in told:
        if content(sentence) or denies(sentence) or forces(sentence):
            source = " ".join(_sources(sentence, there))
            yield Behind(sentence, source, stands(sentence, quotations))


def _split(text: str) -> list[str]:
    return [part.strip() for part in _SENTENCE_END.split(text) if normal(part).strip()]


def _sources(sentence: str, there: Sequence[str]) -> list[str]:
    left = content(sentence)
    words = [content(source) for source in there]
    taken: set[int] = set()
    while len(taken) < len(there):
        # The first of those that bring most; `max` keeps it.
        best = max(range(len(there)), key=lambda place: len(left & words[place]))
        brought = len(left & words[best])
        if brought < (MIN_BROUGHT if taken else 1):
            break
        taken.add(best)
        left -= words[best]
    return [there[place] for place in sorted(taken)] or list(there)


def _in_order(parts: Sequence[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        # The space after one part is the space before the next.
        place = found + len(part) - 1
    return bool(parts)


def _paired(line: str) -> str:
    """Return a line with its straight double marks as real ones, by turns."""
    turns = iter("“”" * (line.count('"') // 2 + 1))
    return re.sub('"', lambda _: next(turns), line)


def _outermost(line: str) -> tuple[list[str], str]:
    bare = line.strip()
    if line.count("“") != line.count("”") and bare[:1] == "“" and bare[-1:] == "”":
        return [bare[1:-1]], ""
    quoted: list[str] = []
    own: list[str] = []
    depth = start = 0
    for place, sign in enumerate(line):
        if sign == "“":
            start = start if depth else place + 1
            depth += 1
        elif sign == "”" and depth:
            depth -= 1
            if not depth:
                quoted.append(line[start:place])
        elif not depth:
            own.append(sign)
    return quoted + ([line[start:]] if depth else []), "".join(own)
