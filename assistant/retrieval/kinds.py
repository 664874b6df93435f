"""What kind of thing a question asks for, and whether words show one.

Of a question told as a story only the sentences that ask count: a phone that nobody answers is no
question for a number.
"""

from __future__ import annotations

import re
from enum import StrEnum

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WORDED = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|hundred|thousand|million|billion|half|third|quarter)"
)
_DURATION = (
    rf"(?:\d+(?:[-–]\d+)?|\b{_WORDED})[\s-](?:\w+[\s-])?"
    r"(?:minute|hour|day|night|week|month|year)s?\b"
)
# The year in the name of a law says when the law was made, and not when anything happens.
_LAW = r"(?<!\bAct )(?<!\bAct \()(?<!\bRegulations )(?<!\bBill )"
_DATE = (
    rf"{_LAW}\b(?:19|20)\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|"
    rf"\b(?:in|by|since|from|until) {_MONTH}\b"
)
# Figures that count nothing: years, days of a month, the numbers of laws, paragraphs and pages.
_COUNTS_NOTHING = re.compile(
    r"https?://\S+|\S+@\S+|\[\d+\]|\b[A-Za-z]+-\d+\b|"
    r"\b(?:section|paragraph|para|appendix|annex|chapter|table|figure|item|page|note|step|schedule)"
    r"s?\s+\d[\w.()–-]*|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b|\b(?:19|20)\d\d(?:[/–-]\d\d+)?\b",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """A kind of thing that a question asks for."""

    FREQUENCY = "frequency"
    AGE = "age"
    DEADLINE = "deadline"
    DURATION = "duration"
    SHARE = "share"
    SUM = "sum"
    NUMBER = "number"
    DATE = "date"
    CONTACT = "contact"
    SECTION = "section"
    NAME = "name"
    STEPS = "steps"


# How each kind is asked for.
_ASKS = {
    Kind.FREQUENCY: r"\bhow (?:often|frequently|regularly|many times)\b|"
    r"\bhow many (?:\w+ ){1,2}(?:a|per|each|every) (?:day|week|month|year)\b",
    Kind.AGE: r"\bhow old\b|\b(?:what|which) ages?\b|\bage limit\b",
    Kind.DEADLINE: r"\bdeadline\b|\btime ?(?:limit|scale)\b|\bcut-?off\b|\bwithin how\b",
    Kind.DURATION: r"\bhow (?:long|soon|quickly)\b|\bhow many (?:\w+ )?"
    r"(?:hours|days|nights|weeks|months|years|yrs|hrs)\b|\bterm of office\b|"
    r"\b(?:what|which) (?:\w+ ){0,2}(?:period|notice)\b|"
    r"\b(?:min|max)(?:imum)?\b.{0,20}\b(?:hours|days|weeks|months|years)\b",
    Kind.SHARE: r"\b(?:what|which) (?:percentage|proportion|share|majority)\b|"
    r"\bper ?cent(?:age)?\b",
    Kind.SUM: r"\bhow much (?!time|notice|say|weight|power)\b|\bhow much\W*$|"
    r"\b(?:salary|salaries|fees?|price|allowance|paid|pay|pounds|costs?|fines?|remuneration|earn|"
    r"wages?|fare)\b|£",
    Kind.NUMBER: r"\bhow (?:many|few)\b|\b(?:what|which) (?:\w+ ){0,2}"
    r"(?:number|total|limit|size|ratio|rating|score)\b|\b(?:minimum|maximum) number\b|\bquorum\b",
    Kind.DATE: r"\b(?:what|which) (?:\w+ ){0,2}(?:date|year|month|day|time)\b|\bby when\b|"
    r"(?:^|[,;:] |\band )when (?:is|are|was|were|will|does|do|did|must|should|has|have|can)\b",
    Kind.CONTACT: r"\b(?:phone|telephone|e-?mail)\b|\bpostal address\b|\bcontact details\b",
    Kind.SECTION: r"\b(?:what|which) (?:\w+ )?(?:section|clause|regulation|article)s?\b",
    Kind.NAME: r"\bnames? of (?:the|our|my|your|that|this)\b|"
    r"\bwhat(?:'s|s| is) (?:his|her|their) name\b|"
    r"\bwho (?:was|wrote|drafted|signed|chaired|proposed|got|won|runs|said)\b|"
    r"\b(?:what|which) "
    r"(?:mp|person|minister|councillors?|doctor|school|hospital|company|firm|judge)\b",
    Kind.STEPS: r"\bhow (?:do|can|could|would) (?:i|we|you|my|our)\b|\bsteps\b|"
    r"\bwhere (?:do|can) (?:i|we)\b|\bwho (?:do|can) (?:i|we)\b|\bhow to\b",
}
# What shows that a thing of the kind is there.
_SHOWS = {
    Kind.FREQUENCY: r"\b(?:each|every|per|once|twice|annual\w*|month\w*|quarter\w*|fortnight\w*|"
    r"week\w*|year\w*|daily)\b",
    Kind.AGE: r"\bage[ds]?\b|\byears? old\b|\d",
    Kind.DEADLINE: rf"{_DURATION}|{_DATE}",
    Kind.DURATION: _DURATION,
    Kind.SHARE: rf"%|\bper ?cent\b|\bproportion|\bmajority\b|\b{_WORDED}\b",
    Kind.SUM: r"£\s?\d|\d\s?(?:pounds|%|per cent|million)",
    Kind.NUMBER: rf"\d|\b{_WORDED}\b",
    Kind.DATE: _DATE,
    Kind.CONTACT: r"\S@\S|\d{4,}",
    Kind.SECTION: r"\b(?:section|clause|regulation|article)s?\s+\d",
    Kind.NAME: r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness|Cllr|Councillor|Professor)"
    r"\.? [A-Z]\w+",
}
_ASKED = {kind: re.compile(asks, re.IGNORECASE) for kind, asks in _ASKS.items()}
# A name is told by its capitals; everything else is shown in any case.
_SHOWN = {
    kind: re.compile(shows, 0 if kind is Kind.NAME else re.IGNORECASE)
    for kind, shows in _SHOWS.items()
}

SHOWN = frozenset(_SHOWS)
"""The kinds that words show; steps are told in too many ways to be known by a word."""
FIGURES = SHOWN - {Kind.NAME}
"""Of these the kinds that are figures, or are written with them."""

_COUNTED = frozenset({Kind.AGE, Kind.SHARE, Kind.NUMBER})
_MORE_SPECIAL = (
    (frozenset({Kind.FREQUENCY, Kind.AGE}), frozenset({Kind.DURATION, Kind.NUMBER})),
    (frozenset({Kind.DEADLINE}), frozenset({Kind.DURATION, Kind.DATE, Kind.NUMBER})),
    (frozenset({Kind.DURATION, Kind.SHARE, Kind.SUM}), frozenset({Kind.NUMBER})),
)

_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=\S)")
_ASKING = re.compile(
    r"^\W*(?:(?:so|and|but|ok|also|then|please|well)\b\W*)*"
    r"(?:(?:at|by|for|from|in|on|to|under|within|up to) )?"
    r"(?:what|whats|who|whos|whose|whom|which|how|when (?:is|are|was|were|will|do|does|did|must)|"
    r"where|why|is|are|am|was|were|does|do|did|can|could|may|must|shall|should|will|would|has|have|"
    r"had|name|list|give|tell)\b",
    re.IGNORECASE,
)


def asking(text: str) -> str:
    """Return the sentences of ``text`` that ask, or all of it where none is known to."""
    sentences = _SENTENCE.split(text)
    asked = [one for one in sentences if one.rstrip().endswith("?") or _ASKING.match(one)]
    return " ".join(asked or sentences)


def kinds_asked(question: str) -> tuple[Kind, ...]:
    """Return the kinds of thing that a question asks for, none where it asks for words."""
    asked = asking(question)
    found = [kind for kind, asks in _ASKED.items() if asks.search(asked)]
    for special, general in _MORE_SPECIAL:
        if special.intersection(found):
            found = [kind for kind in found if kind not in general]
    return tuple(found)


def shows(kind: Kind, text: str) -> bool:
    """Say whether ``text`` holds a thing of a kind that is among `SHOWN`."""
    read = _COUNTS_NOTHING.sub(" ", text) if kind in _COUNTED else text
    return bool(_SHOWN[kind].search(read))
