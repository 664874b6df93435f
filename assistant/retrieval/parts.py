"""A question of several parts split, so that each can be searched for and judged on its own.

Rules over words, as there is no parser here: a part begins where a question word or a turned-round
verb follows "and", a comma or a sentence's end. What is unsure stays together: two questions
searched for as one find less, half a question finds the wrong thing.
"""

from __future__ import annotations

import re

MAX_PARTS = 4
"""More parts than this are no question but a form; the last takes what is left."""

# A part of no more words than this after its question word leans on the one before: "and when?".
ELLIPTIC_WORDS = 2
# What is set before a part to say what it is about is cut at this many words.
SUBJECT_WORDS = 12
# A later part, or one after a story, with no more words of its own than this leans as well.
THIN_WORDS = 3
# The label before a colon may be this long; longer is a sentence.
LABEL_WORDS = 12
# "The existing board or a new one?" names what follows; from this length on it asks by itself.
ASKING_WORDS = 9

_WH = r"(?:what(?:'s|s)?|who(?:'s|s)?|whom|whose|which|how|when|where|why|wot|wat|wich|hw)"
_PREPOSITION = (
    r"(?:(?:at|by|for|from|in|into|of|on|over|to|under|until|with|within|against|after|"
    r"before|through|upon) |with effect from )"
)
_AUX = (
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|may|might|must|shall|should|will|would)"
    r"(?:n[’']?t)?"
)
_PRONOUN = r"(?:i|we|you|they|it|he|she|there|this|that|these|those|any(?:one|body)?)"
_SUBJECT = rf"(?:{_PRONOUN}|the|an?|our|my|your|their|its|his|her|each|every\w*|all|some\w*|both)"
# Verbs that only ask where the order is turned round; "and is a doctor" goes on telling.
_UNSURE = r"(?:is|are|was|were|do|has|have|had)"
_SURE = r"(?:does|did|can|could|may|might|must|shall|should|will|would)"
_REQUEST = (
    r"(?:(?:please |can you |could you |would you )?(?:tell me|show me|give me|explain|list|name|"
    r"set out|spell out|say|state|quote|summarise|describe|expand|trace|confirm)\b)"
)
_OPENS = re.compile(
    rf"^\W*(?:(?:so|and|but|ok(?:ay)?|also|plus|then|now|hi|hello|please|well|basically|actually|"
    rf"secondly|firstly|finally|first|second|third)\b[\s,]*)*"
    rf"(?:(?:{_PREPOSITION})?(?!(?:when|where)\b){_WH}\b|(?:{_PREPOSITION})?(?:when|where)(?: "
    rf"{_AUX}\b|\W*$)|"
    rf"(?!were (?:an?|in|not|new|all|trying)\b){_AUX}\b(?!\s*$)|{_REQUEST}|trace\b|r\b)",
    re.IGNORECASE,
)
_INVERTED = rf"(?:{_SURE} {_SUBJECT}|{_UNSURE} {_PRONOUN})\b"
_NEXT = (
    rf"(?:{_PREPOSITION})?(?:what(?:'s|s)?|who(?:'s|s)?|whom|whose|which(?!\W*$)|wot|"
    rf"how (?:many|much|often|long|far|old|big|soon|few))\b(?! {_AUX}? ?(?:of (?:them|these)|"
    rf"ever)\b)|"
    rf"(?:{_PREPOSITION})?(?:how|when|where|why)(?= (?:{_AUX})\b|\W*$)|"
    rf"{_INVERTED}|(?:then |also )?(?:tell|show|give) me\b"
)
_AFTER_COMMA = rf"(?:what|how|why)\b|{_INVERTED}|(?:{_PREPOSITION})(?:what|which|whom|when)\b"
_BOUNDARY = re.compile(
    rf"\s*(?:[,;–—]\s*|\s-\s*)?(?:\b(?:and|but|plus|n)\b|[&+])\s*(?:also |then |if so,? )?"
    rf"(?P<joined>(?={_NEXT}))|"
    rf"\s*[,;–—]\s*(?:and|but)\s+(?:also )?(?P<listed>(?={_UNSURE} {_SUBJECT}\b))|"
    rf"\s*;\s*(?P<after>(?={_NEXT}))|,\s+(?:also )?(?P<comma>(?={_AFTER_COMMA}))|"
    rf",\s+(?P<series>(?={_NEXT})(?=[^.?!]*\band (?:{_NEXT})))",
    re.IGNORECASE,
)
_ONE_QUESTION = re.compile(
    r"\bcompar(?:e|es|ed|ing|ison)\b|\bdifferen(?:ce|ces|t) between\b|\bwhat separates\b|"
    r"\bversus\b|\bvs\b|\bas against\b|\bas opposed to\b|\bwhether\b.*\bor whether\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^\W*(?:(?:i (?:have|ve|’ve|'ve)|just|here are|there are)\s+)?(?:a (?:couple|few)(?: of)?|two|"
    r"three|four|2|3|4|some|several)\s+(?:quick |short |small )?(?:things?|questions?|points?|"
    r"queries)\b"
    r"\s*",
    re.IGNORECASE,
)
# A tag or a wish about the form: it belongs to the question beside it.
_TAG = re.compile(
    r"^\W*(?:(?:is|was) (?:that|this|it|she|he) (?:right|true|correct|so|wrong|ok(?:ay)?|allowed)|"
    r"correct|right|yes|no|yes or no|y/n|true or false|or not|any ideas?|please|thanks?(?: you)?|"
    r"pls|which is it|what do you think)\b[\w\s]{0,12}\W*$",
    re.IGNORECASE,
)
_FORM = re.compile(
    rf"^\W*(?:{_REQUEST}|i (?:want|need|would like)|just)\s+(?:(?:of|the|me|it|to|see|in|all|"
    r"each|both|them|whole|full|list|set|exact|words?|please|everything|sources?|verbatim|"
    r"paragraph|reference|answer|short|long)\b\W*)+$",
    re.IGNORECASE,
)
# "All of them please.", "The full set.": a wish, with no verb of asking.
_WISH = re.compile(
    r"^\W*(?:(?:and|the|all|full|whole|complete|entire|set|list|lot|every|each|of|them|it|these|"
    r"both|please|pls|thing|everything|one|in|order|exact|words?|not|just|headline)\b\W*){1,8}$",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|she|him|his|her|hers|this|these|those|ones|both|"
    r"each(?! \w+ \w+)|the same|such|one)\b(?! \w+ that)|\b(?:is|does|did|was|do|has|can|must|"
    r"would|will|could|should|may|about|of|for|to|with|"
    r"by|after|under|from|on what date was) that\b|\bthat (?:one|post|role|job|date|count|time|"
    r"body|group|plan|power|duty|figure|number)\b|\bthat\W*$|\bhow many (?:are|were) there\b|"
    r"\bthe (?:post|role|job|position)\b(?! (?:of|for|in)\b)",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    r"^\W*(?:so |and |but )?(?:is|are) there\b|\bthis (?:guidance|document|year|country)\b|"
    r"\bone (?:of the|or more|in|person)\b|\bboth \w+ and\b|"
    r"\bis it (?:\w+ ){1,2}(?:to|that)\b|\bto each other\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"^\W*who\b", re.IGNORECASE)
_OPENER = re.compile(
    rf"^\W*(?:(?:so|and|but|ok|also|please|then)\b[\s,]*)*(?:{_REQUEST}\s*)?(?:{_PREPOSITION})?"
    rf"(?:{_WH}|{_AUX})\b(?:\s+(?:many|much|often|long|old|far))?"
    rf"(?:\s+(?:{_AUX}|normally|usually|actually|exactly|{_PRONOUN}|have|has|get|got|to)\b)*\s*",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(r"\b(?:the|an?|our|my|your|each|every|any|all)\b(?!\W*$)", re.IGNORECASE)
_CLAUSE_END = re.compile(r"(?:\s*[;:–—]|\s+(?:if|when|because|so that|unless|although)\b).*$", re.I)
_QUESTION_ENDS = re.compile(r"[.!?]+[\"'”’)\]]*\s+|\s*\n+\s*")
_ABBREVIATED = re.compile(
    r"\b(?:e\.?g|i\.?e|etc|no|nos|paras?|art|reg|sch|vol|dr|mr|mrs|ms|prof|st|vs|approx|"
    r"dept|[a-z])\.\s+$",
    re.IGNORECASE,
)


def split_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a question, one to `MAX_PARTS`, in order, each standing on its own.

    A sentence that only tells (a story before the question) is no part; it is set before a part
    that leans on it. A part that points back has what it points to set before it.
    """
    parts: list[str] = []
    told: list[str] = []
    said = ""
    for sentence in sentences(text):
        if any(form.match(sentence) for form in (_TAG, _FORM, _WISH)):
            if parts:
                parts[-1] = f"{parts[-1]} {sentence}"
            else:
                told.append(sentence)
        elif not _asks(sentence):
            told.append(sentence)
        else:
            parts += _standing(_pieces(sentence), parts, told, said)
            told = []
        said = sentence
    if not parts:
        return (text.strip(),)
    if len(parts) > MAX_PARTS:
        parts = [*parts[: MAX_PARTS - 1], " ".join(parts[MAX_PARTS - 1 :])]
    return tuple(parts)


def sentences(text: str) -> list[str]:
    """Return the sentences of a question; people who ask do not always begin one with a capital."""
    found, start = [], 0
    for end in _QUESTION_ENDS.finditer(text):
        if end.group().lstrip().startswith(".") and _ABBREVIATED.search(text[: end.end()]):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if any(c.isalnum() for c in sentence)]


def _asks(sentence: str) -> bool:
    """Say whether a sentence holds a question of its own."""
    label, rest = _label(sentence)
    if _OPENS.match(rest if label else sentence):
        return True
    ending = sentence.rstrip(" \"'”’")[-1]
    if ending == ".":
        return False
    within = any(_OPENS.match(sentence[found.end() :]) for found in _BOUNDARY.finditer(sentence))
    return within or (ending == "?" and len(sentence.split()) >= ASKING_WORDS)


def _pieces(sentence: str) -> list[str]:
    """Return the questions within one sentence, its label before each."""
    label, asked = _label(sentence)
    if _ONE_QUESTION.search(sentence):
        return [sentence]
    cuts = [found for found in _BOUNDARY.finditer(asked) if found.start() and _cuts(asked, found)]
    raw, start = [], 0
    for cut in cuts:
        raw.append(asked[start : cut.start()].strip())
        start = cut.end()
    raw.append(asked[start:].strip())
    if label:
        return [f"{label}: {piece}" for piece in raw if piece]
    return _whole(raw, asked)


def _whole(raw: list[str], asked: str) -> list[str]:
    """Return pieces that each ask something: what only leads to the next is joined to it."""
    pieces: list[str] = []
    pending = ""
    for place, piece in enumerate(raw):
        if not piece:
            continue
        if place < len(raw) - 1 and not _complete(piece):
            predicate = re.search(rf"\b{_AUX}\b.*$", raw[place + 1], re.IGNORECASE)
            shares = place == 0 and _OPENS.match(piece) and not _TAG.match(piece)
            if shares and predicate:
                pieces.append(f"{piece.strip(' ,')} {predicate.group()}")
            else:
                # Cut out of the sentence as it stood, so that no word between is lost.
                end = asked.find(raw[place + 1], asked.find(piece) + len(piece))
                pending += asked[asked.find(piece) : end]
            continue
        pieces.append(pending + piece)
        pending = ""
    return pieces


def _complete(piece: str) -> bool:
    """Say whether a piece that another follows is a question by itself."""
    opened = _OPENS.match(piece)
    if not opened or _TAG.match(piece):
        return False
    rest = piece[opened.end() :].split()
    turned = re.match(rf"^\W*(?:\w+ )?{_AUX}\b", piece, re.IGNORECASE) or re.search(
        rf"\b{_AUX}\b", piece, re.IGNORECASE
    )
    return len(rest) > ELLIPTIC_WORDS or (bool(turned) and bool(rest))


def _standing(pieces: list[str], parts: list[str], told: list[str], said: str) -> list[str]:
    """Return pieces with what each leans on set before it, from the parts and the story before."""
    standing: list[str] = []
    for place, piece in enumerate(pieces):
        earlier = standing[-1] if standing else (parts[-1] if parts else "")
        leans = _leans(piece, later=bool(place), after=bool(place or told))
        subject = subject_of(pieces[0] if place else said or earlier)
        if not leans or (place and subject in piece):
            standing.append(piece)
        elif place or (earlier and not told):
            standing.append(f"{subject}: {piece}")
        else:
            standing.append(" ".join([*told, piece]))
    return standing


def _leans(piece: str, later: bool, after: bool) -> bool:
    """Say whether a piece points at something it does not name, or is too thin to name any.

    ``later`` pieces come after another in their sentence, ``after`` ones after that or a story.
    """
    label, asked = _label(piece)
    if label:
        return False
    opened = _OPENER.match(asked)
    rest = asked[opened.end() :] if opened else asked
    words = len(re.findall(r"\w+", rest))
    verbless = (
        later and not _WHO.match(asked) and not re.search(rf"\b{_AUX}\b", asked, re.IGNORECASE)
    )
    thin = after and words <= THIN_WORDS
    pointing = _NAMED_BEFORE.sub(" ", asked)
    return words == 0 or verbless or thin or bool(_LEANS.search(pointing))


def subject_of(question: str) -> str:
    """Return what a question is about: its words after the question word, at most a dozen."""
    label, asked = _label(question)
    if label:
        return label
    opened = _OPENER.match(asked)
    rest = (asked[opened.end() :] if opened else asked).strip(" ?.!")
    noun = _NOUN_PHRASE.search(rest)
    if noun and len(rest.split()) > SUBJECT_WORDS:
        rest = rest[noun.start() :]
    cut = _CLAUSE_END.sub("", rest) or rest
    return " ".join((cut or question.strip(" ?.!")).split()[:SUBJECT_WORDS])


def _label(sentence: str) -> tuple[str, str]:
    """Return the label before a sentence's colon, and the rest; "two things" is no label."""
    head, colon, rest = sentence.partition(": ")
    asks = _OPENS.match(head) and not re.match(rf"(?:{_REQUEST}|trace\b)", head, re.IGNORECASE)
    if not colon or len(head.split()) > LABEL_WORDS or asks:
        return "", sentence
    counted = _COUNTED.match(head)
    return (head[counted.end() :].strip(" ,") if counted else head.strip()), rest


def _cuts(text: str, found: re.Match[str]) -> bool:
    """Say whether a boundary is one: outside quotations, and a bare comma only after a question."""
    before = text[: found.start()]
    quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return not quoted and bool(found["comma"] is None or _OPENS.match(before))
