"""How firmly a clause binds, read from its own words."""

from __future__ import annotations

import re

from assistant.answering.authority import is_proposal
from assistant.domain import Strength

# What may stand between a modal and its "not", and what makes of the two no prohibition.
_BETWEEN = r"(?:(?:also|therefore|thus|then|still|\w+ly) )?"
_NOT_ONLY = r"(?! (?:only|just|merely)\b)"
# After "may not" these tell of what is uncertain: "it may not yet be known" forbids nothing.
_UNCERTAIN = (
    r"(?:always|yet|necessarily|often|even|only|just|all|\w+ly|be|have|know|need|want|wish|feel|"
    r"see|seem|appear|consider|think|believe|understand|exist|apply|work|realise|recognise)\b"
)
_NOBODY = (
    r"^\W*(?:No(?! (?:more|fewer|less|later|longer)\b)|None|Neither|Nobody)\b"
    r"(?:(?!\b(?:which|who|that|if|where|when)\b)[^.;:,])*?\b"
)
# In order of reading, not of force: at one place the first that matches is taken.
_MARKS: tuple[tuple[Strength, re.Pattern[str]], ...] = tuple(
    (strength, re.compile(pattern))
    for strength, pattern in (
        (
            Strength.NO_REQUIREMENT,
            r"\bno (?:\w+ ){0,2}(?:requirement|obligation|dut(?:y|ies))\b|\bneed not\b|"
            r"\b(?:not (?!only )(?:\w+ )?|never |neither |no longer )(?:required|obliged)"
            r"(?: to\b|(?=[.;,)]|$))|"
            r"\b(?:do|does|did)(?:n[’']t| not) (?:(?:have|need) to\b|"
            r"have (?:\w+ ){0,3}(?:dut(?:y|ies)|obligations?)\b)",
        ),
        (
            Strength.MUST_NOT,
            rf"\b(?:must|shall) {_BETWEEN}(?:not|never)\b{_NOT_ONLY}|\bmustn[’']t\b|"
            rf"\bmay not (?!{_UNCERTAIN})|\b(?:cannot|can not) be (?:an?|the)\b|"
            r"\b(?:is|are|be) (?:not (?:permitted|allowed)|prohibited)\b|"
            rf"{_NOBODY}(?:must|may|shall)\b",
        ),
        (
            Strength.SHOULD_NOT,
            rf"\b(?:should|ought) {_BETWEEN}(?:not|never)\b{_NOT_ONLY}|\bshouldn[’']t\b|"
            rf"{_NOBODY}should\b",
        ),
        (
            Strength.MUST,
            r"\bmust\b|"
            r"\b(?:is|are|be|was|were) (?!(?:not|never|neither|no|hardly|rarely|seldom) )"
            r"(?:\w+ )?(?:required|obliged) to\b|"
            r"\b(?:have|has) (?!no )(?:an? )?(?:\w+ ){0,2}dut(?:y|ies) to\b",
        ),
        (Strength.SHALL, r"\bshall\b"),
        (Strength.SHOULD, r"\b(?:should|ought to)\b"),
        (
            Strength.EXPECTED,
            r"\b(?:is|are|be) expected (?:to|that)\b|\b[Ww]e (?:would )?expect\b|"
            r"\ban? expectation that\b",
        ),
        # "Will be required to" is a duty, and "will be expected to" no more than it says.
        (Strength.WILL, r"\bwill\b(?! (?:\w+ )?be (?:\w+ )?(?:required|obliged|expected) to\b)"),
        # A capital opens the month as often as the modal; only the small word is read.
        (Strength.MAY, r"\bmay\b(?! not\b)"),
    )
)
_OPENING_CLAUSE = re.compile(
    r"^\W*(?:While|Whilst|Although|Where|When|If|As|Once|Unless|Until|Because|Since|In order)\b"
    r"[^.;:]*?,\s+(?=\w)"
)
_EMBEDDED = re.compile(r"\b(?:which|who|that|if|where|when|how|whether)\s+(?:\w+\s+){0,4}$")
# "This does not mean that boards must …" binds nobody.
_DENIED = re.compile(r"\b(?:not|n[’']t) (?:mean|imply|suggest) that\b.*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def strength_of(clause: str, *, listed: bool = False, authority: str = "") -> Strength:
    """Return the strength of a clause, given as reading text.

    The main clause decides: an opening "While …," and what hangs on "which" or "that" count only
    where nothing else does. A "will" in a proposal binds nobody. ``listed`` marks an item of a
    list, which has no strength but its lead-in's; what further sentences add to it does not count.
    """
    if listed:
        clause = _SENTENCE_END.split(clause, maxsplit=1)[0]
    clause = _DENIED.sub("", clause)
    main = _OPENING_CLAUSE.sub("", clause)
    found = _first(main) or _first(clause)
    if found is None or (found is Strength.WILL and is_proposal(authority)):
        return Strength.LISTED if listed else Strength.NONE
    return found


def _first(clause: str) -> Strength | None:
    """Return the strength that the first mark in a clause shows, free-standing marks first."""
    places = [
        (bool(_EMBEDDED.search(clause[: found.start()])), found.start(), order, strength)
        for order, (strength, pattern) in enumerate(_MARKS)
        for found in pattern.finditer(clause)
    ]
    return min(places, key=lambda place: place[:3])[3] if places else None
