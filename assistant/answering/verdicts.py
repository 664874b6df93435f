"""Yes or no: only where one clause says of the asked subject what is asked, in plain polarity.

Much is left undecided on purpose. A clause that sets a condition, that is about more or fewer than
was asked, or that allows where the question asks what is required, is quoted without a verdict.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.domain import Proposition, Query
from assistant.index.lexical import analyse
from assistant.retrieval.propositions import proposition_of

Opened = Callable[[str], str]
"""Opens the short forms of a text, so that “ICB” and its long form are the same words."""

_NECESSARY = frozenset({"must", "shall"})
_POSSIBLE = frozenset({"can", "may", "could", "might"})
_FACTUAL = frozenset({"is", "are", "was", "were", "has", "have", "had", "does", "do", "did"})
# Questions that ask what must be, in other words than "must": "does it have to", "is it required".
_ASKS_NECESSITY = re.compile(
    r"^(?:\w+ly )?(?:have to|has to|need(?: to)?|required to|obliged to|meant to|supposed to)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?P<verb>must|shall|may|can|is|are|was|were|has|have|does|do|did)"
    r"(?P<no>n[’']t|not| not| never| no longer)?\b(?! (?:if|when|where)\b)",
    re.IGNORECASE,
)
# With any of these in it a sentence holds on a condition, or for some, or is not told as a fact.
_CONDITIONAL = re.compile(
    r"\b(?:unless|except|only|if|where|when|provided|subject to|depending|may be|might|likely|"
    r"could|some|most|many|often|usually|normally|sometimes|generally|whether|propos\w+|"
    r"recommend\w*|suggest\w*|consider\w*|expect\w*|intend\w*|aim\w*|would|should)\b",
    re.IGNORECASE,
)
_NO_MORE_THAN = re.compile(r"\b(?:no|none|neither|nobody|nothing|without)\b", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|every|each|both|any)\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|just|alone|solely|exactly)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:–—]|,\s+(?:and|but|which|who|so)\b|\((?=\w{6,})")
# Too usual to tell one predicate from another.
_LIGHT = frozenset(
    analyse("need required have has be been being must do does get got put held give given "
            "supposed meant allowed actually")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Clause:
    subject: str
    verb: str
    negated: bool
    rest: str


def verdict(asked: Proposition | None, said: str, opened: Opened = str) -> bool | None:
    """Return whether the words ``said`` answer yes or no to what is asked; none where neither.

    ``said`` is one sentence as reading text, ``opened`` opens short forms.
    """
    if asked is None or said.rstrip().endswith("?") or _ONLY.search(_whole(asked)):
        return None
    # A condition counts wherever it stands: what a clause is cut at may be what it hangs on.
    if _CONDITIONAL.search(said):
        return None
    subject = _stems(_ALL.sub(" ", asked.subject), opened)
    predicate = _stems(asked.predicate, opened) - _LIGHT
    if not subject or not predicate:
        return None
    for clause in _clauses(said):
        if not subject <= _stems(clause.subject, opened):
            continue
        if not predicate <= _stems(clause.rest, opened) or not _as_many(asked, clause):
            continue
        return _polarity(asked, clause)
    return None


def answer_key(query: Query, said: str, opened: Opened = str) -> str | None:
    """Return ``yes`` or ``no`` where a sentence settles what is asked, else none.

    ``otherwise`` where it denies what the question takes for granted.
    """
    settled = verdict(query.proposition, said, opened)
    if settled is not None:
        return "yes" if settled else "no"
    taken = proposition_of(query.premise) if query.premise else None
    return "otherwise" if verdict(taken, said, opened) is False else None


def _polarity(asked: Proposition, clause: _Clause) -> bool | None:
    """Return yes or no for a clause with the asked subject and predicate, none where it hedges."""
    if _NO_MORE_THAN.search(clause.rest):
        return None
    wanted = asked.verb if not _ASKS_NECESSITY.match(asked.predicate) else "must"
    if clause.verb in _NECESSARY:
        # What must be may be asked for in any way; what must not be is not allowed either.
        says = not clause.negated if wanted in _NECESSARY | _FACTUAL or clause.negated else None
    elif clause.verb in _POSSIBLE:
        says = not clause.negated if wanted in _POSSIBLE else None
    else:
        says = not clause.negated if wanted in _FACTUAL else None
    return says if says is None else says is not asked.negated


def _as_many(asked: Proposition, clause: _Clause) -> bool:
    """Say whether a clause speaks of as many as are asked about, and with the same numbers."""
    numbers = set(re.findall(r"\d+", _whole(asked)))
    said = f"{clause.subject} {clause.rest}"
    if numbers - set(re.findall(r"\d+", said)):
        return False
    return not _ALL.search(asked.subject) or bool(
        _ALL.search(clause.subject) or re.search(r"[a-z]s\b(?!’)", clause.subject)
    )


def _clauses(sentence: str) -> Iterator[_Clause]:
    """Yield each clause of a sentence, cut at its verb; a short subject alone is sure."""
    for found in _MODAL.finditer(sentence):
        before, after = sentence[: found.start()], sentence[found.end() :]
        subject = _CLAUSE.split(before)[-1]
        rest = _CLAUSE.split(after)[0]
        verb = found["verb"].lower()
        yield _Clause(subject, verb, bool(found["no"]), rest)


def _stems(text: str, opened: Opened) -> set[str]:
    return set(analyse(opened(text)))


def _whole(asked: Proposition) -> str:
    return f"{asked.subject} {asked.predicate}"
