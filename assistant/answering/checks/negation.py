"""Denial: what a source denies is denied, what it says is said, no word becomes its opposite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checks.marks import denies, without_seeming_denials
from assistant.answering.checks.parts import Behind
from assistant.answering.checks.plain import plain_words, roots
from assistant.answering.checks.told import Told

REACH = 2
"""Words of matter after a denial that it surely denies; what comes later it may not."""

# Words that deny without a “not”.
_DENIES_ALSO = re.compile(
    r"\b(?:unlikely|rarely|seldom|hardly|barely|no longer|instead of|rather than|fail(?:s|ed)? to|"
    r"exempt(?:ed)? from|free from|stop(?:s|ped)? being|lacks?|declin(?:es|ed)|reject(?:s|ed)?|"
    r"refus(?:es|ed)|oppos(?:es|ed)|ceas(?:es|ed) to|disregard(?:s|ed)?|excluding)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|cannot|without|unable)\b|n't\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[.;:]|,? but\b|, (?=not\b)|, meaning that\b|, (?=\w+ing\b)|"
    r", and (?=(?:\w+ (?:is|are|will|must|should)|do|does|did|must|should|will|may|can)\b)"
)


def fault_in_negation(told: Told) -> str:
    """Return where a statement denies what its source does not, or leaves a denial out."""
    by_clause, by_sentence = _mismatched(told.clauses), _mismatched(told.sentences)
    # Of two readings one may have found the wrong words behind what is said.
    if by_clause and by_sentence:
        return by_clause
    said_near, said_all = _denied(told.said, REACH), _denying(told.said)
    source_near, source_all = _denied(told.quoted, REACH), _denying(told.quoted)
    words, there = set(_matter(told.said)), set(_matter(told.quoted))
    if wrong := sorted((said_near & there) - source_all):
        return f"It denies “{wrong[0]}”, which its source does not."
    if wrong := sorted((source_near & words) - said_all - _affirmed(told.quoted)):
        return f"Its source denies “{wrong[0]}”, and it does not."
    return _turned(told)


def _mismatched(pairs: Sequence[Behind]) -> str:
    """Return where a part of a statement and what it tells again do not both deny."""
    for source in dict.fromkeys(pair.source for pair in pairs):
        # What one part says may be told in two.
        more = any(_denies(pair.said) for pair in pairs if pair.source == source)
        if more != _denies(source):
            return "It denies what its source does not." if more else "It leaves a denial out."
    return ""


def _denies(text: str) -> bool:
    return denies(text) or bool(_DENIES_ALSO.search(text))


def _matter(text: str) -> list[str]:
    general = plain_words().general
    return [word for word in roots(text) if word not in general]


def _denied(text: str, reach: int) -> frozenset[str]:
    """Return the words of matter that follow a denial in its clause, as many as ``reach``."""
    found: set[str] = set()
    for clause in _CLAUSE_END.split(without_seeming_denials(text)):
        for denial in _DENIAL.finditer(clause):
            found.update(_matter(clause[denial.end() :])[:reach])
    return frozenset(found)


def _denying(text: str) -> frozenset[str]:
    """Return the words of matter of each clause that denies."""
    plain = without_seeming_denials(text)
    clauses = [clause for clause in _CLAUSE_END.split(plain) if _DENIAL.search(clause)]
    return frozenset(word for clause in clauses for word in _matter(clause))


def _affirmed(text: str) -> frozenset[str]:
    """Return the words of matter that stand in a clause without, or before, a denial."""
    found: set[str] = set()
    for clause in _CLAUSE_END.split(text):
        denial = _DENIAL.search(clause)
        found.update(_matter(clause[: denial.start()] if denial else clause))
    return frozenset(found)


def _turned(told: Told) -> str:
    """Return what word of a statement is the opposite of one that its source has in its place."""
    opposite = plain_words().opposite
    for pair in told.sentences:
        if _denies(pair.said) or _denies(pair.source):
            continue
        words, there = set(roots(pair.said)), set(roots(pair.source))
        for word in sorted(words - set(roots(told.quoted))):
            if lost := sorted((opposite.get(word, frozenset()) & there) - words):
                return f"It says “{word}” where its source says “{lost[0]}”."
    return ""
