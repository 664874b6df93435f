"""The term that a question asks the meaning of, and the two things that it compares."""

from __future__ import annotations

import re

_PAIRS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bdifferen(?:ce|ces|t)\s+between\s+(?P<a>.+?)\s+(?:and|or|&)\s+(?P<b>.+)",
        r"\bhow\s+(?:do|does|did|is|are)\s+(?P<a>.+?)\s+(?:differ(?:ent)?|distinct)\s+from\s+"
        r"(?P<b>.+)",
        r"\b(?:what|which)\s+(?:\w+\s+)?(?:separates|distinguishes|sets)\s+(?P<a>.+?)\s+"
        r"(?:apart\s+)?from\s+(?P<b>.+)",
        r"\bcompar(?:e|es|ed|ing)\s+(?:the\s+\w+\s+of\s+(?:what\s+is\s+asked\s+of\s+)?)?"
        r"(?P<a>.+?)\s+(?:with|and|to|against)\s+(?P<b>.+)",
        r"\b(?:set|put)\s+(?P<a>.+?)\s+(?:beside|against|next to|alongside)\s+(?P<b>.+)",
        r"\b(?:is|are)\s+(?P<a>.+?)\s+the\s+same\s+(?:thing\s+)?as\s+(?P<b>.+)",
        r"\b(?:is|are)\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\s+the\s+same\b",
        r"\bhow\s+(?:do|does|did|are)\s+(?P<a>.+?)\s+and\s+(?P<b>.+?)\s+(?:differ|different|compare)",
        r"(?:^|[.:?]\s*)(?P<a>[^.:?]+?)\s+and\s+(?P<b>[^.:?]+?)\s+(?:differ|disagree)\b",
        r"\b(?P<a>(?:(?:in|by|of|for|the|a|an)\s+)?[\w-]+(?:\s+[\w-]+){0,3}?)\s+(?:as\s+against|"
        r"as\s+opposed\s+to|compared\s+(?:with|to)|versus|vs\.?)\s+(?P<b>.+)",
        r"\bis\s+it\s+(?P<a>\S+(?:\s+\S+){0,5}?)\s+or\s+(?P<b>\S+(?:\s+\S+){0,5}?)(?:\s+(?:that|thats|that’s|that's|who|which)\b|$)",
    )
)
_AFTER_PAIR = re.compile(
    r"\s*(?:[?!.;:,]|\b(?:on|when|in terms of|about|regarding|according to|thats?|who|which)\b).*$",
    re.IGNORECASE,
)
_NO_THING = re.compile(r"^(?:is|are|was|does|do|can|if|whether)\b", re.IGNORECASE)
_BEFORE_THING = re.compile(
    r"^(?:in|by|of|for|the|a|an|what (?:is|are)|which|who|decides|does|do)\s+", re.IGNORECASE
)


def compared_in(text: str) -> tuple[str, ...]:
    """Return the two things that a question compares, or offers to choose from; else nothing."""
    for pattern in _PAIRS:
        if found := pattern.search(text.strip()):
            pair = tuple(_thing(found[side]) for side in ("a", "b"))
            if any(not thing or _NO_THING.match(thing) for thing in pair):
                continue
            if pair[0].casefold() != pair[1].casefold():
                return pair
    return ()


def _thing(words: str) -> str:
    thing = _AFTER_PAIR.sub("", words.strip()).strip(" ,'\"‘’“”")
    while shorter := _BEFORE_THING.match(thing):
        thing = thing[shorter.end() :]
    return thing


# How many words a term may have; longer is a description.
_TERM = r"(?P<term>[\w&/’'-]+(?:[ ,]+[\w&/’'-]+){0,7}?)"
_QUOTED = r"[\"'‘“]?"
_END = r"\s*(?:\W*$|[,?.;–—]|\s-\s|\b(?:and|or)\s+(?:what|why|how|who|where)\b)"
_IN_PLACE = (
    r"(?:\s+(?:pls|please|in (?:normal|plain|simple|other) (?:words|english|language|terms)|"
    r"(?:in|here|as used|according|for|when|under|by)\b.*))?"
)
_FILL = r"(?:(?:on earth|actually|exactly|even|really|the hell)\s+)?"
_TERMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bmentions?\s+(?:an?\s+)?{_TERM}\s*[.,]\s*what\s+do\s+(?:the letters|they|these)\s+"
        r"(?:mean|stand for)",
        rf"\bwha?t\s+(?:does|do|did)\s+(?P<by>.+\s+)?mean by\s+{_QUOTED}{_TERM}{_QUOTED}"
        rf"{_IN_PLACE}{_END}",
        rf"\b(?:wha?t\s+(?:does|do|did)|whats|what’s|what's)\s+(?:the\s+(?:word|words|term|phrase|"
        rf"acronym|letters|abbreviation)\s+|an?\s+)?{_QUOTED}{_TERM}{_QUOTED}\s+(?:actually\s+)?"
        r"(?:mean|stand for|refer to)\b",
        rf"\bwhat\s+(?:is|was)\s+{_FILL}(?:meant|understood)\s+by\s+(?:the\s+(?:word|term)\s+)?"
        rf"{_QUOTED}{_TERM}{_QUOTED}{_IN_PLACE}{_END}",
        rf"\b(?:definition|meaning)\s+of\s+{_QUOTED}{_TERM}{_QUOTED}{_IN_PLACE}{_END}",
        rf"^\W*(?:please\s+)?(?:define|expand|spell out)\s+{_QUOTED}{_TERM}{_QUOTED}{_IN_PLACE}"
        rf"{_END}",
        rf"^\W*{_TERM}{_QUOTED}\s*(?::|[-–—])\s*(?:what is it short for|spelled out|short for|"
        r"meaning|definition|in full|what does (?:it|that) (?:mean|stand for))",
    )
)
_WHAT_IS = re.compile(
    rf"\bwh?[ao]t(?:[’']?s|\s+{_FILL}(?:is|are|r))\s+{_FILL}(?P<article>an?\s+)?{_QUOTED}{_TERM}"
    rf"{_QUOTED}(?:\s+(?:supposed|meant) to be)?"
    r"(?:\s+(?:pls|please|in (?:normal|plain|simple|other) (?:words|english|language|terms)|"
    rf"in (?:the|this|these|those) .*|as used .*|according to .*))?{_END}",
    re.IGNORECASE,
)
# What stands in a description and not in a term that is asked about without an article.
_NO_TERM = re.compile(
    r"\b(?:the|my|our|your|their|its|this|that|these|those|it|they|there|he|she|we|i|you|is|are|"
    r"was|were|does|do|did|has|have|had|can|could|must|should|will|would|who|which|to|at|said|"
    r"expected|needed|required|happening|involved|next|new|wrong|best|"
    r"(?:role|duties|responsibilities|job|name|number|size|cost|date|age|deadline|fee)s?)\b",
    re.IGNORECASE,
)


def term_in(text: str, clause: str) -> str:
    """Return the term whose meaning a question asks for, or an empty string.

    ``clause`` is the part of ``text`` that asks.
    """
    for pattern in _TERMS:
        if found := pattern.search(text):
            return found["term"].strip(" '\"‘’“”")
    found = _WHAT_IS.search(clause)
    if found and not _NO_TERM.search(found["term"]) and _is_name(found["article"], found["term"]):
        return found["term"].strip()
    return ""


def _is_name(article: str | None, term: str) -> bool:
    """Say whether a term after “what is” may be one: with “a”, or short and of no other's."""
    return bool(article) or not re.search(r"\bof\b", term, re.I)
