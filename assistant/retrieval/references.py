"""References that are looked up and not searched: a paragraph, a note, a section, a document.

What a question names is resolved by the numbers and locators of the passages. What could mean
several places keeps them all, for the caller to ask; what is named and not there is said to be so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.domain import Choice, Document, Passage
from assistant.retrieval.document_names import DocumentNames, Named, beside
from assistant.retrieval.mentions import (
    PROVISIONS,
    USUAL,
    Law,
    Mention,
    find_mentions,
    label_key,
)
from assistant.retrieval.place_keys import places_of, places_of_headings
from assistant.retrieval.publications import Scope

_FIGURE = re.compile(r"\d[^\W_]*")
# Places that a document may speak of where their own heading or caption was lost.
_SPOKEN_OF = frozenset(("annex", "appendix", "table", "figure", "box"))

_NOTE_OF_IT = re.compile(r"\b(?:the|its|that|a|any) (?:foot|end)?notes?\b(?! \d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question names by number or by name, and where that is."""

    words: str
    """The words of the question that name it."""
    start: int
    end: int
    """Where they stand in the question."""
    passages: tuple[str, ...] = ()
    """Ids of the passages named, in order; empty for a document, or where there are none such."""
    documents: tuple[str, ...] = ()
    """Ids of the documents that it restricts the question to; several where it is ambiguous."""
    parts: tuple[tuple[str, int], ...] = ()
    """Of these documents only these parts, where it names parts: document and place of the part."""
    place: bool = False
    """Whether it names a place in a document, by a number; if so and it has no passages, the
    documents have no such place."""


class References:
    """Finds and resolves references against one index; safe to share between threads."""

    def __init__(self, documents: Mapping[str, Document], passages: Sequence[Passage]) -> None:
        """Prepare to resolve references to these documents and their passages, in index order."""
        self._documents = documents
        self._passages = passages
        self._order = {passage.passage_id: place for place, passage in enumerate(passages)}
        self._names = DocumentNames(documents, passages)
        self._groups: dict[str, list[Passage]] = {}
        self._places: dict[tuple[str, str], list[Passage]] = {}
        headed: dict[tuple[str, ...], frozenset[tuple[str, str]]] = {}
        for passage in passages:
            self._groups.setdefault(passage.group, []).append(passage)
            if passage.headings not in headed:
                headed[passage.headings] = places_of_headings(passage.headings)
            for key in sorted(places_of(passage) | headed[passage.headings]):
                self._places.setdefault(key, []).append(passage)
        # Of a large corpus, all texts would be searched anew for each section that is named.
        self._holding: dict[str, list[Passage]] = {}
        for passage in passages:
            for figure in dict.fromkeys(_FIGURE.findall(passage.text)):
                self._holding.setdefault(figure.casefold(), []).append(passage)

    def find(self, text: str) -> tuple[Reference, ...]:
        """Return the references in ``text``, in order."""
        mentions = find_mentions(text)
        spans = [(m.start, m.end) for m in mentions]
        # "Agenda" in "agenda item 6" is no title; "Part 2" in the title of a document is no place.
        named = [
            name
            for name in self._names.find(text, spans)
            if not any(start <= name.start and name.end <= end for start, end in spans)
        ]
        mentions = [m for m in mentions if not any(n.start <= m.start < n.end for n in named)]
        chains = _chains(text, mentions)
        attached = {
            at: name
            for at, chain in enumerate(chains)
            for name in named
            if beside(text, (name.start, name.end), (chain[0].start, chain[-1].end))
        }
        taken = set(attached.values())
        found = [self._place(text, c, attached.get(at), named) for at, c in enumerate(chains)]
        found += [_of_document(text, name) for name in named if name not in taken]
        return tuple(sorted(found, key=lambda reference: reference.start))

    def held_to(self, reference: Reference, documents: Sequence[str]) -> Reference:
        """Return a reference to a place held to some documents, where any of them has it."""
        places = (self._passages[self._order[passage_id]] for passage_id in reference.passages)
        passages = [p for p in places if p.doc_id in documents]
        if not passages:
            return reference
        return replace(
            reference,
            passages=tuple(p.passage_id for p in passages),
            documents=tuple(dict.fromkeys(p.doc_id for p in passages)),
        )

    def with_notes(self, found: Sequence[Reference], text: str) -> tuple[Reference, ...]:
        """Return references, those to a paragraph whose note ``text`` asks for led to the note."""
        if not _NOTE_OF_IT.search(text) or any(_names_a_note(one) for one in found):
            return tuple(found)
        led = []
        for one in found:
            places = (self._passages[self._order[passage_id]] for passage_id in one.passages)
            notes = tuple(dict.fromkeys(note for p in places for note in p.notes))
            led.append(replace(one, passages=notes) if notes else one)
        return tuple(led)

    def choices(self, reference: Reference) -> tuple[Choice, ...]:
        """Return the places that a reference may mean, one for each part and heading.

        Empty where it means one place, of however many passages.
        """
        places: dict[tuple[str, int, str], Passage] = {}
        for passage_id in reference.passages:
            passage = self._passages[self._order[passage_id]]
            places.setdefault((passage.doc_id, passage.part, passage.group), passage)
        if len({(doc, part) for doc, part, _ in places}) < 2:
            return ()
        return tuple(
            Choice(f"{self._documents[p.doc_id].parts[p.part].title}, {p.locator}", p.passage_id)
            for p in places.values()
        )

    def _place(
        self, text: str, chain: Sequence[Mention], own: Named | None, named: Sequence[Named]
    ) -> Reference:
        """Resolve a chain of mentions such as "Annex A, item 6", within a document if named."""
        everywhere = self._resolved(chain)
        scopes = own.scopes if own else tuple(s for name in named for s in name.scopes)
        within = [p for p in everywhere if _inside(p, scopes)] if scopes else everywhere
        # A document named elsewhere in the question need not be the one that is meant here.
        passages = within if within or own else everywhere
        start = min(chain[0].start, own.start if own else chain[0].start)
        end = max(chain[-1].end, own.end if own else 0)
        documents = dict.fromkeys(p.doc_id for p in passages)
        if own and not passages:
            documents = dict.fromkeys(doc_id for doc_id, _ in own.scopes)
        return Reference(
            text[start:end],
            start,
            end,
            tuple(p.passage_id for p in passages),
            tuple(documents),
            tuple(dict.fromkeys((d, part) for d, part in own.scopes if part is not None))
            if own
            else (),
            place=True,
        )

    def _resolved(self, chain: Sequence[Mention]) -> list[Passage]:
        """Return the passages that every mention of a chain fits, in index order."""
        places = [mention for mention in chain if mention.kind != "item"]
        sets = [{p.passage_id: p for p in self._fitting(m, alone=len(chain) == 1)} for m in places]
        items = [mention for mention in chain if mention.kind == "item"]
        if not places:
            sets = [{p.passage_id: p for p in self._at(m)} for m in items]
            items = []
        common = [p for i, p in sets[0].items() if all(i in other for other in sets[1:])]
        for item in items:
            common = [p for p in common if _has_item(p, item) or p in self._at(item)]
        if any(mention.kind == "paragraph" for mention in chain):
            whole = {id(p): p for one in common for p in self._groups[one.group]}
            common = list(whole.values())
        return sorted(common, key=lambda p: self._order[p.passage_id])

    def _fitting(self, mention: Mention, *, alone: bool) -> list[Passage]:
        """Return the passages at any of the labels of a mention."""
        found = [] if mention.law else self._at(mention)
        if mention.kind == "paragraph" and alone:
            found = self._main_numbering(found)
        if mention.kind in PROVISIONS:
            found = [*found, *self._speaking_of_provision(mention)]
        elif not found and mention.kind in _SPOKEN_OF:
            found = self._speaking_of(mention)
        elif not found and mention.kind == "recommendation":
            found = [p for p in self._passages if _recommends(p) and _has_item(p, mention)]
        return found

    def _at(self, mention: Mention) -> list[Passage]:
        return [p for label in mention.labels for p in self._places.get((mention.kind, label), ())]

    def _main_numbering(self, passages: Sequence[Passage]) -> list[Passage]:
        """Return passages without those of an annex, where their own part has such a number too."""
        plain = {
            (p.doc_id, p.part, p.number) for p in passages if p.locator == self._plain_locator(p)
        }
        return [
            p
            for p in passages
            if (p.doc_id, p.part, p.number) not in plain or p.locator == self._plain_locator(p)
        ]

    def _plain_locator(self, passage: Passage) -> str:
        within = self._documents[passage.doc_id].parts[passage.part].locator
        return ", ".join(filter(None, (within, f"paragraph {passage.number}")))

    def _speaking_of_provision(self, mention: Mention) -> list[Passage]:
        """Return the passages that cite these sections of a law, with all below them."""
        words = "|".join(map(re.escape, (w for w in USUAL if USUAL[w] == mention.kind)))
        found = []
        for label in mention.labels:
            cites = re.compile(
                rf"(?<!\w)(?:{words})\.?\s*(?:[\w.()]+\s*(?:,|and|or|to|[-–])\s*)*"
                rf"{re.escape(label)}(?![\w.]*\w)",
                re.IGNORECASE,
            )
            number = label.split("(")[0]
            other = number.upper()
            figure = _FIGURE.match(number)
            among = self._holding.get(figure[0].casefold(), ()) if figure else self._passages
            candidates = [p for p in among if number in p.text or other in p.text]
            found += [p for p in candidates if cites.search(p.text) and _of_law(p, mention.law)]
        return found

    def _speaking_of(self, mention: Mention) -> list[Passage]:
        spoken = re.compile(
            rf"\b{mention.kind}\s+(?:{'|'.join(map(re.escape, mention.labels))})\b", re.IGNORECASE
        )
        return [p for p in self._passages if spoken.search(p.text)]


def _names_a_note(reference: Reference) -> bool:
    return any(mention.kind == "note" for mention in find_mentions(reference.words))


def _of_document(text: str, name: Named) -> Reference:
    return Reference(
        text[name.start : name.end],
        name.start,
        name.end,
        documents=tuple(dict.fromkeys(doc_id for doc_id, _ in name.scopes)),
        parts=tuple((doc_id, part) for doc_id, part in name.scopes if part is not None),
    )


def _chains(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Return mentions that stand beside each other together, each kind once in a chain."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        last = chains[-1] if chains else []
        joined = last and beside(text, (last[-1].start, last[-1].end), (mention.start, mention.end))
        if joined and mention.kind not in {one.kind for one in last}:
            last.append(mention)
        else:
            chains.append([mention])
    return chains


def _has_item(passage: Passage, mention: Mention) -> bool:
    """Say whether one of the numbered items of a passage is named."""
    labels = {
        label_key(found[1])
        for unit in passage.units
        for found in re.finditer(r"\bitem ([^\s,]+)", unit.locator)
    }
    return any(label in labels for label in mention.labels)


def _recommends(passage: Passage) -> bool:
    return bool(passage.headings) and passage.headings[-1].casefold().startswith("recommendation")


def _of_law(passage: Passage, law: Law | None) -> bool:
    """Say whether a passage may mean this law: it names it, or its year."""
    if law is None:
        return True
    text = passage.text.casefold()
    return law.name in text or (bool(law.year) and law.year in text)


def _inside(passage: Passage, scopes: Sequence[Scope]) -> bool:
    return any(passage.doc_id == doc and part in (None, passage.part) for doc, part in scopes)
