"""How firmly a clause binds, read from its own words."""

from __future__ import annotations

import re

from assistant.domain import Strength

# In order of reading, not of force: at one place the first that matches is taken.
_MARKS: tuple[tuple[Strength, re.Pattern[str]], ...] = tuple(
    (strength, re.compile(pattern))
    for strength, pattern in (
        (
            Strength.NO_REQUIREMENT,
            r"\b(?:no (?:\w+ )?requirement|not (?:\w+ )?required to|not be required to|need not|"
            r"(?:do|does|did)(?:n[’']t| not) (?:have|need) to)\b",
        ),
        (Strength.MUST_NOT, r"\b(?:must not|mustn[’']t|may not|shall not|cannot|can not)\b"),
        (Strength.SHOULD_NOT, r"\b(?:should not|shouldn[’']t|ought not)\b"),
        (
            Strength.MUST,
            r"\bmust\b|\b(?:is|are|be|was|were) (?:\w+ )?(?:required|obliged) to\b|"
            r"\b(?:have|has) (?:an? )?(?:\w+ ){0,2}dut(?:y|ies) to\b",
        ),
        (Strength.SHALL, r"\bshall\b"),
        (Strength.SHOULD, r"\b(?:should|ought to)\b"),
        (
            Strength.EXPECTED,
            r"\b(?:is|are|be) expected (?:to|that)\b|\b[Ww]e (?:would )?expect\b|"
            r"\ban? expectation that\b",
        ),
        (Strength.WILL, r"\bwill\b"),
        # A capital opens the month as often as the modal; only the small word is read.
        (Strength.MAY, r"\bmay\b"),
    )
)
_OPENING_CLAUSE = re.compile(
    r"^\W*(?:While|Whilst|Although|Where|When|If|As|Once|Unless|Until|Because|Since|In order)\b"
    r"[^.;:]*?,\s+(?=\w)"
)
_EMBEDDED = re.compile(r"\b(?:which|who|that|if|where|when|how|whether)\s+(?:\w+\s+){0,4}$")
_PROPOSED = re.compile(r"\bpropos|\bconsultation\b|\bforecast\b", re.IGNORECASE)


def strength_of(clause: str, *, listed: bool = False, authority: str = "") -> Strength:
    """Return the strength of a clause, given as reading text.

    The main clause decides: an opening "While …," and what hangs on "which" or "that" count only
    where nothing else does. A "will" in a proposal binds nobody. ``listed`` marks an item of a
    list, which has no strength but its lead-in's.
    """
    main = _OPENING_CLAUSE.sub("", clause)
    found = _first(main) or _first(clause)
    if found is None or (found is Strength.WILL and _PROPOSED.search(authority)):
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
