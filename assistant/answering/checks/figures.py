"""Numbers, dates, ages, money and names in a text, in a form in which two texts compare."""

from __future__ import annotations

import re
from decimal import Decimal

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# “One” is a pronoun as often as a number.
_WORDS = {word: n for n, word in enumerate(_SMALL) if word != "one"} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_SPELLED = re.compile(
    rf"\b(?:({'|'.join(_TENS)})[- ])?({'|'.join(_SMALL[1:10])})\b|\b({'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)
_SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9}
_MONTHS = "january february march april may june july august september october november december"
_MONTH = "|".join(month.capitalize() for month in _MONTHS.split())
_DATE = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?({_MONTH})(?:,? (\d{{4}}))?\b")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_SECTION = re.compile(r"\b\d+[A-Z]+\d*(?:\(\w+\))*|\b[A-Z]+\d+\b|\b\d+(?:\.\d+){2,}")
_NUMERAL = re.compile(
    r"(£)? ?(\d[\d,]*(?:\.\d+)?)(?: ?(thousand|million|billion|bn|m|k)\b)?"
    r"(?:st|nd|rd|th)?( ?%| per ?cent\b)?",
    re.IGNORECASE,
)
_BELOW = r"under|below|(?:less|fewer|younger|no more|no later) than|up to|at most|maximum of"
_ABOVE = r"over|above|(?:more|older|no less|no fewer) than|at least|minimum of"
_BOUND = re.compile(
    rf"\b(?:({_BELOW})|({_ABOVE})) (?:the age of |age )?£?(\d[\d,.]*\d|\d)", re.IGNORECASE
)
_BOUND_AFTER = re.compile(
    r"(\d[\d,.]*\d|\d)(?:\+|(?: \w+)? (?:or|and) (?:(under|below|less|fewer|younger)"
    r"|(?:over|above|more|older))\b)",
    re.IGNORECASE,
)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text: amounts in digits, per cents, pounds, sections and dates.

    A date gives itself, its parts and its shorter forms: ``8 february 2021``, ``february 2021``.
    """
    return _dates(text) | _numerals(spelled_out(text))


def numbers_said(text: str) -> frozenset[str]:
    """Return the numbers of a text where each date counts once, whole."""
    whole = {date for date, _ in _dates_found(text)}
    rest = _NUMERIC_DATE.sub(" ", _DATE.sub(_blank, text))
    return frozenset(whole) | _numerals(spelled_out(rest))


def turned(said: str, source: str) -> frozenset[str]:
    """Return numbers that are said to be a limit above where the source says below, or so."""
    own, there = _bounds(said), _bounds(source)
    return frozenset(
        number for side, number in own - there if (("<" if side == ">" else ">"), number) in there
    )


def _dates(text: str) -> frozenset[str]:
    found: set[str] = set()
    for date, parts in _dates_found(text):
        found |= {date, *parts} | {" ".join(parts[start:]) for start in range(len(parts))}
        found |= {" ".join(parts[:end]) for end in range(1, len(parts))}
    return frozenset(found)


def _dates_found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    dates = []
    for found in _DATE.finditer(text):
        if _is_date(found):
            day, month, year = found.groups()
            dates.append((str(int(day)) if day else "", month.lower(), year or ""))
    for numeric in _NUMERIC_DATE.finditer(text):
        day, month, year, iso_year, iso_month, iso_day = numeric.groups()
        named = _MONTHS.split()[(int(month or iso_month) - 1) % 12]
        dates.append((str(int(day or iso_day)), named, year or iso_year))
    parts = [tuple(filter(None, date)) for date in dates]
    return [(" ".join(date), date) for date in parts]


def _is_date(found: re.Match[str]) -> bool:
    """Say whether a month is one: “May” and “March” open sentences too."""
    return found[2] not in ("May", "March") or bool(found[1] or found[3])


def _blank(found: re.Match[str]) -> str:
    return " " if _is_date(found) else found.group()


def _numerals(text: str) -> frozenset[str]:
    sections = {found.group().lower() for found in _SECTION.finditer(text)}
    found = set(sections)
    for pound, digits, scale, share in _NUMERAL.findall(_SECTION.sub(" ", text)):
        amount = Decimal(digits.replace(",", "").rstrip(".") or "0")
        amount *= 10 ** _SCALES.get(scale.lower(), 0)
        found.add(f"{pound}{amount.normalize():f}{'%' if share else ''}")
    return frozenset(found)


def spelled_out(text: str) -> str:
    """Return a text with its number words in digits."""

    def digits(found: re.Match[str]) -> str:
        tens, small, single = found.groups()
        if single:
            return str(_WORDS[single.lower()])
        if not tens and small.lower() == "one":
            return found.group()
        return str((_WORDS[tens.lower()] if tens else 0) + _SMALL.index(small.lower()))

    return _SPELLED.sub(digits, text)


def _bounds(text: str) -> frozenset[tuple[str, str]]:
    plain = spelled_out(text)
    before = {("<" if below else ">", n.replace(",", "")) for below, _, n in _BOUND.findall(plain)}
    after = {
        ("<" if below else ">", n.replace(",", "")) for n, below in _BOUND_AFTER.findall(plain)
    }
    return frozenset(before | after)
