"""Files into the folder of documents: described, added, and told how they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.text import Text

from assistant.commands.asking import (
    ask_own,
    ask_shared,
    check_given,
    entry_of,
    refuse_missing,
)
from assistant.commands.options import out, somebody_is_there
from assistant.commands.reading import Read, read_all
from assistant.documents import adding
from assistant.documents.adding import Candidate, any_file, examine, format_of
from assistant.documents.catalogue import FILENAME, Entry
from assistant.documents.proposals import one_line, propose
from assistant.domain import BlockKind
from assistant.errors import CorpusError
from assistant.settings import Settings
from assistant.views.page_labels import describe_pages
from assistant.views.structure import counts
from assistant.views.structure_terminal import several
from assistant.views.terminal import printable


def put(files: Sequence[Path], options: Mapping[str, str], settings: Settings) -> None:
    """Put files into the corpus that the settings name; ask for what ``options`` leave open.

    Raises `GuidanceError` where a file cannot be read or is known already, a value cannot be or
    is missing with nobody there to ask, or the folder cannot be written; nothing is added then.
    """
    given = {name: one_line(said) for name, said in options.items()}
    taken = adding.ids_in(settings.corpus, besides={file.name for file in files})
    check_given(given, len(files), taken)
    asks = somebody_is_there()
    if not asks:
        refuse_missing(given, len(files))
    found = [any_file(file) for file in files]
    read = read_all(found, settings)
    candidates = [examine(file, settings.corpus) for file in found]
    adding.refuse_twins(candidates)
    _refuse_empty(candidates, read)
    entries = _described(candidates, read, given, taken, asks=asks)
    adding.add(settings.corpus, list(zip(candidates, entries, strict=True)))
    for candidate, entry, one in zip(candidates, entries, read, strict=True):
        _report(candidate, entry, one, settings.corpus)


def _refuse_empty(candidates: Sequence[Candidate], read: Sequence[Read]) -> None:
    for candidate, (_, passages) in zip(candidates, read, strict=True):
        if not passages:
            raise CorpusError(
                f"{candidate.path.name} holds nothing that can be quoted.",
                f"See what was read: guidance inspect {candidate.path}",
            )


def _described(
    candidates: Sequence[Candidate],
    read: Sequence[Read],
    given: dict[str, str],
    taken: frozenset[str],
    *,
    asks: bool,
) -> list[Entry]:
    """Return the entries of the files, asking for what was not given where somebody can answer."""
    told = [given] * len(candidates)
    if asks:
        ids = taken
        for place, candidate in enumerate(candidates):
            _say(f"\n{candidate.path.name}: {_read_as(candidate, read[place])}", "bold")
            told[place] = ask_own(given, propose(read[place][0], candidate.raw), ids)
            ids |= {told[place]["id"]}
        if len(candidates) > 1:
            _say(f"\nFor all {len(candidates)} files:", "bold")
        shared = ask_shared(given)
        told = [{**own, **shared} for own in told]
    entries: list[Entry] = []
    for candidate, said in zip(candidates, told, strict=True):
        entries.append(entry_of(candidate, said, taken | {entry.id for entry in entries}))
    return entries


def _read_as(candidate: Candidate, read: Read) -> str:
    document, passages = read
    found = counts(document)
    paragraphs = found[BlockKind.PARAGRAPH.value] + found[BlockKind.NUMBERED.value]
    kind = format_of(candidate.raw, candidate.name)
    pages = f", {describe_pages(document.pages)}" if document.pages else ""
    return f"{kind}{pages}; {several(paragraphs, 'paragraph')}, {several(len(passages), 'passage')}"


def _report(candidate: Candidate, entry: Entry, read: Read, corpus: Path) -> None:
    document, passages = read
    _say(f"Added “{entry.title}” as {entry.id} ({corpus / candidate.name}).", "bold")
    _say(f"  Read as {_read_as(candidate, read)}.")
    dated = entry.published or (f"none; {entry.published_note}" if entry.published_note else "none")
    _say(f"  {entry.publisher} · {entry.authority} · {entry.standing} · date: {dated}")
    for remark in document.remarks:
        _say(f"  {remark}")
    uncertain = sum(1 for passage in passages if passage.uncertain)
    if uncertain:
        _say(f"  The order of reading is uncertain in {several(uncertain, 'passage')}.")
    _say(f"  To change what is said of it: {corpus / FILENAME}")
    _say(f"  To see how it was read: guidance inspect {entry.id}")


def _say(words: str, style: str = "") -> None:
    out.print(Text(printable(words), style=style), soft_wrap=True)
