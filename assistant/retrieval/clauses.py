"""The part of a question that asks, found behind a greeting, a label or a story."""

from __future__ import annotations

import re

from assistant.retrieval.parts import sentences

AUX = (
    r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|may|might|must|shall|should|will|"
    r"would)(?:n[’']?t)?"
)
WH = (
    r"(?:(?:at|by|for|from|in|into|of|on|over|to|under|until|with|within|against|after|before|"
    r"through|up to) )?(?:what|who|whom|whose|which|how|when|where|why|wot|whats|whos|what[’']s|"
    r"who[’']s)"
)
_SUBJECT = (
    r"(?:i|we|you|they|it|he|she|there|this|that|these|those|any\w*|some\w*|every\w*|each|the|an?|\d+|"
    r"our|my|your|their|its|his|her|all|both|one)"
)
_FILLERS = (
    r"^\W*(?:(?:so|and|but|ok(?:ay)?|also|plus|then|now|hi|hello|please|pls|well|basically|"
    r"actually|just|right)\b[\s,:–—-]*)+"
)
_LEADING = re.compile(_FILLERS, re.IGNORECASE)
_REQUEST = (
    r"(?:list|name|set out|give|show|tell|quote|define|expand|explain|describe|compare|confirm|"
    r"summarise|trace|spell out)\b"
)
# "Were a small charity" is "we’re": a story, and no question.
_OPENS = re.compile(
    rf"^(?:{WH}\b|(?!were (?:an?|in|not|new|all|trying)\b){AUX}\s+\S|{_REQUEST})", re.IGNORECASE
)
# Within a sentence a question word may only join; it asks where a turned-round verb follows.
_ASKS_LATER = re.compile(
    rf"(?:[,;:–—]|\s-|\.{{2,}}|\b(?:and|but|so|then))\s+(?:(?:so|and|but|then|please)\s+)*"
    rf"(?P<ask>{WH}\s+(?:(?:\w+\s+){{0,4}}?{AUX}|to)\b|"
    rf"(?:who|whos|whose|what|whats|how (?:many|much|long|often))\b|{AUX}\s+{_SUBJECT}\b)",
    re.IGNORECASE,
)
# "Annual report - does it …": after a label any verb in front asks.
_ASKS_LABELLED = re.compile(rf"(?:[:–—]|\s-)\s+(?P<ask>{AUX}\s+\w)", re.IGNORECASE)
_WHETHER = re.compile(
    r"\b(?:know|advise|say|tell (?:me|us)|ask|wonder\w*|confirm|check|clarify|sure) "
    r"(?P<ask>(?:if|whether) .*)$",
    re.IGNORECASE,
)
# Where no mark parts the question from the story.
_ASKS_UNMARKED = re.compile(
    r"(?<=\s)(?P<ask>(?:how|what|who|when|where|why) (?:do|does|can|should|must|is|are) "
    r"(?:i|we|they|you|it|he|she|the|there)\b|(?:can|should|do|must) (?:i|we|they|he|she)\b)",
    re.IGNORECASE,
)
# A second question after the first is left for its own part.
_NEXT = re.compile(
    rf",?\s+(?:and|&)\s+(?:also\s+)?(?=(?:{WH})\b(?! (?:not|else)\b)).*$",
    re.IGNORECASE,
)
# "When inspectors come, who …": the first word opens no question.
_WHEN_CLAUSE = re.compile(rf"^(?:when|where|while|if|as|since)\s+(?!{AUX}\b)", re.IGNORECASE)


def asking_clause(text: str) -> str:
    """Return the part of a question that asks, without a story or a greeting before it."""
    said = sentences(text)
    for sentence in said:
        asked = _LEADING.sub("", sentence).strip()
        if _OPENS.match(asked) and not _WHEN_CLAUSE.match(asked):
            found = _WHETHER.search(asked)
            return asked[found.start("ask") :] if found else asked
    # One that ends like a question before one that only tells.
    for sentence in sorted(said, key=lambda one: not one.rstrip().endswith("?")):
        for asks in (_WHETHER, _ASKS_LATER, _ASKS_LABELLED, _ASKS_UNMARKED):
            if found := asks.search(sentence):
                return sentence[found.start("ask") :]
    return _LEADING.sub("", text).strip() or text


def first_question(clause: str) -> str:
    """Return a clause without a second question that is joined to it: ", and when"."""
    return _NEXT.sub("", clause) or clause
