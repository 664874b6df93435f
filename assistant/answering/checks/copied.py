"""Nearly a copy: a statement that repeats its source may not change a word on which rules turn.

Where a sentence is worded anew, one modal or denial may stand for another, and the other checks
judge what it comes to. In a copy each counts, as often as it stands there.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from assistant.answering.checks.figures import spelled_out
from assistant.answering.checks.plain import covered, plain_words, roots
from assistant.answering.checks.told import Told

COPIED = 0.8
"""Share of the words of a sentence that its source has, from which it is a copy; chosen on
evals/cases/faithfulness/development.jsonl: at 0.75 two honest statements of 108 more are withheld,
at 0.85 one altered statement of 396 more is missed."""

_MODALS = frozenset("must should shall will may can could might would".split())
_TURNING = _MODALS | frozenset(
    "cannot not no never none neither nor nobody "
    "without unless except if where only always usually often all every most some any least before "
    "after until".split()
)


def fault_in_copy(told: Told) -> str:
    """Return the word that a near copy of a sentence adds, or leaves out of its midst."""
    for pair in told.sentences:
        said, source = _words(pair.said), _words(pair.source)
        brought = Counter(said) - Counter(source)
        if 1 - brought.total() / max(1, len(said)) < COPIED:
            continue
        lists = plain_words()
        acting = (told.names.actors | lists.offices) - lists.general - lists.wide
        # A modal may be said again for the second of two verbs, where none is left out.
        lost = (Counter(source) - Counter(said)).keys()
        again = set() if lost & _TURNING else set(source) & _MODALS
        there = set(source) | set(_words(told.nameable))
        for word in brought:
            turns = word in _TURNING - again or word.isdecimal()
            if (turns and word not in _words(told.context)) or (
                word in acting and (word in source or lost & acting or not covered(word, there))
            ):
                return f"It copies its source and adds “{word}”."
        if left_out := _left_out(said, source):
            return f"It copies its source and leaves “{left_out}” out."
    return ""


def _left_out(said: list[str], source: list[str]) -> str:
    """Return the word on which rules turn that is left out between two that are kept together."""
    together = set(pairwise(said))
    for before, word, after in zip(source, source[1:], source[2:], strict=False):
        if word in _TURNING and (before, after) in together and word not in said:
            return word
    return ""


def _words(text: str) -> list[str]:
    return roots(spelled_out(text))
