"""Numbers as pages, lists and notes print them: decimal, letters, Roman."""

from __future__ import annotations

_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "m cm d cd c xc l xl x ix v iv i".split(),
        strict=True,
    )
)
_VALUES = {letters: value for value, letters in _ROMAN}
ROMAN = r"(?=[ivxlc])c{0,3}(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
"""A pattern for a Roman numeral below 400, in small letters, as pages are numbered with."""
# Larger numbers than this have no Roman form that anybody prints.
_MAX_ROMAN = 3_999
_ALPHABET = 26
# A list that went through the alphabet this often is damaged.
_MAX_REPEATS = 20


def roman(number: int) -> str:
    """Return a number in lower-case Roman numerals, or in decimal where there are none."""
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    made = ""
    for value, letters in _ROMAN:
        made += letters * (number // value)
        number %= value
    return made


def roman_value(numeral: str) -> int:
    """Return what a Roman numeral, in one case throughout, stands for; 0 where it is none."""
    small = numeral.lower()
    values = [_VALUES.get(letter, 0) for letter in small]
    pairs = zip(values, [*values[1:], 0], strict=True)
    total = sum(-value if value < after else value for value, after in pairs)
    one_case = numeral in (small, small.upper())
    return total if one_case and total > 0 and roman(total) == small else 0


def letters(number: int) -> str:
    """Return a, b … z, aa, ab … as web pages count, or a decimal number below 1."""
    if number < 1:
        return str(number)
    made = ""
    while number:
        number, place = divmod(number - 1, _ALPHABET)
        made = chr(ord("a") + place) + made
    return made


def repeated_letters(number: int) -> str:
    """Return a, b … z, aa, bb … as Word counts, or a decimal number below 1."""
    if not 0 < number <= _ALPHABET * _MAX_REPEATS:
        return str(number)
    times, place = divmod(number - 1, _ALPHABET)
    return chr(ord("a") + place) * (times + 1)


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 3rd, 11th …"""
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10)
    return f"{number}{suffix or 'th'}"
