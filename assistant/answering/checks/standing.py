"""Standing: a proposal is not told as the rule, nor one body's opinion as guidance, nor as done."""

from __future__ import annotations

import re

from assistant.answering.authority import is_proposal
from assistant.answering.checks.told import Told
from assistant.answering.checks.words import normal

_AS_PROPOSED = re.compile(
    r"\b(?:propos\w+|suggest\w*|would|could|recommend\w*|plans?|planned|consult\w*|options?|ask\w*|"
    r"invit\w+|seek\w*|sought|want\w*|believ\w*|think\w*|views?|expect\w*|intend\w*|intention|aim\w*|"
    r"draft\w*|envisag\w*|hop(?:e|es|ed|ing)|idea|likely|anticipat\w*|at the time|due to|vision|"
    r"said|says|paper)\b",
    re.IGNORECASE,
)
_AS_OPINION = re.compile(
    r"\b(?:views?|opinions?|thinks?|thought|believ\w*|responses?|responded|sees|saw|says?|said|"
    r"considers?|considered|welcom\w+|feels?|felt|argu\w+|support\w*|according to|wants?|wanted|"
    r"asks?|asked|suggest\w*|recommend\w*|comment\w*|agree\w*)\b",
    re.IGNORECASE,
)
_OPINION = re.compile(r"\b(?:view|opinion|response)\b", re.IGNORECASE)
# What a statement may claim to rest on, and what must then be found in its sources.
_CLAIMS = (
    (
        "law",
        re.compile(
            r"\bby law\b|\b(?:the|under|in|new) (?:law|legislation|statute|regulations)\b|"
            r"\blegally\b|^(?:law|legislation|regulations)\b",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:law|legal\w*|legislat\w+|statut\w+|regulations?|Act)\b"),
    ),
    (
        "law",
        re.compile(
            r"(?:^|\bthe |\bunder the )(?:law|legislation) (?:says?|sets?|requires?|states?|now)\b|"
            r"\bunder the law\b",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:law|legislation|statute|Act)\b"),
    ),
    (
        "rule",
        re.compile(r"\b(?:the|a|today's|current|new) rules?\b|^rules\b|\bis the rule\b", re.I),
        re.compile(r"\b(?:rules?|regulations?|requirements?)\b", re.IGNORECASE),
    ),
    (
        "statutory guidance",
        re.compile(r"\bstatutory guidance\b", re.IGNORECASE),
        re.compile(r"(?<!non-)\bstatutory guidance\b", re.IGNORECASE),
    ),
    (
        "guidance",
        re.compile(
            r"\bguidance (?:says?|states?|requires?|sets?|expects?|makes?|does|asks?|tells?)\b|"
            r"\b(?:the|under|in|official|national) guidance\b|^guidance\b",
            re.IGNORECASE,
        ),
        re.compile(r"\bguidance\b", re.IGNORECASE),
    ),
)
_IS_DONE = re.compile(
    r"\b(?:has|have|had|was|were) (?:(?:now|already|since|also|been) ){0,2}"
    r"(?!one\b)\w+(?:ed|en|pt|ld|de|ne|ut)\b|"
    r"\bdecided\b|\b(?:was|were|is|are) (?:decided|agreed|approved|adopted)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|due to|propos\w+|to be|plans? to|planned|would|could|should|must|needs?|"
    r"recommend\w*|anticipat\w*|invit\w+|expect\w*|may|seek\w*|requested|subject to|inviting)\b",
    re.IGNORECASE,
)


def fault_in_standing(told: Told) -> str:
    """Return where a statement gives its source a standing that it does not have."""
    there = f"{told.quoted}\n{told.context}"
    for name, claimed, borne_out in _CLAIMS:
        of_kind = any(borne_out.search(source.authority) for source in told.sources)
        if claimed.search(told.text) and not (of_kind or borne_out.search(there)):
            return f"It calls “{name}” what its source does not."
    if any(is_proposal(s.authority) for s in told.sources) and not _AS_PROPOSED.search(told.text):
        return "It tells a proposal as what is so."
    for source in told.sources:
        if _OPINION.search(source.authority) and not (
            _AS_OPINION.search(told.text)
            or set(normal(source.voice).split()) & set(normal(told.frame).split())
        ):
            return "It does not say whose opinion it tells."
    return _done(told)


def _done(told: Told) -> str:
    """Return where a statement tells as done what its source tells as still to come."""
    for pair in told.sentences:
        if (
            _IS_DONE.search(pair.said)
            and not _IS_DONE.search(f"{pair.source}\n{told.context}")
            and _TO_COME.search(pair.source)
            and not _TO_COME.search(pair.said)
        ):
            return "It tells as done what its source tells as still to come."
    return ""
