"""A statement beside what it rests on, read once for all checks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.checks.marks import plain
from assistant.answering.checks.names import Names
from assistant.answering.checks.parts import Behind, behind
from assistant.answering.checks.source import Source
from assistant.answering.checks.words import normal

_MARKS = re.compile(r"\[\d+(?:, ?\d+)*\]")
_SAYS = (
    r"(?:says?|said|states?|stated|explains?|explained|describes?|writes?|wrote|reports?|reported|"
    r"notes?|tells?|adds?|argues?|argued)"
)
_THINKS = (
    r"(?:thinks?|thought|believes?|believed|sees?|saw|feels?|felt|considers?|considered|propos\w+|"
    r"suggest\w*|recommend\w*|asks?|asked|expect\w*|wants?|wanted|welcomes?|welcomed|views?)"
)
_WHO = r"[^.,;:]{2,90}?"
_FRAME = re.compile(
    rf"^(?P<who>{_WHO}) {_SAYS}(?: in \d{{4}})?(?: that\b|:|,)\s*"
    rf"|^(?:According to|In the words of|As) (?P<by>{_WHO})(?: (?:says?|puts? it))?,\s*"
    rf"|^In (?P<view>{_WHO})(?:'s?)? (?:view|opinion),?\s*"
    rf"|^(?P<speaker>{_WHO}) (?={_THINKS}\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:When|At the time) this was written|In this (?:document|paper|guidance|report)),?\s*",
    re.IGNORECASE,
)
# Who speaks may be named wherever a statement says that someone does.
_ATTRIBUTES = re.compile(
    rf"\b(?:{_SAYS}|{_THINKS}) (?:that|in|how|on|about|for)\b|\baccording to\b|"
    r"\b(?:propos\w+|responses?|reports?|papers?|guide|handbook|view|opinion|writing|written)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_KINDS = frozenset(
    "the a an this its their own guidance law act legislation regulations rules rule statute "
    "policy statutory national official government document report paper response note guide "
    "handbook plan consultation proposal proposals proposed draft authors author writer s in "
    "of".split()
)
"""What a source may be called by its kind, whatever its title."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement beside its sources, both with short forms for long ones."""

    text: str
    """All that is said, without quotation and citation marks."""
    frame: str
    """Who or what is said to say it, where the statement opens so."""
    said: str
    """What is said, without that opening."""
    quoted: str
    context: str
    """Headings and lead-ins."""
    nameable: str
    """What else may be named: headings, lead-ins, the publisher where the source says “we”."""
    sources: tuple[Source, ...]
    sentences: tuple[Behind, ...]
    clauses: tuple[Behind, ...]
    names: Names
    opened: str
    """What the short forms of the source stand for."""


def told(text: str, sources: Sequence[Source], names: Names) -> Told:
    """Return a statement beside its sources, ready to be checked."""
    bare = names.shortened(plain(_MARKS.sub(" ", re.sub(r"[“”\"]", "", text))).strip())
    bare = _OPENING.sub("", bare)
    frame, said = _framed(bare, sources)
    quotations = [names.shortened(plain(source.quoted)) for source in sources]
    context = "\n".join(source.context for source in sources if source.context)
    speakers = [f"{source.voice}\n{source.publisher}" for source in sources]
    spoken = speakers if _WE.search("\n".join(quotations)) or _ATTRIBUTES.search(said) else []
    return Told(
        bare,
        frame,
        said,
        "\n".join(quotations),
        names.shortened(plain(context)),
        names.shortened(plain("\n".join([context, *spoken]))),
        tuple(sources),
        tuple(behind(said, quotations)),
        tuple(behind(said, quotations, by_clause=True)),
        names,
        names.opened("\n".join([*quotations, context, *spoken])),
    )


def _framed(text: str, sources: Sequence[Source]) -> tuple[str, str]:
    """Return who is said to say it, where a text opens so, and the rest of the text."""
    found = _FRAME.match(text)
    who = next(filter(None, found.groups()), "") if found else ""
    speakers = {
        word
        for source in sources
        for known in (
            source.voice,
            source.publisher,
            source.title,
            source.authority,
            source.standing,
        )
        for word in normal(known).split()
    }
    words = set(normal(who).split())
    if found is None or not words <= speakers | _KINDS or (found["speaker"] and words <= _KINDS):
        return "", text
    return who, text[found.end() :]
