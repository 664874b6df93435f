"""What in a sentence can disagree with another: numbers, dates, strength, negation, members."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answering.strength import strength_of
from assistant.domain import Strength
from assistant.index.lexical import analyse

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+(?:(?P<year>(?:19|20)\d\d))?"
    r"|\b(?P<alone>(?:19|20)\d\d)\b(?!/\d)"
)
# Numbers of laws, forms, notes, paragraphs and years are names, not amounts.
_NAMES = re.compile(
    r"\b(?:[Aa]cts?|[Ss]ections?|[Ss]chedules?|[Pp]aragraphs?|[Pp]aras?|[Cc]hapters?|[Aa]nnex|"
    r"[Tt]ables?|[Aa]ppendix|[Ii]tems?|[Pp]ages?|[Oo]ptions?|[Ff]igures?|[Nn]otes?|[Pp]arts?)\s+"
    r"\d[\w.()]*|\[\d+\]|\b\d{4}/\d{2,4}\b|\b\w*[A-Za-z]\d\w*|\(\d{4}\)|\bAct (?:of )?\d{4}"
)
_OPENING_NUMBER = re.compile(r"^\W*\d+(?:\.\d+)*[.)]\s+")
_AMOUNT = re.compile(
    r"(?P<money>£)?(?P<number>\d+(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?:\s?(?:-|–|to|and)\s?(?P<end>\d+(?:,\d{3})+|\d+(?:\.\d+)?))?"
    r"(?P<percent>\s?%|\s+per cent)?(?:\s?(?P<unit>[A-Za-z]+))?"
)
_IN_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
}
_WORD_NUMBER = re.compile(rf"\b({'|'.join(list(_IN_WORDS)[1:])})\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not(?! (?:only|just|merely|limited))|never|cannot|without|neither|nor)\b|n[’']t\b|"
    r"\bno (?!later|more|fewer|less|longer|doubt)\w",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\b(?:compris\w+|consist\w* of|made up of|composed of|formed (?:of|from)|bring\w* together|"
    r"membership|members? (?:are|of)|includes?:?|including representatives|clusters? of|involves?)"
    r"(?!,? but)\b",
    re.IGNORECASE,
)

_MODAL = re.compile(
    r"\b(?:must|shall|should|may|cannot|need not|(?:is|are) (?:required|expected|not)|"
    r"(?:don[’']t|do not) have to|(?:have|has) a (?:\w+ )?duty|need to)\b"
)

_NEED = re.compile(r"\b(?:needs?|ha(?:s|ve)) to be\b")

FIRMNESS: Mapping[Strength, int] = {
    Strength.NO_REQUIREMENT: 0,
    Strength.MAY: 1,
    Strength.EXPECTED: 2,
    Strength.SHOULD: 2,
    Strength.MUST: 4,
    Strength.SHALL: 4,
    Strength.SHOULD_NOT: 6,
    Strength.MUST_NOT: 8,
}
"""How far strengths are apart; what stands nearer than two steps does not disagree."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a sentence says that another may say otherwise."""

    amounts: frozenset[tuple[str, str]]
    """What is counted, as a stem, and how many of it."""
    dates: frozenset[str]
    """As YYYY, YYYY-MM or YYYY-MM-DD."""
    strength: Strength
    negated: bool
    members: frozenset[str]
    """Stems of what it says the members of; empty where it says of none."""
    subject: frozenset[str]
    """Stems before the first word of strength: who it is that must or may."""

    @property
    def any(self) -> bool:
        """Whether there is anything to disagree about."""
        firm = self.strength in FIRMNESS
        return bool(self.amounts or self.dates or firm or self.negated or self.members)


def marks_of(text: str, authority: str) -> Marks:
    """Return the marks of a sentence, given as reading text."""
    named = _NAMES.sub(" ", _OPENING_NUMBER.sub("", text))
    dates = frozenset(filter(None, map(_iso, _DATE.finditer(named))))
    counted = _WORD_NUMBER.sub(lambda found: _IN_WORDS[found[0].lower()], _DATE.sub(" ", named))
    return Marks(
        amounts=frozenset(_amounts(counted)),
        dates=dates,
        strength=_strength(text, authority),
        negated=bool(_NEGATION.search(text)),
        members=_before(_MEMBERS, text),
        subject=_before(_MODAL, text),
    )


def _strength(text: str, authority: str) -> Strength:
    """Return the strength of a sentence; what “needs to” be counts as much as what must."""
    found = strength_of(text, authority=authority)
    return Strength.MUST if found is Strength.NONE and _NEED.search(text) else found


def _before(mark: re.Pattern[str], text: str) -> frozenset[str]:
    """Return the stems of the clause before the first mark, the nearest; none where none is."""
    found = mark.search(text)
    if not found:
        return frozenset()
    clause = re.split(r"[.;:,(]", text[: found.start()].replace(")", ","))
    nearest = next((part for part in reversed(clause) if len(part.split()) > 1), clause[-1])
    return frozenset(analyse(nearest))


def _iso(found: re.Match[str]) -> str:
    if found["alone"]:
        return found["alone"]
    if not found["year"]:
        return ""
    month = f"{found['year']}-{_MONTHS.index(found['month']) + 1:02}"
    return f"{month}-{int(found['day']):02}" if found["day"] else month


def _amounts(text: str) -> list[tuple[str, str]]:
    found = []
    for one in _AMOUNT.finditer(text):
        number = "–".join(filter(None, (one["number"], one["end"]))).replace(",", "")
        stems = analyse(one["unit"] or "")
        what = "£" if one["money"] else "%" if one["percent"] else stems[0] if stems else ""
        # One letter is what a telephone number or a table leaves behind.
        if len(what) > 1 or what in ("£", "%"):
            found.append((what, number))
    return found


def disagreements(one: Marks, other: Marks) -> list[str]:
    """Return in what two sentences on one subject differ, the most telling first, in words."""
    said = []
    for what in sorted({w for w, _ in one.amounts} & {w for w, _ in other.amounts}):
        first = {n for w, n in one.amounts if w == what}
        second = {n for w, n in other.amounts if w == what}
        if not first & second:
            said.append(f"number: {_list(first)} or {_list(second)} ({what})")
    if one.dates and other.dates and not _same_dates(one.dates, other.dates):
        said.append(f"date: {_list(one.dates)} or {_list(other.dates)}")
    steps = [FIRMNESS.get(marks.strength) for marks in (one, other)]
    if steps[0] is not None and steps[1] is not None and abs(steps[0] - steps[1]) > 1:
        said.append(f"strength: {one.strength.value} or {other.strength.value}")
    elif one.negated != other.negated:
        said.append("negation: one denies, the other does not")
    if one.members & other.members:
        said.append("members: each says of what it is made up")
    return said


def _same_dates(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sets of dates may be the same, one told more closely than the other."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _list(words: frozenset[str] | set[str]) -> str:
    return ", ".join(sorted(words))
