"""Numbers, dates, ages and sums: none that the source lacks, none changed places or turned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.checks.figures import numbers, numbers_said, spelled_out, turned
from assistant.answering.checks.lists import enumerations
from assistant.answering.checks.plain import plain_words, roots
from assistant.answering.checks.told import Told

_HOW_OFTEN = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("yearly", r"\b(?:annual(?:ly)?|yearly|(?:a|per|each|every)(?: \w+)? year)\b"),
        ("quarterly", r"\b(?:quarterly|(?:a|per|each|every) quarter)\b"),
        ("monthly", r"\b(?:monthly|(?:a|per|each|every) month)\b"),
        ("weekly", r"\b(?:weekly|(?:a|per|each|every) week)\b"),
        ("daily", r"\b(?:daily|(?:a|per|each|every) day)\b"),
        ("every other", r"\bevery (?:other|second|few|two|three|four|five|six|ten|\d+)\b"),
        ("once", r"\b(?:one[- ]off|only once|just once)\b"),
        ("twice", r"\b(?:twice|double|biannual(?:ly)?|biennial(?:ly)?)\b"),
        ("half", r"\b(?:half|halves)\b"),
        ("third", r"\b(?:a|one|two) thirds?\b"),
    )
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BROKEN = re.compile(r"\d[\d,]*[.,]\d+")
"""An amount, such as 1.5 or 1,500; it counts no things."""
MIN_MOVED = 2
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def fault_in_numbers(told: Told) -> str:
    """Return what number of a statement its source does not have, or has elsewhere."""
    undated = not _YEAR.search(told.quoted)
    dated = [f"{s.published[:4]}\n{s.title}" for s in told.sources if undated]
    there = "\n".join([told.quoted, told.context, *dated])
    known = numbers(there) | _labels(told) | _counts(told)
    if brought := sorted(numbers_said(told.text) - known):
        return f"It says “{brought[0]}”, which its source does not."
    if limits := sorted(turned(told.said, told.quoted)):
        return f"It turns the limit “{limits[0]}” round."
    for name, pattern in _HOW_OFTEN:
        if pattern.search(told.said) and not pattern.search(there):
            return f"It says “{name}”, which its source does not."
    for pair in told.sentences:
        if moved := _moved(_order(pair.said), _order(pair.source)):
            return f"It has “{moved}” in another place than its source."
    if miscounted := _miscounted(told):
        return f"It counts “{miscounted}” otherwise than its source."
    return ""


def _counts(told: Told) -> frozenset[str]:
    """Return how many items the lists of a source have: they may be counted as what they are not
    called there, such as “three things”.
    """
    there = set(roots(told.quoted))
    things = {number for number, thing in _counted(told.said) if thing in there}
    sizes = [len(listed.items) for pair in told.sentences for listed in enumerations(pair.source)]
    listed = [source.of for source in told.sources if source.of]
    return frozenset(str(size) for size in [*sizes, *listed]) - things


def _labels(told: Told) -> frozenset[str]:
    """Return numbers by which the place may be named: paragraph 15."""
    return numbers("\n".join(source.locator for source in told.sources))


def _order(text: str) -> list[str]:
    return _DIGITS.findall(spelled_out(text.replace(",", "")))


def _moved(said: Sequence[str], source: Sequence[str]) -> str:
    """Return the first number that two texts, each with it once, have in another order."""
    shared = [n for n in said if said.count(n) == 1 and source.count(n) == 1]
    for one, other in pairwise(said):
        if one not in shared or other not in shared or source.index(one) != source.index(other) + 1:
            continue
        # A date alone may be set before the sentence.
        if len(shared) > MIN_MOVED or not any(map(_YEAR.fullmatch, (one, other))):
            return one
    return ""


def _miscounted(told: Told) -> str:
    """Return a counted thing that the source counts, with another number only."""
    counts: dict[str, set[str]] = {}
    for number, thing in _counted(told.quoted):
        counts.setdefault(thing, set()).add(number)
    for number, thing in _counted(told.said):
        if thing in counts and number not in counts[thing]:
            return f"{number} {thing}"
    return ""


def _counted(text: str) -> list[tuple[str, str]]:
    words, general = roots(spelled_out(_BROKEN.sub(" ", text))), plain_words().general
    return [
        ("1" if word == "one" else word, thing)
        for at, word in enumerate(words)
        if word == "one" or word.isdecimal()
        for thing in words[at + 1 : at + 3]
        if len(word) < len("2020") and thing.isalpha() and thing not in general
    ]
