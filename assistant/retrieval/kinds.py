"""What kind of thing a question asks for, and whether words show one."""

from __future__ import annotations

import re

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_FREQUENCY = (
    r"\b(?:each|every|per|once|twice|annual\w*|month\w*|quarter\w*|week\w*|year\w*|daily)\b"
)
_WORDED = "(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|million)"
_DURATION = (
    rf"(?:\d+(?:[-–]\d+)?|\b{_WORDED})[\s-](?:\w+\s)?(?:minute|hour|day|week|month|year)s?\b"
)
_NUMBER = rf"\d|\b{_WORDED}\b"
_MONEY = r"£\s?\d|\d\s?(?:pounds|%|per cent)"
# The year in the name of a law says when the law was made, and not when anything happens.
_LAW = r"(?<!\bAct )(?<!\bAct \()(?<!\bRegulations )(?<!\bBill )"
_DATE = rf"{_LAW}\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b"
_CONTACT = r"\S@\S|\d{4,}"
# What a question asks for, and what shows that it is there; the first that fits is taken.
_KINDS = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(shows, re.IGNORECASE))
    for asks, shows in (
        (r"\bhow (?:often|frequently|many times)\b", _FREQUENCY),
        (
            r"\bhow long\b|\bhow many (?:hours|days|weeks|months|years)\b|\bterm of office\b",
            _DURATION,
        ),
        (
            r"\bhow (?:old|many)\b|\bwhat (?:age|percentage|proportion|number)\b|"
            r"\b(?:minimum|maximum) number\b|\bquorum\b",
            _NUMBER,
        ),
        (
            r"\bhow much\b|\b(?:salary|salaries|fees?|price|allowance|paid|pay|pounds)\b|£",
            _MONEY,
        ),
        (
            r"\b(?:what|which) (?:\w+ ){0,2}(?:date|year|month|day)\b|\bdeadline\b|^\W*when\b",
            _DATE,
        ),
        (r"\b(?:phone|telephone|e-?mail)\b|\bpostal address\b", _CONTACT),
    )
)


def shows_kind(question: str, text: str) -> bool | None:
    """Say whether ``text`` holds the kind of thing asked for; none where no kind is asked for."""
    shows = next((shows for asks, shows in _KINDS if asks.search(question)), None)
    return None if shows is None else bool(shows.search(text))
