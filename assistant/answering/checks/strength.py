"""How firmly a statement binds: no more and no less than its source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checks.marks import CAN, NEED, binds, denies, forces, raised
from assistant.answering.checks.told import Told
from assistant.domain import Strength

_SOFT = re.compile(
    r"\b(?:encourag|recommend|invit|advis|urg|suggest|propos|likel|probabl|anticipat|"
    r"expect|intend|intention|aim|hop|plan|due to|could|might|would|want|seek|ask)\w*",
    re.IGNORECASE,
)
_URGES = re.compile(r"\b(?:encourag|recommend|invit|advis|urg)\w*|\bask(?:s|ed)? to\b", re.I)
_PASSES = frozenset({Strength.WILL})
"""What may be told in the present tense."""
_FEEBLE = frozenset({Strength.MAY, Strength.EXPECTED, Strength.WILL, CAN})
"""What other words than a modal may tell: likely, anticipated, planned."""
_REQUIRES = re.compile(r"\brequires?\b")
_REQUIRED = re.compile(r"\brequir|\bmust\b|\bdut(?:y|ies)\b|\bneed")


def fault_in_strength(told: Told) -> str:
    """Return where a statement binds more or less firmly than what it tells again."""
    for pair in told.sentences:
        said, source = forces(pair.said), forces(pair.source)
        # “Can” tells of what is possible; where it stands for a duty, the duty is missed below.
        allowed = source | forces(told.context) | {CAN}
        if denies(pair.said) and denies(pair.source):
            allowed |= {NEED}
        if more := sorted(raised(said, allowed)):
            return f"It says “{more[0]}”, which its source does not."
        told_so = [other.said for other in told.sentences if other.source == pair.source]
        if binds(source - _PASSES) and not _told(source, told_so):
            return f"Its source says “{sorted(source)[0]}”, and it does not."
        if _URGES.search(pair.said) and not _URGES.search(f"{pair.source}\n{told.context}"):
            return "It makes advice of what its source does not put as advice."
        if _REQUIRES.search(pair.said) and not _REQUIRED.search(f"{pair.source}\n{told.context}"):
            return "It says that something is required, which its source does not."
    return ""


def _told(source: frozenset[str], texts: Sequence[str]) -> bool:
    """Say whether one of the forces of a source is told by a word that may stand for it."""
    said = forces("\n".join(texts))
    if any(not raised(frozenset({one}), source) for one in said - {Strength.WILL}):
        return True
    return source <= _FEEBLE and any(_SOFT.search(text) for text in texts)
