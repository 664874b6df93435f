"""Quotations altered by rule, one way each, so that what they say is no longer so.

Statements are altered as the FactCC training data were (Kryściński et al., *Evaluating the factual
consistency of abstractive text summarization*, 2020): numbers, names and denials exchanged, and
here also what rules turn on, such as modals, conditions and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.checks.lists import enumerations
from assistant.answering.checks.plain import plain_words, roots
from evals.faithfulness.cases import Altered

_NUMBER = re.compile(r"(?<![\w.£-])(\d{1,3})(?![\w.,%-]*\d)")
_MODAL = re.compile(r"\b(must|should|may|will)\b(?! not\b)")
_RAISED = {"should": "must", "may": "must", "will": "must"}
_LOWERED = {"must": "may", "should": "may"}
_NOT = re.compile(r"\b(must|should|may|will|is|are|was|were) not\b")
_VERB = re.compile(r"\b(must|should|may|will|is|are|was|were)\b(?! not\b)")
_LIMITS = (
    (re.compile(r"\bat least\b"), "at most"),
    (re.compile(r", (?:unless|except|where appropriate)\b[^,.;]*"), ""),
    (re.compile(r"\bonly "), ""),
    (re.compile(r"\b(?:usually|typically|generally|normally)\b"), "always"),
    (re.compile(r"\bsome\b"), "all"),
    (re.compile(r"\bincluding but not limited to\b"), "namely"),
    (re.compile(r"\blikely to\b"), "certain to"),
    (re.compile(r"^(?:Where|If|Unless) [^,]+, "), ""),
    (re.compile(r"\b(?:should|must) (?=\w)"), r"\g<0>only "),
)
_AROUND = re.compile(
    r"^(?P<one>(?:[\w’-]+ ){0,3}?)(?P<actor>[\w’-]+) (?P<between>(?:must|should|may|will|can) .*)$"
)
_WORD = re.compile(r"[A-Za-z’-]+")
_SET_BEFORE = ("as ", "in ", "with ", "to ", "for ", "at ", "on ", "by ", "from ", "if ", "where ")
_REACH = 8
"""Words after the verb among which whom it is done to is looked for."""
_BROUGHT = (
    " and pay each family a yearly grant.",
    " and publish the minutes of every meeting online.",
    " because complaints to the ombudsman have doubled.",
    " with the consent of the Treasury.",
)


@dataclass(frozen=True, slots=True)
class Names:
    """What may stand in the place of a name: others of the same corpus."""

    bodies: Sequence[str]
    roles: Sequence[str]
    laws: Sequence[str]
    actors: frozenset[str]


def altered(text: str, names: Names) -> Iterator[Altered]:
    """Yield a statement altered once in each way in which its words allow it."""
    for kind, other in (
        ("number", _another_number(text)),
        ("body", _exchanged(text, names.bodies)),
        ("role", _exchanged(text, names.roles)),
        ("law", _exchanged(text, names.laws)),
        ("strength_raised", _modal(text, _RAISED)),
        ("strength_lowered", _modal(text, _LOWERED)),
        ("negation", _denied(text)),
        ("restriction", _limited(text)),
        ("list", _shortened(text)),
        ("who_to_whom", _turned(text, names.actors)),
        ("beyond", _added(text)),
    ):
        if other and other != text:
            yield Altered(kind, other)


def _another_number(text: str) -> str:
    return _NUMBER.sub(lambda found: str(int(found[1]) + 3), text, count=1)


def _exchanged(text: str, others: Sequence[str]) -> str:
    for place, name in enumerate(others):
        pattern = rf"\b{re.escape(name)}(?=s?\b)"
        if re.search(pattern, text):
            follow = [*others[place + 1 :], *others[:place]]
            new = next((other for other in follow if other.lower() not in text.lower()), "")
            return re.sub(pattern, new, text) if new else ""
    return ""


def _modal(text: str, others: dict[str, str]) -> str:
    found = _MODAL.search(text)
    if not found or found[1] not in others:
        return ""
    return text[: found.start()] + others[found[1]] + text[found.end() :]


def _denied(text: str) -> str:
    if _NOT.search(text):
        return _NOT.sub(r"\1", text, count=1)
    return _VERB.sub(r"\1 not", text, count=1)


def _limited(text: str) -> str:
    for pattern, other in _LIMITS:
        if pattern.search(text):
            shorter = pattern.sub(other, text, count=1)
            return shorter[:1].upper() + shorter[1:]
    return ""


def _shortened(text: str) -> str:
    """Leave the middle item of a list of three out."""
    if not any(len(listed.items) > 2 for listed in enumerations(text)):
        return ""
    return re.sub(r", [\w’' -]{3,30}(,? and )", r"\1", text, count=1)


def _turned(text: str, actors: frozenset[str]) -> str:
    """Let two who act change places round the verb."""
    found = _AROUND.match(text)
    if not found or found["one"].lower().startswith(_SET_BEFORE) or not _acts(found[2], actors):
        return ""
    words = found["between"].split(" ")
    for at, word in enumerate(words[1:_REACH], start=1):
        bare = word.strip(".,;:()")
        if bare and bare != found[2] and _acts(bare, actors):
            words[at] = word.replace(bare, found[2])
            return f"{found[1]}{bare} {' '.join(words)}"
    return ""


def _acts(word: str, actors: frozenset[str]) -> bool:
    return bool(_WORD.fullmatch(word)) and roots(word)[-1] in actors - plain_words().general


def _added(text: str) -> str:
    return text.rstrip(". ;:") + _BROUGHT[len(text) % len(_BROUGHT)]
