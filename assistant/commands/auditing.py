"""What an audit of the documents finds, said in words or as data."""

from __future__ import annotations

from assistant.answering.differences import Misplaced, misplaced, read_differences
from assistant.index import Index
from assistant.settings import Settings


def misplaced_in(settings: Settings) -> list[str]:
    """Return a sentence for each quotation of the editors' file that no longer stands.

    Raises `CorpusError` where the file is not valid, and what opening an index raises.
    """
    differences = read_differences(settings.corpus)
    if not differences:
        return []
    return [sentence(one) for one in misplaced(differences, Index.open(settings))]


def sentence(one: Misplaced) -> str:
    """Return what is wrong with a quotation of the editors' file, and what to do."""
    return (
        f"differences.toml, on {one.about}: {one.reason} ({one.side.document}: "
        f"“{one.side.quote[:60]}…”). Mend the entry; until then it is left out of answers."
    )
