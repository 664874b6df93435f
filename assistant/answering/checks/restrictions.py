"""Conditions, exceptions and degrees: all that a source has are kept, and none is added."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.checks.marks import conditions_lost, limit_places, limits, plain
from assistant.answering.checks.parts import Behind
from assistant.answering.checks.plain import plain_words, roots
from assistant.answering.checks.told import Told

NEAR = 2
"""Words of matter on either side of a limit of which one must be told for it to be missed."""

_ONLY = (
    r"(?<!\bnot )\b(?:only|solely|exclusively|nothing (?:but|else)|no[ -]?one else|nobody else|"
    r"just|merely)\b|\balone\b"
)
_ONLY_FIRMLY = r"(?<!\bnot )\b(?:only|solely|exclusively)\b"
_WHOLE = (
    r"\b(?:all|every(?:one|body|thing)?|always|wholly|entirely|fully|completely|whole|entire|"
    r"in full)\b"
)
_MOST = (
    r"\b(?:most|mostly|mainly|majority|usual(?:ly)?|typical(?:ly)?|generally|normally|often|"
    r"largely|primarily|predominantly|commonly|tend(?:s|ed)? to|as a rule|common|"
    r"in most|on the whole)\b"
)
_SOME = (
    r"(?<!and )\b(?:some(?:times)?|several|partly|partially|occasionally|a number of|a few|certain "
    r"(?=\w+s\b)|in part)\b"
)
_PARTLY = rf"{_MOST}|{_SOME}|\bincluding\b|\d ?%|\bper cent\b"
_LIKELY = r"\b(?:likely|probabl[ey]|possibly|perhaps|potentially|may well)\b"
_LIKELY_ALSO = rf"{_LIKELY}|\b(?:may|might|could|expected|anticipated)\b"
_FIT = (
    r"\b(?:as|if|where|when|wherever|whenever|unless) (?:\w+ )?(?:appropriate|possible|necessary|"
    r"needed|required|relevant|applicable|practicable|feasible)\b|\bas far as (?:possible|the)\b|"
    r"\bin principle\b|\bsubject to\b"
)
_UNTIL = r"\b(?:until|till)\b"
_BEFORE = r"\b(?:before|prior to|ahead of)\b"
_AFTER = r"\b(?:after|following|once)\b"
_INCLUDES = r"\binclud(?:e|es)\b"
_INCLUDES_ALSO = (
    r"\binclud(?:e|es|ed|ing)\b|\bcounts?\b|\blike\b|\bsuch as\b|\bamong\b|"
    r"\bfor example\b|\bpart of\b|\bone of\b|\balso\b|"
    r"\btoo\b|\bas well\b|\bboth\b|\bcovers?\b|\bparticularly\b|\bespecially\b|\bcontains?\b"
)
_TENTATIVE = (
    r"\b(?:due to|propos\w+|plan(?:s|ned)? to|intend\w*|anticipat\w+|expect\w*|"
    r"hop(?:e|es|ed|ing) to|aims? (?:to|is|was)|seek(?:s|ing)?|sought|would|could|recommend\w*|"
    r"invit\w+|consult\w+|option\w*)\b"
)
_TENTATIVE_ALSO = (
    rf"{_TENTATIVE}|\b(?:likely|may|might|will|shall|should|must|going to|ask(?:s|ed)?|suggest\w*|"
    r"want\w*|wish\w*|aim\w*|purpose|intention|so that|in order|meant|designed|plans?|views?|"
    r"support\w*|draft\w*)\b"
)

# What is brought must stand in the source, as itself or as another of the kind.
_NOT_BROUGHT: tuple[tuple[str, str, str], ...] = (
    ("only", _ONLY, _ONLY),
    ("usually", _MOST, _MOST),
    (
        "some",
        _SOME,
        rf"{_SOME}|{_MOST}|\bany\b|\bmore than\b|\bone of\b|\bmay be\b|\binclud|\bexample|\bother",
    ),
    ("likely", _LIKELY, _LIKELY_ALSO),
    ("until", _UNTIL, _UNTIL),
    ("before", _BEFORE, rf"{_BEFORE}|\bby\b|\buntil\b|\bprevious|\bearlier|\bformer|\bprior"),
    ("after", r"\bafter\b", rf"{_AFTER}|(?-i:\bfrom (?=[A-Z\d]))|\bas the\b|\bsince\b"),
    ("where appropriate", _FIT, _FIT),
)
# What a source has in what is told again must be kept, as itself or as another of the kind.
_NOT_LOST: tuple[tuple[str, str, str], ...] = (
    ("only", _ONLY_FIRMLY, _ONLY),
    ("usually", _MOST, rf"{_MOST}|\babout\b|\broughly\b|\baround\b"),
    ("some", r"\bsome\b", rf"{_SOME}|{_MOST}"),
    ("likely", _LIKELY, _LIKELY_ALSO),
    ("until", _UNTIL, rf"{_UNTIL}|\bbefore\b|\bby\b"),
    ("where appropriate", _FIT, rf"{_FIT}|\bappropriate(?:ly)?\b|\bif\b|\bwhere\b|\bwhen\b"),
    ("proposed", _TENTATIVE, _TENTATIVE_ALSO),
)


def fault_in_restrictions(told: Told) -> str:
    """Return what condition or limit a statement adds, changes or leaves out."""
    there = f"{told.quoted}\n{told.context}"
    if added := sorted(limits(told.said) - limits(there)):
        return f"It says “{added[0]}”, which its source does not."
    for name, brought, source in _NOT_BROUGHT:
        if _has(brought, told.said) and not _has(source, there):
            return f"It says “{name}”, which its source does not."
    for pair in told.sentences:
        if _has(_WHOLE, pair.said) and not _has(_WHOLE, there) and _has(_PARTLY, pair.source):
            return "It says of all what its source says of some or most."
        near = {name for name, *place in limit_places(pair.source) if _told_near(pair, place)}
        lost = sorted(conditions_lost(pair.source, told.said) - (limits(pair.source) - near))
        if lost:
            return f"It leaves “{lost[0]}” out, which its source says."
        if _includes_lost(pair.source, told.said):
            return "It leaves “including” out, which its source says."
        if lost_one := _lost(pair.source, told.text, _NOT_LOST):
            return f"It leaves “{lost_one}” out, which its source says."
    return ""


def _includes_lost(source: str, said: str) -> bool:
    """Say whether items that a source only includes are told without saying so."""
    found = re.search(_INCLUDES, source, re.IGNORECASE)
    if not found or _has(_INCLUDES_ALSO, said):
        return False
    before, after = set(roots(source[: found.start()])), set(roots(source[found.end() :]))
    items = after - before - plain_words().general
    return bool(items & set(roots(said))) or not items


def _told_near(pair: Behind, place: Sequence[int]) -> bool:
    """Say whether a statement tells a word of matter next to a place of its source."""
    source, (start, end), general = plain(pair.source), place, plain_words().general
    before = [word for word in roots(source[:start]) if word not in general][-NEAR:]
    after = [word for word in roots(source[end:]) if word not in general][:NEAR]
    return not set(roots(pair.said)).isdisjoint([*before, *after])


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _lost(source: str, said: str, kinds: Sequence[tuple[str, str, str]]) -> str:
    return next(
        (name for name, had, kept in kinds if _has(had, source) and not _has(kept, said)), ""
    )
