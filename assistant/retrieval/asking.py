"""What form of answer a question wants, by the grammar of its own words.

General English only: question words, turned-round verbs and a few dozen words that ask for a date,
a number, a person, a strength. Nothing here knows what any document is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import Form, Proposition
from assistant.retrieval.clauses import AUX, WH, asking_clause, first_question
from assistant.retrieval.mentions import find_mentions
from assistant.retrieval.propositions import AUXILIARIES, auxiliary, proposition_of
from assistant.retrieval.terms import compared_in, term_in


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for, as far as its grammar says."""

    form: Form
    clause: str
    """The part of the question that asks, without the story before it."""
    proposition: Proposition | None = None
    compared: tuple[str, ...] = ()
    term: str = ""


_PUBLICATION = (
    r"(?:guidance|document|documents|paper|papers|note|report|handbook|guide|proposals?|pack|"
    r"consultation|response|statement|memo\w*|circular|code|text|policy|book|leaflet|page|that|"
    r"this|it)"
)
_CASE = (
    r"\b(?:what|wot) (?:else )?(?:can|do|should|could|am|are|must|would) (?:i|we)(?: \w+)? do"
    r"(?: (?:about|if|when|next|now|then|to|in|with)\b|\W*$)|\bwhat (?:are|r) (?:my|our) rights\b|"
    r"\bwhere do (?:i|we|he|she) stand\b|\b(?:can|may|could) (?:they|he|she|the \w+|my \w+) (?:do|"
    r"refuse|stop|make) (?:that|this|me|us|him|her|my|our)\b|\bare (?:they|the \w+) allowed to\b|"
    r"\b(?:am|are|is) (?:i|we|my \w+|our \w+|he|she) (?:\w+ )?(?:entitled|eligible|allowed)\b|"
    r"\b(?:can|could) (?:i|we|my \w+|he|she) (?:\w+ )?(?:get|claim|appeal|complain|refuse|"
    r"challenge|sue|have|apply|insist)\b|"
    r"\bdo (?:i|we) have (?:a case|grounds|any rights?|the right)"
)
_STANDING = (
    rf"\b(?:is|are|was) {_PUBLICATION}(?: \w+){{0,6}} (?:the law|law|in force|statutory|official|"
    r"current|out of date|up to date|final|a draft|draft)\b|"
    r"\b(?:is|are|does|do) (?:that|this|it|these|those|they) (?:still|actually|really|now)?\s*"
    r"(?:the )?(?:law|rule|rules|guidance|in force|apply|valid|current)\W*$|"
    r"\bstill (?:the )?(?:rules?|case|law|apply|applies|in force|valid|current|up to date|true|"
    r"right|good|stand|stands)\b|\bwhose (?:words?|views?|opinions?|voice|expectations?|claim)\b|"
    r"\bwho(?:[’']s)? (?:says|said|is saying)(?: (?:so|that|this|it))?\W*$|"
    r"\bwho (?:wrote|published|issued|produced|is the author of)\b|"
    rf"\bwhen (?:was|were|is|did) (?:(?:the|this|that|your) )?(?:\S+ ){{0,8}}{_PUBLICATION}? ?"
    r"(?:published|issued|written|updated|dated|come out|reviewed)\b|"
    r"\b(?:publication|issue) date\b|\bversion number\b|\bwhat(?: is the|[’']s the)? date (?:of|is "
    rf"on) (?:the|this|that) (?:\w+ ){{0,6}}{_PUBLICATION}\b|\bhow (?:old|recent|current|up to "
    rf"date) is (?:the|this|that) (?:\w+ ){{0,6}}{_PUBLICATION}\b|\bunder (?:which|what) "
    rf"(?:\w+ )?power\b.*\b{_PUBLICATION}\b|\bwhat (?:legal )?(?:weight|authority|status|standing) "
    r"(?:does|do|has|is)\b|\bis (?:that|this|it) (?:the )?(?:law|guidance)\b|"
    rf"\b{_PUBLICATION}\b.*\bis (?:it|that|this) (?:the )?law\b|"
    rf"\bwas (?:the|this|that) (?:\w+ ){{0,5}}{_PUBLICATION} (?:final|a draft|binding)\b"
)
_COMPARE = (
    r"\bdiffer(?:s|ed|ence|ences|ent from)?\b(?! (?:group|people|kind|one|bod|type)\w*)|"
    r"\bcompar(?:e|ed|ison)\b|\bversus\b|\bvs\b|"
    r"\bas (?:against|opposed to)\b|\bwhat (?:separates|distinguishes|sets)\b|\bset .+ beside\b|"
    r"\b(?:is|are) .+ the same (?:thing )?as\b|\band .+ the same thing\b|"
    r"\bgive me both\b|\bhow (?:do|does|did) .+ (?:compare|square) (?:with|to)\b"
)
_FORCE = (
    r"\b(?:a |an )?[‘'\"“]?(?:must|shall|should|may|will|duty|requirement)[’'\"”]?,? or (?:is it )?"
    r"(?:a |an |just |only |merely )?[‘'\"“]?(?:must|shall|should|may|could|will|power|expectation|"
    r"recommendation|suggestion|advice)\b|\ba (?:must|should|shall)\b|"
    r"\b(?:mandatory|compulsory|obligatory|optional|voluntary|discretionary|advisory)\b|"
    r"\b(?:legally|strictly) (?:required|needed|binding|obliged|bound)\b|\bobliged\b|"
    r"\bhow (?:strong|strongly|firm|firmly|binding|strict|strictly|forceful)\b|\bmodal verb\b|"
    r"\b(?:exact|what|the) (?:\w+ )?(?:strength|force)\b|\bstrength of (?:the|what)\b|"
    r"\b(?:a|any) (?:legal |statutory )?(?:requirement|obligation|duty) or\b|\bbound to\b|"
    r"\b(?:have|has|had|got) (?:got )?to\b.*\bor (?:(?:is (?:it|that)|are (?:they|we)|can (?:they|"
    r"we)) (?:just|only|merely|up to|free|choose|a choice|good)|just|only|merely)\b|"
    r"\b(?:must|should)[’'\"”]? (?:and|or|to) [‘'\"“]?(?:must|should)\b|\bwith what force\b"
)
_MEANS = r"\b(?:mean|stand for|short for|spelled out|meant by|definition of|meaning of)\b|^expand\b"
_LISTS = (
    r"\b(?:the )?(?:whole|full|complete|entire) (?:list|set)\b|\ball of (?:them|these|the)\b|"
    r"\beverything\b|\bevery one of\b|^(?:please )?(?:list|name|set out|enumerate)\b|"
    r"\b(?:give|show|tell|list|name) (?:me |us )?(?:all|every|each)\b|\bwhat goes in\b|"
    r"\b(?:made up of|consists? of|composed of)\b|\bwhat (?:are|were) all\b"
)
_PLURAL = (
    r"(?!(?:is|was|does|has|this|its|us|basis|less|process|status|did|do)\b)\w+(?:s|a|ria|people)\b"
)
_LISTED = (
    rf"^(?:from |of |for |in |into |on |by |under |to )?(?:which|what) (?:(?!{AUX}\b)\w+ ){{0,5}}?"
    rf"{_PLURAL}"
    rf"(?: [^?]{{0,60}}?)?\b(?:are|were|do|did|should|must|can|could|may|will|have|would|was|"
    rf"need|make)\b|^what (?:are|were|r) (?:the|our|my|your|their|its)\b(?: [\w’'-]+){{0,6}}? "
    rf"{_PLURAL}|^what\b.*\b(?:responsibilities|duties|functions|principles|aims)\b|"
    r"^what (?:does|do|should|must) .* (?:include|cover|contain|involve|comprise)\W*$|"
    r"^who (?:sits|are the members|is on|are on|should (?:sit|be) on|must (?:sit|be) on)\b"
)
_QUANTITY = (
    r"\bhow (?:many|much|long|often|old|far|big|large|frequently|regularly)\b|"
    r"\b(?:what|which|whats) (?:is the |are the |was the |would the |\w+ )?(?:age|percentage|"
    r"proportion|share|number|fraction|amount|costs?|price|salary|budget|fees?|size|total|ratio|"
    r"length|quorum)\b|\b(?:allocation|sum) in (?:pounds|euros|dollars)\b|"
    r"\bquorum\b|\bwithin (?:how many|what)\b|\bup to what\b|"
    r"\b(?:what|how much) (?:will|would|does|did|do) .* (?:cost|pay)\b|"
    r"^what (?:size|age)\b|\b(?:what|whats|what[’']s)\b(?: \w+){0,3} (?:longest|shortest|most|"
    r"least|highest|lowest|maximum|minimum|rate|period|term|interval)\b|^(?:number|share|proportion|"
    r"percentage|length|cost|size|term|rate) of\b|\bterm of office\b|\b(?:max|min)(?:imum)?\b.*\b"
    r"(?:hours?|days?|weeks?|months?|years?|pounds|size|number)\b|%"
)
_WHEN = (
    r"^(?:by |since |until |from )?when\b|\b(?:by|since|until|from) when\b|\bhow soon\b|"
    r"\bdeadline\b|\b(?:what|which) (?:\w+ )?(?:date|year|month|day|time)\b|\bwhats? the date\b"
)
_AGENTS = (
    r"(?:people|persons?|bod(?:y|ies)|organisations?|agenc(?:y|ies)|authorit(?:y|ies)|councils?|"
    r"departments?|ministers?|officers?|officials?|directors?|managers?|members?|leaders?|partners?|"
    r"regulators?|teams?|committees?|office-?holders?|post-?holders?|professionals?|part(?:y|ies)|"
    r"inspectors?|landlords?|trustees?|compan(?:y|ies)|employers?|teachers?|leads?|posts?|chairs?|"
    r"heads?)"
)
_WHO = (
    r"^(?:(?:to|by|from|for|with|of|at|upon|on|under) )?(?:who|whom|whose|whos|who[’']s)\b|"
    rf"^(?:(?:to|by|from|for|with|of) )?(?:which|what) (?:(?!{AUX}\b)[\w-]+ ){{0,3}}?"
    rf"{_AGENTS}\b|"
    r"^what(?: is|s|[’']s) the name of the (?:\w+ ){0,3}(?:lead|person|chair|head)\b"
)
_REASON = (
    r"\bwhy\b|\bon what grounds\b|\b(?:what|whats|which)(?: is| was| were| are|[’']s)?(?: the)? "
    r"reasons?\b|\bhow come\b|\bfor what reasons?\b|\bwhat\b.*\brationale\b"
)
_MANNER = (
    r"^how\b|^in what ways?\b|^by what means\b|"
    r"^what (?:are|is) the (?:steps?|process|procedure|way)\b"
)
_PLACE = (
    r"\b(?:say|says|state|states|read|reads|tell|tells|require|requires|expect|expects|expected|"
    r"cover|covers|set out|contain|contains|provide|provides)\b|^(?:quote|show|read|give|cite)\b"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# Looked for in the whole question first, then in the part that asks; the first that fits is taken.
_BY_TEXT = tuple(
    (form, _compiled(pattern))
    for form, pattern in ((Form.STANDING, _STANDING), (Form.COMPARE, _COMPARE))
)
_WHOLE_LIST = _compiled(_LISTS)
_BY_CLAUSE = tuple(
    (form, _compiled(pattern))
    for form, pattern in (
        (Form.WHY, _REASON),
        (Form.HOW_MANY, _QUANTITY),
        (Form.WHEN, _WHEN),
        (Form.WHO, _WHO),
        (Form.HOW, _MANNER),
        (Form.LIST, _LISTED),
    )
)
_CASE_ASKED = _compiled(_CASE)
_FORCE_ASKED = _compiled(_FORCE)
_MEANING = _compiled(_MEANS)
_PLACE_ASKED = _compiled(_PLACE)
# Asked with one of these a strength is told of, and something else is asked.
_OTHER_WORD = _compiled(
    r"^(?:(?:by|for|to|in|on|under|at|from|of) )?(?:why|who|whom|whose|when|where)\b"
)
_AMOUNT_FIRST = _compiled(r"^(?:for |in |within |at )?how\b")
_IS_WHETHER = _compiled(r"^(?:if|whether)\b")
# "Healthy start: always free?" has no verb, and asks for a yes or no.
_ASKS_SHORTLY = _compiled(
    r"\b(?:always|ever|allowed|permitted|possible|eligible|expected|required|needed|necessary|"
    r"included|entitled|acceptable|ok(?:ay)?|y/n)\b(?: [\w’'-]+){0,5}\W*$"
)
_ANY_WH = _compiled(rf"\b{WH}\b")
_CONFIRM = _compiled(
    r"(?:\bcorrect|\bright|\btrue|\byes or no|\bconfirm)\W*$|^\W*(?:please |pls )?confirm\b|"
    r"^\W*i (?:thought|assumed|understood|heard)\b.*\?"
)


_WANTS_LIST = _compiled(
    r"\b(?:list|which (?:\w+ ){0,2}(?:are|groups|people|bodies|partners|organisations|functions)|"
    r"what (?:are|were|do|does|should|must)\b.*\b(?:responsib|duties|aims|roles|functions|"
    r"principles|areas|include|cover|steps|options|types|kinds|members|involve)\w*|"
    r"responsibilities|duties|everything|all the|whole list|who (?:sits|is|are) on|"
    r"what goes in|consist of|made up of|name the)\b"
)


def wants_list(text: str, form: Form) -> bool:
    """Say whether a list that answers is to be given whole, whatever the form asked for."""
    return form is Form.LIST or bool(_WANTS_LIST.search(text))


def asked_for(text: str) -> Asked:
    """Return what form of answer ``text`` asks for, and what of, by grammar alone."""
    text = " ".join(text.split())
    clause = asking_clause(text)
    form = _form(text, clause)
    compared = compared_in(text)
    term = term_in(text, clause) if form is Form.DEFINITION else ""
    confirming = _CONFIRM.search(text) and not _turned(clause)
    asked = text if confirming else clause
    polar = form in (Form.YES_NO, Form.STRENGTH, Form.PERSONAL)
    return Asked(form, clause, proposition_of(asked) if polar else None, compared, term)


def _form(text: str, clause: str) -> Form:
    clause = first_question(clause)
    if _CASE_ASKED.search(clause) and not _AMOUNT_FIRST.match(clause):
        return Form.PERSONAL
    if find_mentions(text) and (_PLACE_ASKED.search(clause) or _is_place_alone(text)):
        return Form.PLACE_TEXT
    if _MEANING.search(text) and term_in(text, clause):
        return Form.DEFINITION
    for form, pattern in _BY_TEXT:
        if pattern.search(text):
            return form
    if _FORCE_ASKED.search(text) and not _OTHER_WORD.match(clause):
        return Form.STRENGTH
    # "Did they take over everything?" asks for no list; what is said after it may.
    beyond = text.partition(clause)[2] if _turned(clause) else text
    if _WHOLE_LIST.search(beyond):
        return Form.LIST
    for form, pattern in _BY_CLAUSE:
        if pattern.search(clause):
            return form
    if term_in(text, clause):
        return Form.DEFINITION
    if _turned(clause):
        return Form.WHAT if _offers_choice(clause) else Form.YES_NO
    if _CONFIRM.search(text) or _IS_WHETHER.match(clause):
        return Form.YES_NO
    shortly = _ASKS_SHORTLY.search(text) and not _ANY_WH.search(text)
    return Form.YES_NO if shortly else Form.WHAT


def _turned(clause: str) -> bool:
    """Say whether a clause opens with a turned-round verb: "does the", "isn’t it"."""
    first = clause.split(maxsplit=1)[0].strip(",.?!") if clause.split() else ""
    return auxiliary(first)[0] in AUXILIARIES


def _offers_choice(clause: str) -> bool:
    return bool(
        re.match(r"^(?:is|was) it .+ or .+ (?:that|thats|that[’']s|who|which)\b", clause, re.I)
    )


def _is_place_alone(text: str) -> bool:
    """Say whether a question is hardly more than a place: "paragraph 12 please"."""
    mentions = find_mentions(text)
    named = sum(mention.end - mention.start for mention in mentions)
    return len(text) - named <= len("please, the of in ?")
