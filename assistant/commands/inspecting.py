"""How a document was read, shown: all of it, a page or a paragraph."""

from __future__ import annotations

from pathlib import Path

from assistant.commands.options import out
from assistant.commands.reading import read_all
from assistant.documents import FoundFile, find_files
from assistant.documents.adding import any_file, format_of
from assistant.documents.extracted import Limits
from assistant.domain import Document, Passage
from assistant.errors import CorpusError, GuidanceError
from assistant.settings import Settings
from assistant.views.places import find_pages, find_paragraphs, placed
from assistant.views.structure_data import as_json, structure_data
from assistant.views.structure_terminal import (
    show_candidates,
    show_head,
    show_page,
    show_paragraph,
    show_tree,
)


def show(
    doc: str, settings: Settings, *, page: str | None, paragraph: str | None, as_data: bool
) -> None:
    """Print how a document is read, named by its id or as a file.

    Raises `GuidanceError` where there is no such document, page or paragraph, or the document
    cannot be read.
    """
    if page is not None and paragraph is not None:
        raise GuidanceError("--page and --paragraph ask for two places.", "Name one of them.")
    found = _found(doc, settings.corpus, Limits.of(settings))
    ((document, passages),) = read_all([found], settings)
    kind = format_of(found.path.read_bytes(), found.path.name)
    if as_data:
        print(as_json(_data(document, passages, kind, page, paragraph)))
    elif page is not None:
        for number, one in enumerate(find_pages(document, page)):
            out.print() if number else None
            show_page(document, one, placed(document, passages, one), out)
    elif paragraph is not None:
        _show_paragraph(document, passages, paragraph)
    else:
        show_head(document, passages, kind, out)
        out.print()
        show_tree(document, passages, out)


def _found(doc: str, corpus: Path, limits: Limits) -> FoundFile:
    """Return the file that is meant: one anywhere, or one of the corpus by its id or name."""
    path = Path(doc)
    if path.is_file() and not _stands_in(path, corpus):
        return any_file(path)
    return _find(doc, path, corpus, limits)


def _stands_in(path: Path, corpus: Path) -> bool:
    return corpus.is_dir() and path.resolve().parent == corpus.resolve()


def _find(doc: str, path: Path, corpus: Path, limits: Limits) -> FoundFile:
    found, skipped = find_files(corpus, limits)
    for file in found:
        if file.source.doc_id == doc or file.path.name in (doc, path.name):
            return file
    for left_out in skipped:
        if left_out.filename in (doc, path.name):
            raise CorpusError(
                f"{left_out.filename} is left out. {left_out.reason}", left_out.next_step
            )
    known = ", ".join(sorted(file.source.doc_id for file in found))
    raise CorpusError(
        f"There is no document “{doc}” in {corpus}, and no file of that name.",
        f"The documents are: {known}." if known else "Mend a file that was left out.",
    )


def _data(
    document: Document,
    passages: tuple[Passage, ...],
    kind: str,
    page: str | None,
    paragraph: str | None,
) -> dict[str, object]:
    if page is None and paragraph is None:
        return structure_data(document, passages, kind, placed(document, passages))
    if page is not None:
        pages = find_pages(document, page)
        blocks = tuple(b for one in pages for b in placed(document, passages, one))
        only = {block.passage.passage_id for block in blocks if block.passage}
    else:
        places = find_paragraphs(passages, paragraph or "")
        only = {passage.passage_id for place in places for passage in place}
        blocks = tuple(
            block
            for block in placed(document, passages)
            if block.passage and block.passage.passage_id in only
        )
    return structure_data(document, passages, kind, blocks, only)


def _show_paragraph(document: Document, passages: tuple[Passage, ...], wanted: str) -> None:
    found = find_paragraphs(passages, wanted)
    if len({place[0].locator for place in found}) > 1:
        show_candidates(document, wanted, found, out)
        return
    locators = {passage.passage_id: passage.locator for passage in passages}
    for number, place in enumerate(found):
        out.print() if number else None
        show_paragraph(document, place, locators, out)
