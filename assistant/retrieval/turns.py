"""Turns that ask something of the answer before: simpler, the exact words, is it still the rule?"""

from __future__ import annotations

import re

from assistant.domain import Turn

_BEFORE = (
    r"^\W*(?:(?:ok(?:ay)?|so|and|but|please|pls|sorry|hm+|thanks?(?: you)?|now|then|just|right|"
    r"well|yes|no|great|good|could you|can you|would you|can i|could i|i want to|i would like to|"
    r"i[’']d like to|let me|i need)\b[\s,.!–—-]*)*"
)
_AFTER = (
    r"(?:[\s,]*\b(?:please|pls|thanks?|then|again|today|now|exactly|for me|to me|as well|too|"
    r"at all)\b)*\W*$"
)
_IT = (
    r"(?:it|that|this|them|those|these|all (?:of )?(?:that|this)|the answer|what (?:it|that) says)"
)
_ME = r"(?: me| us)?"
_WHAT_IS = r"(?:what (?:is|are|was|were)|whats|what[’']s)"
_PLAINLY = (
    r"(?:simpler|simply|more simply|easier|plainly|more plainly|shorter|in (?:simple|simpler|plain|"
    r"plainer|easy|easier|normal|everyday|other|fewer)(?: \w+)? ?(?:words|english|language|terms)|"
    r"in (?:plain )?english|so i (?:can )?understand(?: it)?)"
)
_WORDS = r"(?:words?|wording|text|quotes?|quotations?|clause|sentence|language)"
_EXACT = r"(?:exact|precise|actual|original|full|very|verbatim)"
_PLACE = r"(?:paragraph|para|page|section|part|document|doc|text|source|reference|report|guidance)"
_REST = (
    r"(?:rest|remainder|remaining (?:ones|items|points)|whole list|full list|complete list|"
    r"entire list|other (?:ones|items|points|two|three|four|five|six))"
)
# Each is a whole turn: with anything more to search for it is a question of its own.
_TURNS = {
    Turn.SIMPLER: (
        rf"(?:say|put|explain|write|tell me|give me|make)(?: {_IT})? (?:in a )?{_PLAINLY}(?: way)?",
        _PLAINLY,
        rf"(?:(?:{_IT} is|it[’']s) )?too (?:long|hard|complicated|difficult)",
        rf"dumb {_IT} down|simplify(?: {_IT})?|shorten(?: {_IT})?|tl;?dr",
        rf"sum {_IT} up|summarise {_IT}",
    ),
    Turn.EXPLAIN: (
        rf"what (?:does|do|did|is) {_IT} (?:all )?(?:even |actually |really )?mean",
        r"what do you mean(?: by (?:that|this|it))?|meaning|in what sense|how so",
        rf"i (?:do not|don[’']?t) (?:really )?(?:understand|get|follow)(?: {_IT})?",
        rf"explain(?: {_IT})?(?: more)?|come again|huh|i(?:[’']m| am|m) (?:lost|confused)",
    ),
    Turn.EXACT_WORDS: (
        rf"(?:(?:(?:show|give|quote|tell|see|have|read|cite)|{_WHAT_IS}){_ME} )?(?:the )?{_EXACT} "
        rf"{_WORDS}(?: of (?:{_IT}|the guidance|the document))?",
        rf"word for word|verbatim|quote(?: {_IT})?|the quotes?",
        r"what does (?:it|the (?:guidance|document|text)) actually say",
    ),
    Turn.STILL_THE_RULE: (
        rf"(?:is|are) {_IT} (?:still )?(?:the |a )?(?:current |latest )?(?:rules?|law|case|true|"
        r"right|valid|in force|current|correct|up to date|guidance|position|so)",
        rf"(?:does|do) {_IT} still (?:apply|stand|hold|count)|(?:is|are) {_IT} out of date",
        rf"(?:has|have) {_IT} (?:been )?changed(?: since)?",
        r"still (?:true|the rule|in force|current|valid)",
    ),
    Turn.REST_OF_LIST: (
        rf"(?:(?:(?:show|give|tell|read|see|have|list)|{_WHAT_IS}){_ME} )?(?:the )?{_REST}"
        rf"(?: of (?:the list|the items|{_IT}))?",
        r"(?:show|give|tell|list)(?: me)? (?:all|all of (?:them|it)|everything|more|the others)",
        r"all of (?:them|it)|go on|carry on|continue|more|the others",
        r"what else (?:is|was) (?:on|in) (?:the|that) list",
    ),
    Turn.WHERE: (
        rf"where (?:does|do|did) (?:{_IT}|they|the (?:guidance|document)) (?:say|state|come|stand)"
        r"(?: that| so| this| it| from)*",
        rf"where (?:is|are|was) {_IT}(?: (?:said|written|stated|from|to be found))?(?: down)?",
        rf"where (?:can|do) i find {_IT}|says who|who says(?: so| that)?",
        rf"(?:which|what) {_PLACE}(?: (?:is|was) {_IT}(?: (?:in|from|on))?)?",
        rf"(?:which|what) {_PLACE} (?:says (?:that|so|it)|do you mean|does (?:it|that) come from)",
        rf"{_WHAT_IS} the {_PLACE}(?: number)?(?: (?:for|of) {_IT})?",
        r"(?:the )?(?:source|reference|citation)s?",
    ),
}
_ABOUT_THE_ANSWER = tuple(
    (turn, re.compile(f"{_BEFORE}(?:{'|'.join(forms)}){_AFTER}", re.IGNORECASE))
    for turn, forms in _TURNS.items()
)
_ELSE = re.compile(
    r"^\W*(?:and |so )?(?:who|what|where|when|(?:any|some)(?:one|body|thing))s? else\W*$",
    re.IGNORECASE,
)


def about_the_answer(text: str) -> Turn | None:
    """Return what a turn asks of the answer before, where it asks nothing else."""
    return next((turn for turn, form in _ABOUT_THE_ANSWER if form.match(text)), None)


def asks_for_more(text: str) -> bool:
    """Say whether a turn only asks who or what else: "who else?"."""
    return bool(_ELSE.match(text))


def is_about_an_answer(text: str) -> bool:
    """Say whether a question only asks something of the answer before: nothing to search for."""
    return about_the_answer(text) is not None or asks_for_more(text)
