"""An evidence pack as Markdown in which nothing that was quoted is read as Markdown or HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.views.pack import Kind, Line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&^@])")
# What is read as a link without any mark.
_ADDRESS = re.compile(r"(?i)(?<=http):(?=//)|(?<=https):(?=//)|(?<=ftp):(?=//)|(?<=www)\.")
# What begins a list or underlines a heading at the start of a line.
_OPENING = re.compile(r"^(\d{1,9})([.)])|^([-+=])")

_BEFORE = {
    Kind.TITLE: "# ",
    Kind.QUESTION: "## ",
    Kind.HEADING: "### ",
    Kind.TEXT: "",
    Kind.ITEM: "- ",
    Kind.QUOTE: "> ",
}


def as_markdown(lines: Sequence[Line], asked_on: date) -> bytes:
    """Return the file, in UTF-8."""
    return ("\n\n".join(map(_set, lines)) + "\n").encode("utf-8")


def _set(line: Line) -> str:
    if line.kind is Kind.FACT:
        return f"**{line.name}:** {escaped(line.text)}"
    return f"{_BEFORE[line.kind]}{escaped(line.text)}"


def escaped(text: str) -> str:
    """Return Markdown that shows one line of text as it is."""
    literal = _ADDRESS.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", text))
    return _OPENING.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", literal)
