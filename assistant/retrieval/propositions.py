"""What a question of yes or no asks about, by grammar: a subject and a predicate.

There is no parser here. A subject ends before the word that can only be its verb: a common verb,
or one right before an article, a pronoun or “to”. Where no rule finds an end nothing is said.
"""

from __future__ import annotations

import re

from assistant.domain import Proposition

AUXILIARIES = frozenset(
    "is are was were am does do did has have had can could may might must shall should will "
    "would".split()
)
_BE = frozenset("is are was were am".split())
_NOT = re.compile(r"^(?P<verb>\w+?)n[’']?t$", re.IGNORECASE)
_IRREGULAR = {"ca": "can", "wo": "will", "sha": "shall"}
_PRONOUNS = frozenset("i we you they it he she this that these those there one".split())
_SOMEBODY = frozenset(
    "anyone anybody someone somebody everyone everybody nobody anything nothing each".split()
)
_DETERMINERS = frozenset(
    "the a an my our your their its his her each every any all some no this that these those "
    "both either".split()
)
_OBJECTS = frozenset("me us you them him it anyone anybody anything themselves itself".split())
_PREPOSITIONS = frozenset(
    "of for in on at by from with within under over about across into and or between through "
    "during against after before until without towards to than as per".split()
)
# What a clause hangs on rather than a verb, right after which an article stands too.
_NO_VERB = _PREPOSITIONS | _DETERMINERS | frozenset("who which that when if whether also".split())
_ADVERBS = frozenset(
    "not also still ever never always only just already even usually normally really both "
    "either all personally".split()
)
# Common verbs that are seldom nouns. Those that are nouns as often ("lead", "plan", "report",
# "need", "work") are found by what follows them.
_VERBS = frozenset(
    "be have get make take give include require provide ensure become appoint attend publish "
    "apply decide agree involve follow meet consider cover belong exist happen receive send tell "
    "ask choose approve keep know let pay sit speak stay see sign want write allow consist refuse "
    "serve carry come go hold begin bring build buy commission consult delegate discuss employ "
    "establish explain help hear hire join listen live mean move own publicise remain remove "
    "replace say sell set share show spend stop sue teach think understand use vary visit wait "
    "come comply count differ end expect lie look matter need oversee overrule qualify rely "
    "submit".split()
)
_PARTICIPLES = frozenset(
    "allowed required supposed meant free able likely bound set made written held given paid run "
    "sent kept known binding optional compulsory mandatory legal statutory final responsible "
    "accountable different separate core true right".split()
)
_PLACES = frozenset("in on at under to part".split())
# After a subject as in "is anyone at the top of the board meant to" a participle comes this soon.
PLACE_WORDS = 8
_PARTICLES = frozenset("to up out over back down off away through".split())
_WORD = re.compile(r"[^\W_]+(?:[’'&/-][^\W_]+)*")
_ENDING = re.compile(
    r"\s*(?:[?!.;]|,\s*(?:and|or|but)\s+(?:also\s+)?(?:what|who|which|how|when|why|where|is|are|does|"
    r"do|can|could|must|should|to whom)\b|,\s*(?:what|who|which|how|when)\b).*$",
    re.S,
)
_CHOICE = re.compile(r",?\s+or\s+(?:not|(?:is|are|does|do|has|can|was|were)\b).*$", re.IGNORECASE)
_TRUE_THAT = re.compile(
    r"^\W*(?:if|whether|"
    r"(?:is it|it is|it’s|it's|am i) (?:true|right|correct|the case|so|in thinking)"
    r"(?: (?:that|in thinking(?: that)?|to think(?: that)?))?|do you know (?:if|whether)|"
    r"(?:can|could) you (?:tell me|say|confirm) (?:if|whether|that)|i (?:thought|assumed|heard|"
    r"understood|believe|think|take it)(?: that)?|(?:please |pls )?confirm(?: that)?)\s+",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"^\W*(?:now that|given that|seeing that|since|because|as|if|when|although) [^,]+,\s*", re.I
)
# What turns round again after "and" is a second question.
_JOINED = re.compile(rf"\b(?:and|or|but) (?:{'|'.join(sorted(AUXILIARIES))})\b", re.IGNORECASE)
_TAG = re.compile(
    r",\s*(?:(?:is|are|do|does|did|can|will|was|have|has)n[’']?t (?:it|they|that|we|he|she)|right|"
    r"correct|yes|no|true|am i right|is that (?:right|true|correct|so))\W*$",
    re.IGNORECASE,
)


def proposition_of(clause: str) -> Proposition | None:
    """Return the proposition that a clause of yes or no asks about, or none where unsure."""
    clause = _SUBORDINATE.sub("", clause)
    told = _TRUE_THAT.match(clause)
    stated = bool(told) or bool(_TAG.search(clause))
    clause = _TAG.sub("", clause[told.end() :] if told else clause)
    clause = _CHOICE.sub("", _ENDING.sub("", clause)).strip(" ,–—-")
    words = [(found.group(), found.start(), found.end()) for found in _WORD.finditer(clause)]
    if len(words) < 2:
        return None
    at = 0 if not stated else _first_auxiliary([word for word, _, _ in words])
    if at is None:
        return None
    verb, denied = auxiliary(words[at][0])
    if verb not in AUXILIARIES:
        return None
    rest = words[at + 1 :]
    if at:
        return _made(clause[: words[at - 1][2]], verb, clause, rest, denied)
    # "Isn’t the board …", "must not the board …": it hopes for a yes and asks the same.
    if rest[0][0].casefold() == "not":
        rest = rest[1:]
    end = _subject_end([word.casefold() for word, _, _ in rest], verb)
    if end is None:
        return None
    subject = clause[rest[0][1] : rest[end - 1][2]]
    if subject.casefold() == "there":
        subject = ""
    return _made(subject, verb, clause, rest[end:], denied=False)


def auxiliary(word: str) -> tuple[str, bool]:
    """Return an auxiliary without its “not”, in small letters, and whether it had one."""
    word = word.casefold()
    found = _NOT.match(word)
    if word in AUXILIARIES or not found:
        return ("can", True) if word == "cannot" else (word, False)
    return _IRREGULAR.get(found["verb"], found["verb"]), True


def _made(
    subject: str, verb: str, clause: str, rest: list[tuple[str, int, int]], denied: bool
) -> Proposition | None:
    """Return a proposition of its pieces, or none where they make no whole one."""
    if len(rest) > 1 and rest[0][0].casefold() == "not":
        denied, rest = True, rest[1:]
    if not rest or "," in subject or _JOINED.search(subject):
        return None
    return Proposition(subject.strip(), verb, clause[rest[0][1] :].strip(" ,"), denied)


def _first_auxiliary(words: list[str]) -> int | None:
    return next(
        (at for at, word in enumerate(words) if at and auxiliary(word)[0] in AUXILIARIES), None
    )


def _subject_end(words: list[str], verb: str) -> int | None:
    """Return how many of the words after a turned-round auxiliary are its subject."""
    first = words[0]
    # "Can that chair …", "can one person …": these may also stand before a noun.
    before_noun = first in _DETERMINERS or first == "one"
    if first in _PRONOUNS and (
        not before_noun or len(words) < 3 or _may_begin_predicate(words, 1, verb)
    ):
        return 1
    start = 1 if before_noun else 0
    found = (a for a in range(start + 1, len(words)) if _may_begin_predicate(words, a, verb))
    return next(found, 1 if first in _SOMEBODY else None)


def _may_begin_predicate(words: list[str], at: int, verb: str) -> bool:
    """Say whether a predicate begins at a word after a turned-round auxiliary."""
    word, before = words[at], words[at - 1]
    after = words[at + 1] if at + 1 < len(words) else ""
    if before in _NO_VERB or before.endswith(("'s", "’s")):
        return False
    if word in _ADVERBS or (word.endswith("ly") and len(word) > 4):
        return True
    if verb in _BE:
        return (
            word in _DETERMINERS
            or _is_participle(word)
            or not after
            or (word in _PLACES and not any(map(_is_participle, words[at : at + PLACE_WORDS])))
        )
    if verb in ("has", "have", "had") and word in ("got", "to", "been", *_DETERMINERS):
        return True
    if word in _VERBS:
        return True
    # A verb after “does” or “must” has no “s” at its end; a plural object at the end has.
    follows = (
        not after and not word.endswith("s")
    ) or after in _DETERMINERS | _OBJECTS | _PARTICLES
    return follows and word not in _NO_VERB


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (word.endswith(("ed", "ing")) and "-" not in word)
