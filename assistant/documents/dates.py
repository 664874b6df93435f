"""Dates as a catalogue holds them, and as people write them on title pages."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")
_WRITTEN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+)?(?P<month>{'|'.join(_MONTHS)}),?\s+"
    r"(?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)


def read_date(said: str) -> str | None:
    """Return the date that ``said`` is, as ``2021``, ``2021-02`` or ``2021-02-08``, or none.

    “8 February 2021” is a date; “8/2/2021” is none, for it is read in two ways.
    """
    said = said.strip()
    if found := _ISO.fullmatch(said):
        return said if _is_day(found["year"], found["month"], found["day"]) else None
    found = _WRITTEN.fullmatch(said)
    return _iso(found) if found else None


def dates_in(text: str) -> tuple[str, ...]:
    """Return the dates written out in ``text``, each once, in order; a month counts as one."""
    found = (_iso(written) for written in _WRITTEN.finditer(text))
    return tuple(dict.fromkeys(day for day in found if day))


def _iso(written: re.Match[str]) -> str | None:
    month = f"{_MONTHS.index(written['month'].lower()) + 1:02}"
    day = written["day"] and f"{int(written['day']):02}"
    if not _is_day(written["year"], month, day):
        return None
    return "-".join(filter(None, [written["year"], month, day]))


def _is_day(year: str, month: str | None, day: str | None) -> bool:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
