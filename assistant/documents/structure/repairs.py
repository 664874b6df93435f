"""Words that a conversion broke: at the end of a line, after a hyphen, by a space inside.

What a word is, the document itself tells: a word broken once stands whole somewhere else. Where
it does not, a hyphen at the end of a line stays after a prefix that usually has one, in an address,
or if both halves are words of the document, and goes otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.domain import Block, Repair, Span

_WORD = re.compile(r"[^\W\d_]+(?:['’‑-][^\W\d_]+)*")
_BROKEN = re.compile(
    r"(?<![^\W\d_])(?P<one>[^\W\d_]+)(?P<mark>[-‐‑\u00ad])(?P<gap>\s+)(?P<two>[^\W\d_]+)"
)
_TORN = re.compile(r"(?<![^\s(“‘\"'])(?P<one>[^\W\d_]+)(?P<gap>\s+)(?P<two>[^\W\d_]+)")
# A space that a conversion put before a stop or inside brackets.
_STRAY = re.compile(r"(?<=\w)\s+(?=[.,;:!?)\]”](?![.\w]))|(?<=\s[(\[“])\s+(?=\w)")
# "short- and long-term": the hyphen waits for a word that comes later.
_HANGING = frozenset({"and", "or", "to", "nor", "but", "as"})
# A torn word must stand whole at least so often.
MIN_WHOLE = 2
MIN_LETTERS = 4
LONGEST_ADDRESS = 300
MAX_SCRAP = 2


def broken_words(text: str, blocks: Sequence[Block]) -> tuple[Repair, ...]:
    """Return what mends the broken words of ``blocks``, in order."""
    whole: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for block in blocks:
        if not block.left_out:
            for span in block.content:
                words = [found.group().lower() for found in _WORD.finditer(span.slice(text))]
                whole.update(words)
                pieces.update(part for word in words for part in re.split("[-‑]", word))
    found = [
        repair
        for block in blocks
        if not block.left_out
        for repair in _of_block(text, block, whole, pieces)
    ]
    return tuple(sorted(found, key=lambda repair: repair.span))


def _of_block(
    text: str, block: Block, whole: Counter[str], pieces: Counter[str]
) -> Iterator[Repair]:
    for span in block.content:
        raw = span.slice(text)
        for found in _BROKEN.finditer(raw):
            repair = _hyphen(found, span.start, whole, pieces)
            if repair:
                yield repair
        for found in _STRAY.finditer(raw):
            yield Repair(Span(span.start + found.start(), span.start + found.end()))
        for gap in _torn(raw, whole):
            yield Repair(Span(span.start + gap.start, span.start + gap.end))
    for one, other in pairwise(block.content):
        # The page turns inside a word.
        end = _LAST.search(one.slice(text))
        start = _WORD.match(other.slice(text))
        if end and start and start.group()[:1].islower():
            keep = _keeps_hyphen(end["one"].lower(), start.group().lower(), whole, pieces)
            place = one.start + (end.end("mark") if keep else end.start("mark"))
            yield Repair(Span(place, other.start))


_LAST = re.compile(r"(?<![^\W\d_])(?P<one>[^\W\d_]+)(?P<mark>[-‐‑\u00ad])\s*$")


def _hyphen(
    found: re.Match[str], start: int, whole: Counter[str], pieces: Counter[str]
) -> Repair | None:
    one, two = found["one"].lower(), found["two"].lower()
    at_line_end = "\n" in found["gap"] or "\r" in found["gap"]
    joined = f"{one}-{two}"
    if two in _HANGING and joined not in whole:
        return None
    if found["two"][:1].isupper() and joined not in whole:
        return None
    if found["mark"] == "\u00ad":
        return Repair(Span(start + found.start("mark"), start + found.end("gap")))
    if not at_line_end and joined not in whole:
        return None
    keep = _in_address(found) or _keeps_hyphen(one, two, whole, pieces)
    first = found.end("mark") if keep else found.start("mark")
    return Repair(Span(start + first, start + found.end("gap")))


def _in_address(found: re.Match[str]) -> bool:
    """Say whether a hyphen stands in an address of the web, every letter of which counts."""
    before = found.string[max(0, found.start() - LONGEST_ADDRESS) : found.start()].rsplit(None, 1)
    return bool(before) and ("/" in before[-1] or "www." in before[-1])


def _keeps_hyphen(one: str, two: str, whole: Counter[str], pieces: Counter[str]) -> bool:
    """Say whether a hyphen at the end of a line belongs to the word."""
    hyphened, plain = whole[f"{one}-{two}"], whole[one + two]
    if hyphened or plain:
        return hyphened >= plain
    # Each half is counted once where it stands broken.
    return one in _PREFIXES or (pieces[one] > 1 and pieces[two] > 1)


def _torn(raw: str, whole: Counter[str]) -> Iterator[Span]:
    """Yield the spaces inside words: both halves together are a word, one of them is none."""
    position = 0
    while found := _TORN.search(raw, position):
        one, two = found["one"].lower(), found["two"].lower()
        joined = whole[one + two] >= MIN_WHOLE and len(one + two) >= MIN_LETTERS
        rare = whole[one] == 1 or whole[two] == 1
        if joined and rare and found["two"].islower() and (_is_scrap(one) or _is_end(two)):
            yield Span(found.start("gap"), found.end("gap"))
        position = found.end("one")


def _is_scrap(letters: str) -> bool:
    """Say whether letters can be no English word: too few of them, or without a vowel."""
    return letters not in _SHORT and (len(letters) <= MAX_SCRAP or not set(letters) & set("aeiouy"))


def _is_end(letters: str) -> bool:
    """Say whether letters can be nothing but the end of an English word."""
    return letters in _ENDS or _is_scrap(letters)


# Before these a hyphen is usual in British English.
_PREFIXES = frozenset(
    "all co cost cross decision evidence ex follow full half high joint lead level long low multi "
    "non one part place post pre re self short sub system third two well whole year".split()
)

_ENDS = frozenset(
    "tion tions sion sions ation ations ment ments ness ing ings ed ers ies ity ities ance ances "
    "ence ences ous ive ised ising isation ible ful tic tive tional".split()
)
_SHORT = frozenset(
    "a ad ah ai am an as at be by do ex go he hi ho i id if in is it me my no of off oh ok on or "
    "ox pa per re so to um up us vs we the".split()
)
