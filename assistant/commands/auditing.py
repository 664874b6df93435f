"""What an audit of the documents finds, said in words, as data or as entries to edit."""

from __future__ import annotations

import json
from collections.abc import Sequence

from rich.text import Text

from assistant.answering.differences import Misplaced, misplaced, read_differences
from assistant.commands.options import err, out
from assistant.domain import Citation
from assistant.errors import CorpusError, GuidanceError
from assistant.index import Index
from assistant.settings import Settings
from assistant.views.audit import Candidate, candidates
from assistant.views.terminal import printable


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


def show_audit(settings: Settings, limit: int, *, as_json: bool, as_toml: bool) -> None:
    """Print the candidates, likeliest first, and what is wrong with the editors' file.

    Raises `CorpusError` after printing where a quotation of that file no longer stands.
    """
    if as_json and as_toml:
        raise GuidanceError("--json and --toml ask for two forms.", "Name one of them.")
    index = Index.open(settings)
    found = candidates(index, limit)
    if as_json:
        print(json.dumps([_data(one) for one in found], ensure_ascii=False, indent=2))
    elif as_toml:
        print("\n".join(map(entry, found)))
    else:
        _show(found)
    wrong = misplaced(read_differences(settings.corpus), index)
    for one in wrong:
        err.print(printable(sentence(one)), markup=False, soft_wrap=True)
    if wrong:
        raise CorpusError(
            f"Quotations of differences.toml that no longer stand: {len(wrong)}.",
            "Mend each entry that is named.",
        )


def _show(found: Sequence[Candidate]) -> None:
    for number, one in enumerate(found, start=1):
        out.print(Text(printable(f"{number}. {'; '.join(one.why)}  ({one.score:.2f})")))
        for side in (one.one, one.other):
            place = f"{side.title}, {side.locator} · {side.authority}"
            out.print(Text(printable(f"   {place}\n     “{side.shown}”")))
    out.print(f"Candidates: {len(found)}. Whether two of them differ, a person must say.")


def _data(one: Candidate) -> dict[str, object]:
    return {"score": one.score, "why": list(one.why), "says": [_side(one.one), _side(one.other)]}


def _side(side: Citation) -> dict[str, object]:
    return {
        "document": side.doc_id,
        "title": side.title,
        "locator": side.locator,
        "authority": side.authority,
        "quote": side.quote,
        "spans": [[span.start, span.end] for span in side.spans],
    }


def entry(one: Candidate) -> str:
    """Return a candidate as an entry of differences.toml for an editor to complete.

    Of a quotation in several stretches the first is given, which stands in the file as it is.
    """
    lines = [f"# {'; '.join(one.why)}", "[[difference]]", 'about = ""', 'rely_on = ""']
    for side in (one.one, one.other):
        first = side.spans[0].end - side.spans[0].start
        lines += [
            "[[difference.says]]",
            f"document = {_quoted(side.doc_id)}",
            f"quote = {_quoted(side.quote[:first])}",
        ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    """Return text as a string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
