"""How likely one word is written where another is meant: slips of the finger and of the ear."""

from __future__ import annotations

import re

# What each slip costs, as a negative logarithm of how seldom it is made. Their order is what every
# collection of misspellings shows: letters change places, are doubled or left single, and vowels
# are taken for one another far more often than one consonant for another.
_SWAP = 2.5
_DOUBLED = 2.0
_VOWEL = 3.0
_ALIKE = 3.5
_OTHER = 5.0
# People seldom get the first letter wrong.
_FIRST = 2.0
# A word that sounds like the one meant was very likely written by ear.
_SOUNDS_SAME = 2.0

_VOWELS = frozenset("aeiouy")
_ALIKES = tuple(map(frozenset, ("ckqsxz", "gj", "mn", "fv", "dt", "bp")))
# Spellings that sound alike, the longer first; a simplification of Metaphone (Philips 1990).
_SOUNDS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"^(?:kn|gn|pn)", "n"),
        (r"^wr", "r"),
        (r"^ps", "s"),
        (r"wh", "w"),
        (r"sch", "sk"),
        (r"ph", "f"),
        (r"tch", "ch"),
        (r"dg(?=[eiy])", "j"),
        (r"(?:ti|ci|si|ssi|sci)(?=on|a|ou)", "sh"),
        (r"g(?=[eiy])", "j"),
        (r"gh(?=t|$|[^aeiou])", ""),
        (r"sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"ck|c(?!h)|q", "k"),
        (r"x", "ks"),
        (r"mb$", "m"),
        (r"(?<=[^cst])h", ""),
    )
)
_VOWEL_SOUNDS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"ee|ea|ie|ei|(?<=.)y$", "i"),
        (r"ai|ay|ey", "a"),
        (r"oa|ow|oe", "o"),
        (r"oo|ou|ue|ew", "u"),
        (r"(.)\1+", r"\1"),
    )
)
_CONSONANTS = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"(?<=[a-z])[aeiouyw]+", ""),
        (r"^[aeiouy]", "a"),
        (r"(.)\1+", r"\1"),
    )
)


def sound_of(word: str) -> str:
    """Return how the consonants of a case-folded word sound, with its first vowel if it has one."""
    return _heard(word, (*_SOUNDS, *_CONSONANTS))


def slipped_by_ear(written: str, meant: str) -> bool:
    """Say whether two case-folded words sound the same, vowels and all."""
    full = (*_SOUNDS, *_VOWEL_SOUNDS)
    return _heard(written, full) == _heard(meant, full)


def slipped_by_finger(written: str, meant: str) -> bool:
    """Say whether ``written`` is ``meant`` with one letter left out or two neighbours swapped."""
    if len(written) + 1 == len(meant):
        return any(meant[:place] + meant[place + 1 :] == written for place in range(len(meant)))
    return any(
        written[:place] + written[place : place + 2][::-1] + written[place + 2 :] == meant
        for place in range(len(written) - 1)
    )


def _heard(word: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for spelling, sound in rules:
        word = spelling.sub(sound, word)
    return word


def slip_cost(written: str, meant: str) -> float:
    """Return how unlikely ``written`` is where ``meant`` is meant, in nats, 0 for the same word.

    A weighted edit distance with swaps of neighbours (Damerau 1964), for use as the channel of a
    noisy-channel speller (Kernighan, Church and Gale 1990).
    """
    before: list[float] = []
    row = [0.0]
    for place, letter in enumerate(meant):
        row.append(row[-1] + _missing(letter, meant[place - 1] if place else ""))
    for down, letter in enumerate(written):
        previous = written[down - 1] if down else ""
        below = [row[0] + _missing(letter, previous)]
        for across, wanted in enumerate(meant):
            left = meant[across - 1] if across else ""
            best = min(
                row[across] + _instead(letter, wanted),
                row[across + 1] + _missing(letter, previous),
                below[across] + _missing(wanted, left),
            )
            if previous == wanted and left == letter and previous != letter:
                best = min(best, before[across - 1] + _SWAP)
            below.append(best)
        before, row = row, below
    cost = row[-1] + (_FIRST if written[:1] != meant[:1] else 0.0)
    return max(cost - _SOUNDS_SAME, 0.0) if sound_of(written) == sound_of(meant) else cost


def _missing(letter: str, neighbour: str) -> float:
    """Return the cost of leaving out a letter after its neighbour, or of writing one too many."""
    if letter == neighbour:
        return _DOUBLED
    return _VOWEL if letter in _VOWELS or letter == "h" else _OTHER


def _instead(letter: str, wanted: str) -> float:
    if letter == wanted:
        return 0.0
    if letter in _VOWELS and wanted in _VOWELS:
        return _VOWEL
    return _ALIKE if any(letter in alike and wanted in alike for alike in _ALIKES) else _OTHER
