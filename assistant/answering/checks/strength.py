"""How firmly a statement binds: no more and no less than its source."""

from __future__ import annotations

import re

from assistant.answering.checks.marks import binds, forces, raised
from assistant.answering.checks.told import Told

_SOFT = re.compile(
    r"\b(?:encourag|recommend|invit|advis|urg|suggest|propos|likel|probabl|anticipat|"
    r"expect|intend|intention|aim|hop|plan|due to|could|might|would|want|seek|ask)\w*",
    re.IGNORECASE,
)
_URGES = re.compile(r"\b(?:encourag|recommend|invit|advis|urg)\w*|\bask(?:s|ed)? to\b", re.I)
_REQUIRES = re.compile(r"\brequires?\b")
_REQUIRED = re.compile(r"\brequir|\bmust\b|\bdut(?:y|ies)\b|\bneed")


def fault_in_strength(told: Told) -> str:
    """Return where a statement binds more or less firmly than what it tells again."""
    for pair in told.sentences:
        said, source = forces(pair.said), forces(pair.source)
        if more := sorted(raised(said, source | forces(told.context))):
            return f"It says “{more[0]}”, which its source does not."
        if binds(source) and not said and not _SOFT.search(pair.said):
            return f"Its source says “{sorted(source)[0]}”, and it does not."
        if _URGES.search(pair.said) and not _URGES.search(f"{pair.source}\n{told.context}"):
            return "It makes advice of what its source does not put as advice."
        if _REQUIRES.search(pair.said) and not _REQUIRED.search(f"{pair.source}\n{told.context}"):
            return "It says that something is required, which its source does not."
    return ""
