"""Names of Word's XML, and how its values are read."""

from __future__ import annotations

import re

from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_INTEGER = re.compile(r"\s*[-+]?\d{1,9}")
_OFF = frozenset({"0", "false", "off", "none"})


def child(element: _Element | None, name: str) -> _Element | None:
    """Return the first child of that name in Word's own namespace."""
    return None if element is None else element.find(f"{W}{name}")


def value(element: _Element | None) -> str:
    """Return what an element's ``w:val`` says; nothing where there is none."""
    return "" if element is None else element.get(f"{W}val", "")


def integer(said: str | None, otherwise: int) -> int:
    """Return a number as written, a fraction cut off."""
    found = _INTEGER.match(said or "")
    return int(found[0]) if found else otherwise


def switched_on(element: _Element | None) -> bool:
    """Say whether a property is there and not switched off."""
    return element is not None and value(element).lower() not in _OFF
