"""What in a question names several things: a short form with two senses, a place in two documents.

The question's own words decide where they can, then the conversation; where neither does, all that
may be meant are handed on for the reader to choose from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.domain import Choice, Form
from assistant.index.lexical import analyse
from assistant.retrieval.acronyms import Acronyms, short_forms
from assistant.retrieval.mentions import PROVISIONS, find_mentions
from assistant.retrieval.references import Reference, References

# Words of a question that name nothing to search for.
_EMPTY = frozenset(
    analyse(
        "help hello hi hey info information question questions ask asking thing things stuff yes "
        "thanks thank please ok okay tell know want need more about something anything test nothing"
    )
)
# What comes with a short form as its plural or its article is not told apart here.
_ANY_SHORT = re.compile(r"[A-Za-z][A-Za-z&/]{2,}")


def sense_meant(
    short: str, acronyms: Acronyms, context: str, documents: Sequence[str] = ()
) -> str | None:
    """Return the one sense of a short form that fits its context, or none.

    A sense fits where the context uses a word that no other sense has, or names the document that
    defines it; ``documents`` are the ids of those.
    """
    senses = acronyms.senses(short)
    words = set(analyse(context))
    telling = {
        sense: set(analyse(sense))
        - {w for other in senses if other != sense for w in analyse(other)}
        for sense in senses
    }
    fitting = [sense for sense in senses if telling[sense] & words]
    if not fitting and documents:
        fitting = [
            sense
            for sense in senses
            if any(
                d.passage_id.partition("@")[0] in documents
                for d in acronyms.definitions
                if d.short.casefold() == short.casefold() and acronyms.same_sense(d.long, sense)
            )
        ]
    return fitting[0] if len(fitting) == 1 else None


def ambiguous_in(text: str, acronyms: Acronyms) -> list[str]:
    """Return the short forms of a question that have several senses, each once."""
    upper = short_forms(text)
    lower = [word for word in _ANY_SHORT.findall(text) if word not in upper]
    found = dict.fromkeys(word.upper() for word in [*upper, *lower])
    return [short for short in found if len(acronyms.senses(short)) > 1]


def sense_choices(
    text: str, form: Form, acronyms: Acronyms, context: str, documents: Sequence[str] = ()
) -> tuple[Choice, ...]:
    """Return the senses of the first short form that nothing settles.

    One that a corpus uses nearly always in one sense is settled, unless its meaning is asked for.
    """
    for short in ambiguous_in(text, acronyms):
        if sense_meant(short, acronyms, context, documents):
            continue
        if form is not Form.DEFINITION and acronyms.settled(short):
            continue
        found = ((sense, acronyms.defined(short, sense)) for sense in acronyms.senses(short))
        return tuple(Choice(sense, where.passage_id) for sense, where in found if where)
    return ()


def senses_meant(
    text: str, acronyms: Acronyms, context: str, documents: Sequence[str] = ()
) -> list[str]:
    """Return the senses that the context tells and that are not the usual ones."""
    meant = (
        (short, sense_meant(short, acronyms, context, documents))
        for short in ambiguous_in(text, acronyms)
    )
    return [sense for short, sense in meant if sense and sense != acronyms.settled(short)]


def spoken_of(said: Iterable[str], references: References) -> list[str]:
    """Return the ids of the documents that the first text names which names any by its name."""
    for text in said:
        named = [d for one in references.find(text) if not one.place for d in one.documents]
        placed = [
            one.documents[0]
            for one in references.find(text)
            if one.place and len(one.documents) == 1
        ]
        if named or placed:
            return list(dict.fromkeys([*named, *placed]))
    return []


def place_choices(found: Iterable[Reference], references: References) -> tuple[Choice, ...]:
    """Return the places that the first ambiguous reference may mean, in index order.

    A section of a law that several documents speak of is one place.
    """
    for one in found:
        of_law = any(mention.kind in PROVISIONS for mention in find_mentions(one.words))
        if one.place and not of_law and (choices := references.choices(one)):
            return choices
    return ()


def says_nothing(text: str, acronyms: Acronyms, named: bool) -> bool:
    """Say whether a question has nothing to search for: no word of its own, or one bare word.

    ``named`` is whether it names a place or a document. A short form that the documents define is
    no bare word.
    """
    if named:
        return False
    words = [word for word in analyse(text) if word not in _EMPTY]
    if not words:
        return True
    said = re.findall(r"\w+", text)
    return len(said) == 1 and not acronyms.readings(said[0])
