"""Names of bodies, roles and laws in a text: runs of capitalised words, and short forms."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checks.marks import plain

_TOKEN = re.compile(r"[A-Za-z][\w'&]*|\d\w*|&|[.!?:;]|[,()]")
_ENDS = frozenset(".!?:;")
_SHORT_FORM = re.compile(r"[A-Z]{2,}[a-z]?s?|(?:[A-Z]&[A-Z])")
_LINKS = frozenset({"of", "&"})
"""Inside a name; “and” and “for” may as well stand between two, so they part names."""
_SKIPPED = frozenset({"and", "of", "for", "the", "in", "with", "to", "or"})
"""Words that a short form may pass over."""
LAW = re.compile(
    r"(?:[A-Z][\w'-]*(?:,? (?:(?:and|of|for|the|to) ){1,2}| ))+"
    r"(?:Act|Regulations|Order|Bill|Code)\b"
)
_OPENS = re.compile(r"^(?:(?:The|This|That|Under|In|By|An?|As|Any|Each|And|For|If|When) |the )+")
MIN_INITIALS = 3
"""Two letters begin some two words of almost any text."""
_NO_NAMES = frozenset(
    "a all also although an and any as at because both but by can could do does each either even "
    "every everyone except for from he her here how i if in is it its many may more most must "
    "my neither no nobody none not nothing of on once one only or other others our she should "
    "since so some such than that the their then there these they this those to under unless "
    "until we what when where whether which while who whose why will with without yes you your"
    " january february march april june july august september october november december".split()
)
"""A capital makes no name of them: they begin sentences, or are read as dates."""


def names(text: str) -> tuple[str, ...]:
    """Return the names of a text in order, as written.

    A single capitalised word at the start of a sentence is taken for a name only if it is a short
    form: nothing tells “Families should …” from a town.
    """
    found: list[str] = []
    run: list[str] = []
    starts = run_starts = True
    opened = plain(re.sub(r"[\n•“\"]", " . ", text))
    for token in [*_TOKEN.findall(opened), "."]:
        word = _bare(token)
        if _may_name(word):
            run_starts = run_starts if run else starts
            run.append(word)
        elif run and token in _LINKS:
            run.append(token)
        else:
            found += _name(run, run_starts)
            run = []
        starts = token in _ENDS
    return tuple(found)


def names_brought(said: str, source: str) -> tuple[str, ...]:
    """Return the names in what is said that the source has in no form.

    A name may stand there in small letters, in the plural, or as its short form or what that stands
    for. Roles in small letters are no names here, and which of two names did what is not seen.
    """
    words = [_singular(word) for word in re.findall(r"[\w'&]*\w[\w'&]*", plain(source))]
    there = f" {' '.join(words)} "
    return tuple(name for name in names(said) if not _stands(name, words, there))


def _may_name(word: str) -> bool:
    return word[:1].isupper() and (
        word.lower() not in _NO_NAMES or bool(_SHORT_FORM.fullmatch(word))
    )


def _name(run: Sequence[str], at_start: bool) -> list[str]:
    """Return the name that a run of words is, if it is one."""
    words = list(run)
    while words and words[-1] in _LINKS:
        words.pop()
    alone = len(words) == 1 and at_start and not _SHORT_FORM.fullmatch(words[0])
    return [" ".join(words)] if words and not alone else []


def _stands(name: str, words: Sequence[str], there: str) -> bool:
    """Say whether a name stands somewhere whole, or its short forms and the rest of it each do."""
    own = [word for word in name.split() if word != "&"]
    if f" {' '.join(map(_singular, own))} " in there:
        return True
    initials = _initials([word.lower() for word in own])
    if len(initials) >= MIN_INITIALS and _singular(initials) in words:
        return True
    short = [word for word in own if _SHORT_FORM.fullmatch(word)]
    rest = " ".join(_singular(word) for word in own if word not in short)
    return (
        bool(short)
        and (not rest or f" {rest} " in there)
        and all(_singular(word) in words or _is_spelled_out(word, words) for word in short)
    )


def _is_spelled_out(short: str, words: Sequence[str]) -> bool:
    letters = short.removesuffix("s").lower()
    full = "".join(word[0] for word in words)
    return len(letters) >= MIN_INITIALS and (letters in full or letters in _initials(words))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in _SKIPPED)


def _bare(token: str) -> str:
    return re.sub(r"^'+|'+s?$", "", token)


def _singular(word: str) -> str:
    """Return a word in small letters without its ending in s, so that both numbers compare."""
    small = _bare(word).lower()
    return small.rstrip("s") or small


def is_name(token: str) -> bool:
    """Say whether a word is written as a name, wherever it stands."""
    return _may_name(_bare(token))


def laws(text: str) -> frozenset[str]:
    """Return the laws that a text names, each by its whole name, the year left out."""
    return frozenset(_OPENS.sub("", found.group()) for found in LAW.finditer(text))
