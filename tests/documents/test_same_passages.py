"""The same content as Markdown, as a web page and as a Word document is read the same."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.passages import build_passages
from tests.documents import wording as word

MARKDOWN = """# Lending boards

## Purpose

1. Each board must publish a plan.[1] The plan must cover every branch of the board.

2. The plan should name a lead for the following:

  - readers under eighteen
  - readers who cannot visit, that is:
    - readers in hospital
    - readers in prison
  - the branches themselves

3. A board may publish its plan with that of another board.

## Loans

### Limits

The board sets the longest loan within these limits.[2]

| Readers | Longest loan in days |
| --- | --- |
| Adults | 28 |
| Schools | 120 |

## Annex A: Branches

1. A branch may open without staff for four hours a day.

2. Staff must be able to reach the branch within forty minutes.

[1] The rules on lending, rule 12, as amended in 2019, which came into force in the spring of 2020.

[2] The longest loan is counted from the day after the day on which the loan was made.
"""

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Lending</title>
</head><body><header role="banner"><a href="/">Libraries</a></header><main><h1>Lending boards</h1>
<h2>Purpose</h2>
<ol>
<li>Each board <strong>must</strong> publish a plan.<sup><a href="#fn1" id="r1">1</a></sup>
  The plan must cover every branch of the board.</li>
<li><p>The plan should name a lead for the following:</p><ul><li>readers under eighteen</li>
  <li>readers who cannot visit, that is:<ul><li>readers in hospital</li>
  <li>readers in prison</li></ul></li><li>the branches themselves</li></ul></li>
<li>A board may publish its plan with that of another board.</li>
</ol>
<h2>Loans</h2><h3>Limits</h3>
<p>The board sets the longest loan within these limits.<sup><a href="#fn2" id="r2">2</a></sup></p>
<table><thead><tr><th>Readers</th><th>Longest loan in days</th></tr></thead>
<tbody><tr><td>Adults</td><td>28</td></tr><tr><td>Schools</td><td>120</td></tr></tbody></table>
<h2>Annex A: Branches</h2>
<ol><li>A branch may open without staff for four hours a day.</li>
<li>Staff must be able to reach the branch within forty minutes.</li></ol>
<div class="footnotes" role="doc-endnotes"><ol>
<li id="fn1">The rules on lending, rule 12, as amended in 2019, which came into force in the spring
  of 2020. <a href="#r1" role="doc-backlink">↩</a></li>
<li id="fn2">The longest loan is counted from the day after the day on which the loan was made.
  <a href="#r2" role="doc-backlink">↩</a></li></ol></div></main></body></html>"""


def _word() -> bytes:
    document = docx.Document()
    numbers = word.define(document, word.level(0, *word.DECIMAL, left=567))
    annex = word.another(document, start=1)
    bullets = word.define(
        document,
        word.level(0, *word.BULLETS, left=924),
        word.level(1, *word.BULLETS, left=1284),
        abstract=91,
    )
    word.add_notes(
        document,
        "footnote",
        [
            "The rules on lending, rule 12, as amended in 2019, which came into force in the "
            "spring of 2020.",
            "The longest loan is counted from the day after the day on which the loan was made.",
        ],
    )
    first = word.r("Each board ") + word.r("must", "<w:b/>") + word.r(" publish a plan.")
    rest = word.r(" The plan must cover every branch of the board.")
    limits = word.r("The board sets the longest loan within these limits.")
    word.add(
        document,
        word.p("Lending boards", style="Title"),
        word.p("Purpose", style="Heading1"),
        word.p(first + word.called(1) + rest, props=word.numbered(numbers)),
        word.listed("The plan should name a lead for the following:", numbers),
        word.listed("readers under eighteen", bullets),
        word.listed("readers who cannot visit, that is:", bullets),
        word.listed("readers in hospital", bullets, 1),
        word.listed("readers in prison", bullets, 1),
        word.listed("the branches themselves", bullets),
        word.listed("A board may publish its plan with that of another board.", numbers),
        word.p("Loans", style="Heading1"),
        word.p("Limits", style="Heading2"),
        word.p(limits + word.called(2)),
        "<w:tbl>"
        + word.row("Readers", "Longest loan in days", props="<w:tblHeader/>")
        + word.row("Adults", "28")
        + word.row("Schools", "120")
        + "</w:tbl>",
        word.p("Annex A: Branches", style="Heading1"),
        word.listed("A branch may open without staff for four hours a day.", annex),
        word.listed("Staff must be able to reach the branch within forty minutes.", annex),
    )
    return word.saved(document)


FILES = {"lending.md": MARKDOWN.encode(), "lending.html": PAGE.encode(), "lending.docx": _word()}


def _passages(folder: Path, name: str) -> list[tuple[str, str, tuple[str, ...], int]]:
    (folder / name).write_bytes(FILES[name])
    (found,), skipped = find_files(folder, Limits())
    assert not skipped
    passages = build_passages(load(found, Limits()), "r1")
    return [(p.locator, p.text, p.headings, len(p.notes)) for p in passages]


@pytest.mark.parametrize("name", ["lending.html", "lending.docx"])
def test_the_same_content_gives_the_same_passages_at_the_same_places(name, tmp_path):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
    expected = _passages(tmp_path / "one", "lending.md")
    assert _passages(tmp_path / "other", name) == expected


def test_the_places_are_those_that_a_reader_would_name(tmp_path):
    places = [place for place, *_ in _passages(tmp_path, "lending.docx")]
    assert places[:3] == ["paragraph 1", "paragraph 2", "paragraph 3"]
    assert places[-4:] == ["Annex A, paragraph 1", "Annex A, paragraph 2", "note 1", "note 2"]
