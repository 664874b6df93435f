"""Who does what to whom: those who act keep their places on either side of what is done.

The order of those who act is compared, the passive voice allowed for. That is less than the roles
of a semantic parse (Palmer, Gildea and Kingsbury, *The Proposition Bank*, 2005), which needs a
model; it sees two that are exchanged, and not one that slips into a sentence in which it had no
part but stood elsewhere in the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.answering.checks.capitals import LAW, is_name
from assistant.answering.checks.names import MAX_ROLE_WORDS, Names
from assistant.answering.checks.plain import covered, plain_words, roots
from assistant.answering.checks.sides import fault_around_verb, passive
from assistant.answering.checks.told import Told
from assistant.retrieval.acronyms import short_forms

_TOKEN = re.compile(r"[\w&'’]+|[.,;:()–]")
_EMPTY = frozenset(
    "a an the and or of to in on at by for from with as is are was were be been being will must "
    "should may can could would shall have has had do does did that which who this these those its "
    "their it they them more all any each both also so not no than into over out up how "
    "what".split()
)
_DETERMINERS = frozenset("the a an this that its their his her these those".split())
_FRONTED = re.compile(
    r"^(?:under|in|by|for|at|during|through|within|across|from|where|when|if|as|to|with)\b[^,]*,|"
    r"^(?:under|in|by|for|at|during|through|within|across|from) .*?"
    r"(?= (?:the|each|every|an?) [A-Z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Read:
    """Who is mentioned in a sentence and where first; and what stands around."""

    tokens: tuple[str, ...]
    places: Mapping[str, tuple[int, int]]
    fronted: int
    """Where the words end that are set before the sentence."""
    by: int | None
    """Where a passive names who acts; none in the active voice."""


def fault_in_agents(told: Told) -> str:
    """Return who is told in the place of whom."""
    for pair in told.sentences:
        said, source = _read(pair.said, told.names), _read(pair.source, told.names)
        shared = [who for who in said.places if who in source.places]
        for one, other in combinations(shared, 2):
            first, second = sorted((one, other), key=lambda who: said.places[who])
            if _exchanged(first, second, said, source):
                return f"It has “{first}” and “{second}” in each other’s places."
        if turned := fault_around_verb(pair.said, pair.source):
            return turned
    return ""


def _exchanged(first: str, second: str, said: _Read, source: _Read) -> bool:
    """Say whether two who are told in one order have the parts of the other order."""
    if any(_fronts(first, second, text) for text in (said, source)):
        return False
    other_way = source.places[first] > source.places[second]
    turned = _around_by(first, second, said) != _around_by(first, second, source)
    return other_way != turned and _same_between(first, second, said, source)


def _same_between(one: str, other: str, said: _Read, source: _Read) -> bool:
    """Say whether one thing at least is said between two in both: what the one does to the other.

    Two who only stand in another order, each with a verb of its own, have not changed places.
    """
    between = [_matter_between(one, other, text) for text in (said, source)]
    return any(covered(word, between[1]) for word in between[0])


def _matter_between(one: str, other: str, text: _Read) -> set[str]:
    (_, end), (start, _) = sorted((text.places[one], text.places[other]))
    return set(roots(" ".join(text.tokens[end:start]))) - _EMPTY


def _around_by(one: str, other: str, text: _Read) -> bool:
    """Say whether a passive stands between two, so that the later of them acts."""
    if text.by is None:
        return False
    first, second = sorted((text.places[one][0], text.places[other][0]))
    return first < text.by <= second


def _fronts(one: str, other: str, text: _Read) -> bool:
    return min(text.places[one][0], text.places[other][0]) < text.fronted


def _read(sentence: str, names: Names) -> _Read:
    tokens = tuple(_TOKEN.findall(LAW.sub(_hidden, sentence)))
    found: dict[str, list[tuple[int, int]]] = {}
    at = 0
    while at < len(tokens):
        size = _size(tokens, at, names)
        if size:
            key = " ".join(roots(" ".join(tokens[at : at + size])))
            found.setdefault(key, []).append((at, at + size))
        at += size or 1
    turned = passive(sentence)
    fronted = _FRONTED.match(sentence)
    return _Read(
        tokens,
        {who: places[0] for who, places in found.items()},
        len(_TOKEN.findall(fronted.group())) if fronted else 0,
        len(_TOKEN.findall(sentence[: turned.end()])) if turned else None,
    )


def _hidden(law: re.Match[str]) -> str:
    """Return as many words as a law's name has: laws do nothing."""
    return " ".join("-law-" for _ in _TOKEN.findall(law.group()))


def _is_name(token: str) -> bool:
    return is_name(token) and not short_forms(token)


def _size(tokens: Sequence[str], at: int, names: Names) -> int:
    """Return how many words from here on name one who acts; 0 where none does."""
    for size in range(MAX_ROLE_WORDS, 1, -1):
        if tuple(roots(" ".join(tokens[at : at + size]))) in names.roles:
            return size
    if short_forms(tokens[at]):
        return 1
    size = 0
    while at + size < len(tokens) and _is_name(tokens[at + size]):
        size += 1
    if size:
        return size
    root = roots(tokens[at])
    does = tokens[at].endswith(("ing", "led")) or (
        at + 1 < len(tokens)
        and tokens[at + 1].lower() in _DETERMINERS
        and (not at or tokens[at - 1].lower() not in _DETERMINERS)
    )
    acts = bool(root) and root[0] in names.actors | plain_words().offices
    return int(acts and not does)
