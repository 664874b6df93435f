"""How hard the words are that we choose ourselves; what documents say is quoted as it stands.

The grade of Kincaid et al., *Derivation of new readability formulas for Navy enlisted personnel*
(1975), and the share of words of more than two syllables, which Gunning, *The technique of clear
writing* (1952), calls hard. Syllables are counted by rule: groups of vowels, less the silent “e”,
plus vowels that stand together and sound apart. Against a pronouncing dictionary that is right for
98 in 100 words of English guidance, by use; a dictionary would need a download. A short form is
counted as if it were read as a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.suite.records import Record

LONG = 3
"""Syllables from which a word is long."""

_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*")
_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(
    r"(?<=[aeiouy]l)e(?=[sd]?$|ly$|ments?$)"
    r"|(?<=[^aeiouyl])e(?=(?:ly|ful|less|ness|ments?|work)?$)"
    r"|(?<=[^aeiouylsxzcgh])e(?=s$)"
    r"|(?<=[^aeiouyltd])e(?=d$)"
)
_APART = re.compile(r"(?<![cstgx])i(?:[ao]|en)|[ct]iat|iu|(?<![gq])ua|sm$|being|ying|uity")


def grade(record: Record) -> float | None:
    """Return the Flesch–Kincaid grade of our own words, in school years; none without words."""
    words = _words(record.own_words)
    if not words:
        return None
    sentences = sum(_sentences(piece) for piece in record.own_words)
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def long_words(record: Record) -> float | None:
    """Return the share of our own words that have more than two syllables; none without words."""
    words = _words(record.own_words)
    return sum(syllables(word) >= LONG for word in words) / len(words) if words else None


def syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least 1."""
    plain = re.sub(r"[’']s?$", "", word.casefold())
    return max(1, len(_VOWELS.findall(_SILENT.sub("", plain))) + len(_APART.findall(plain)))


def _words(pieces: Sequence[str]) -> list[str]:
    return [word for piece in pieces for word in _WORD.findall(piece)]


def _sentences(piece: str) -> int:
    return sum(bool(_WORD.search(part)) for part in _SENTENCE_END.split(piece))
