"""An earlier question with one thing in it replaced by another of the same kind.

"Who chairs the board?", then "and the partnership?": what stands in the place of "the board" is
told by kind alone: a place by its number, a short form, what follows the same preposition, the
only phrase with an article. Where several may be meant, nothing is replaced.
"""

from __future__ import annotations

import re

from assistant.retrieval.mentions import find_mentions

_PREPOSITIONS = "for|in|on|of|with|about|at|under|by|from|to|into|against"
_ARTICLES = "the|a|an|our|my|your|their|its|his|her|each|every|any"
_LEADING = re.compile(rf"^(?P<word>{_PREPOSITIONS})\s+(?P<rest>.+)$", re.IGNORECASE)
_ARTICLE = re.compile(rf"^(?:{_ARTICLES})\s+", re.IGNORECASE)
_STOPS = (
    "is|are|was|were|does|do|did|has|have|had|must|should|can|could|may|will|would|and|or|who|"
    "which|that|when|if|not|be|to|it|they"
)
_NEXT_WORD = rf"(?:\s+(?!(?:{_PREPOSITIONS}|{_ARTICLES}|{_STOPS})\b)[\w’'&/-]+)"
_NAME = re.compile(r"(?:[Tt]he\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z&]*[A-Z][A-Za-z&]*(?![\w-])")
# A question's own verb stands right after the phrase, so an article alone tells one end only.
_LAST_PHRASE = re.compile(
    rf"\b(?P<thing>(?:{_ARTICLES})\s+[\w’'&/-]+{_NEXT_WORD}{{0,3}})\s*[?.!]*$", re.IGNORECASE
)
_SUBJECT = re.compile(
    rf"\b(?:is|are|was|were|does|do|did|has|have|must|should|can|could|may|will|would)\s+"
    rf"(?P<thing>(?:{_ARTICLES})\s+[\w’'&/-]+)\b",
    re.IGNORECASE,
)


def put_in_place(new: str, question: str, old: str = "") -> str:
    """Return ``question`` with ``new`` where a thing of its kind stood, or an empty string.

    ``old`` is what it replaces, where that was said.
    """
    if old:
        return _swapped(question, _bare(old), _bare(new))
    places, mentioned = find_mentions(question), find_mentions(new)
    if mentioned:
        same = [place for place in places if place.kind == mentioned[0].kind]
        if len(same) != 1:
            return ""
        return question[: same[0].start] + new + question[same[0].end :]
    if _SHORT.fullmatch(_bare(new)):
        return _for_short_form(_bare(new), question)
    if led := _LEADING.match(new):
        things = _things_after(led["word"], question) or _things_after("for|on|about", question)
        return _swapped(question, things[0], led["rest"]) if len(things) == 1 else ""
    return _for_phrase(new, question)


def _for_short_form(new: str, question: str) -> str:
    """Put a short form in the place of the only one, or of the only one a letter away."""
    known = list(dict.fromkeys(_SHORT.findall(question)))
    near = [one for one in known if _one_letter_apart(one.rstrip("s"), new.rstrip("s"))]
    if len(near) == 1 or len(known) == 1:
        return _swapped(question, (near if len(near) == 1 else known)[0], new)
    return "" if known else _for_phrase(new, question)


def _for_phrase(new: str, question: str) -> str:
    """Put a phrase in the place of the last thing of the question, or of its subject."""
    if _ARTICLE.match(new):
        last, subject = _LAST_PHRASE.search(question), _SUBJECT.search(question)
        if bool(last) == bool(subject):
            return ""
        found = last or subject
        return _swapped(question, found["thing"], new) if found else ""
    things = _things_after("for|on|about|with", question)
    if len(things) == 1 and question.rstrip(" ?.!").endswith(things[0]):
        return _swapped(question, things[0], new)
    return ""


def _things_after(words: str, question: str) -> list[str]:
    thing = rf"\b(?:{words})\s+(?P<thing>(?:(?:{_ARTICLES})\s+)?[\w’'&/-]+{_NEXT_WORD}{{0,4}})"
    things = []
    for found in re.finditer(thing, question, re.IGNORECASE):
        # Before more words a phrase has no sure end, unless it is a name.
        ends = not question[found.end() :].strip(" ?.!")
        name = _NAME.match(found["thing"])
        things.append(found["thing"] if ends else name.group() if name else "")
    return [one for one in things if one]


def _swapped(question: str, old: str, new: str) -> str:
    """Return a question with every ``old`` in it made ``new``, or an empty string."""
    pattern = rf"(?<![\w-]){re.escape(old)}(?![\w-])"
    mended, times = re.subn(pattern, lambda _: new, question, flags=re.IGNORECASE)
    return mended if times else ""


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words.strip(" ?.!,'\"‘’“”"))


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) != len(other) or one == other:
        return False
    pairs = zip(one, other, strict=True)
    return sum(a != b for a, b in pairs) == 1
