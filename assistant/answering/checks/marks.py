"""What no wording may change: how firmly a text binds, what it denies, and on what conditions.

Marks are read with patterns of their own, not with those that name the strength of a quotation
(`assistant.answering.strength`), so that a fault in those cannot hide itself.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain import Strength

REMEMBERED = 4096
"""Readings kept: the same sentences are asked about again and again."""
NEED = "need"
"""“Have to” and “need to”: as firm as “must” in plain words, but no duty where a source says so."""
CAN = "can"
_BETWEEN = r"(?: (?:also|therefore|then|still|\w+ly))?"

# Read in this order; what one has taken the next no longer sees.
_FORCES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (str(force), re.compile(pattern, re.IGNORECASE))
    for force, pattern in (
        (
            Strength.NO_REQUIREMENT,
            r"\bno (?:\w+ ){0,2}(?:requirement|obligation|duty|need)\b"
            r"|\b(?:not|never|no longer|neither)(?: \w+)? (?:required|obliged|mandatory)\b"
            r"|\bneed(?:n't| not)\b|\b(?:do|does|did)(?:n't| not) (?:have|need) to\b"
            r"|\b(?:do|does|did)(?:n't| not) have (?:a|any)(?: \w+)? (?:duty|obligation)\b"
            r"|\b(?:not|n't) (?:mean|imply|suggest) that\b[^.]*",
        ),
        (
            Strength.MUST_NOT,
            rf"\b(?:must|shall){_BETWEEN} (?:not|never)\b(?! (?:only|just|merely)\b)|\bmustn't\b"
            r"|\bmay not\b(?! (?:yet|always|necessarily|be (?:able|aware|clear|known)|have|know)\b)"
            r"|\b(?:is|are|be)(?:n't| not) (?:allowed|permitted)\b|\b(?:prohibited|forbidden)\b"
            r"|\b(?:no|none|neither|nobody)\b(?! (?:more|fewer|less|later)\b)[^.;:,]*?"
            r" (?:must|may|shall)\b",
        ),
        (
            Strength.SHOULD_NOT,
            rf"\b(?:should|ought){_BETWEEN} (?:not|never)\b(?! (?:only|just|merely)\b)"
            r"|\bshouldn't\b|\b(?:no|none|neither|nobody)\b[^.;:,]*? should\b",
        ),
        (
            Strength.MUST,
            r"\bmust\b|\b(?:required|obliged) to\b"
            r"|\b(?:has|have) (?:an? )?(?:\w+ ){0,2}dut(?:y|ies)\b"
            r"|\b(?:dut(?:y|ies)|obligations?) to\b|\b(?:mandatory|compulsory|obligatory)\b",
        ),
        (Strength.SHALL, r"\bshall\b"),
        (Strength.SHOULD, r"\bshould\b|\bought to\b"),
        (
            Strength.EXPECTED,
            r"\b(?:expected|anticipated) (?:to|that)\b|\bexpects?\b|\bexpectation (?:that|to|is)\b",
        ),
        (Strength.WILL, r"\bwill\b|\bgoing to\b|\bwon't\b"),
        # A capital opens the month as often as the modal.
        (Strength.MAY, r"(?-i:\bmay\b)|(?-i:\bMay (?=I\b|we\b))|\b(?:allowed|permitted) to\b"),
        (NEED, r"\b(?:has|have|had|need|needs|needed) to\b"),
        (CAN, r"\bcan(?!n't| not)\b|\bcould\b|\bmight\b"),
    )
)
_MAY_STAND_FOR: dict[str, set[str]] = {
    Strength.MUST: {Strength.MUST, Strength.SHALL},
    Strength.SHALL: {Strength.MUST, Strength.SHALL},
    NEED: {Strength.MUST, Strength.SHALL, NEED},
    Strength.MAY: {Strength.MAY, CAN},
    CAN: {Strength.MAY, CAN},
}
_NOT_LOST: frozenset[str] = frozenset(Strength) - {Strength.LISTED, Strength.NONE}

# They hold a “not” or a “no” and deny nothing.
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely)|not limited to|not exclusively|whether or not|"
    r"no (?:more|fewer|less|later|earlier) than|without delay|not[ -]for[ -]profit)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|nowhere|cannot|without|prohibited|"
    r"forbidden|unable|lacks?|refuse[sd]?)\b|n't\b",
    re.IGNORECASE,
)
_ANSWERING = re.compile(r"^\W*(?:Yes|No)\b\s*(?:[.,:;–—-]\s*|$)")

_LIMITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("at least", r"\bat least\b|\bminimum\b|\bno (?:less|fewer|earlier) than\b|\bor more\b"),
        ("at most", r"\bat most\b|\bmaximum\b|\bno (?:more|later) than\b"),
        ("only", r"(?<!\bnot )\b(?:only|solely|exclusively|nothing but)\b"),
        (
            "unless",
            r"\bunless\b|\bexcept(?:ing|ions?)?\b|\bexclud(?:es?|ing)\b|\bother than\b"
            r"|\bapart from\b",
        ),
    )
)
_CONDITIONAL = (
    r"(?<!identify )(?<!decide )(?<!see )(?<!consider )\bif\b|"
    r"(?<!, )(?<!year )(?<!place )(?<!area )\bwhere\b|, where (?-i:(?![A-Z]))|"
    r"\bin the (?:case|event) of\b|"
    r"\bprovid(?:ed|ing) that\b|\bas long as\b|\bsubject to\b|\bin cases\b"
)
_ALSO_CONDITIONAL = (
    rf"{_CONDITIONAL}|\bwhen(?:ever)?\b|\bthose (?:who|that)\b|\bunless\b|"
    r"\bshould (?:it|they|an?|any)\b|\bwherever\b|\bonce\b|\bdepend(?:s|ing) on\b"
)
_OPEN = r"\b(?:not limited to|not exclusively)\b"
_ALSO_OPEN = (
    rf"{_OPEN}|\bamong (?:other|others)\b|\bfor example\b|\bsuch as\b|\binclud(?:es?|ing)\b"
)
_UP_TO = r"\bup to (?=[£\d])"
_ALSO_UP_TO = rf"{_UP_TO}|\b(?:at most|maximum|no more than|under|below)\b|\d ?(?:to|[–-]) ?[£\d]"
# What a source has, and what may stand for it in a wording.
_KEPT = (
    ("if", _CONDITIONAL, _ALSO_CONDITIONAL),
    ("open list", _OPEN, _ALSO_OPEN),
    ("up to", _UP_TO, _ALSO_UP_TO),
)


@lru_cache(maxsize=REMEMBERED)
def forces(text: str) -> frozenset[str]:
    """Return how firmly a text binds: values of `Strength`, ``need`` and ``can``."""
    found: set[str] = set()
    left = plain(text)
    for force, pattern in _FORCES:
        left, times = pattern.subn(" ", left)
        if times:
            found.add(force)
    return frozenset(found)


def raised(said: frozenset[str], source: frozenset[str]) -> frozenset[str]:
    """Return what is said to bind in a way in which the source does not, up or down."""
    return frozenset(one for one in said if not _MAY_STAND_FOR.get(one, {one}) & source)


def binds(found: frozenset[str]) -> bool:
    """Say whether a force was found that a wording may not lose."""
    return bool(found & _NOT_LOST)


@lru_cache(maxsize=REMEMBERED)
def denies(text: str) -> bool:
    """Say whether a text denies something; a Yes or No that opens an answer does not count."""
    return bool(_DENIAL.search(_NO_DENIAL.sub(" ", without_yes_or_no(plain(text)))))


def without_seeming_denials(text: str) -> str:
    """Return a text without what holds a “not” or a “no” and denies nothing."""
    return _NO_DENIAL.sub(" ", text)


def without_yes_or_no(text: str) -> str:
    """Return a text without the Yes or No that opens it."""
    return _ANSWERING.sub("", text, count=1)


def limits(text: str) -> frozenset[str]:
    """Return the words that limit what a text says: only, unless, at least, at most."""
    return frozenset(name for name, pattern in _LIMITS if pattern.search(plain(text)))


def limit_places(text: str) -> list[tuple[str, int, int]]:
    """Return each word that limits what a text says, with where it begins and ends."""
    return [
        (name, found.start(), found.end())
        for name, pattern in _LIMITS
        for found in pattern.finditer(plain(text))
    ]


def conditions_lost(source: str, said: str) -> frozenset[str]:
    """Return the limits and conditions of a source that a wording of it does not have."""
    lost = {
        name
        for name, kept, stands_for in _KEPT
        if re.search(kept, plain(source), re.IGNORECASE)
        and not re.search(stands_for, plain(said), re.IGNORECASE)
    }
    return (limits(source) - limits(said)) | lost


def plain(text: str) -> str:
    """Return a text with straight quotation marks and single spaces."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("‘", "'"))
