"""How a document was read, as data for other tools."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant.documents.pages import pages_of
from assistant.domain import Block, Document, Page, Passage, Spans, Unit
from assistant.views.places import PlacedBlock
from assistant.views.structure import counts, coverage


def structure_data(
    document: Document,
    passages: Sequence[Passage],
    kind: str,
    blocks: Sequence[PlacedBlock],
    only: Collection[str] | None = None,
) -> dict[str, Any]:
    """Return how ``document`` was read; fields may be added, not renamed.

    ``doc``: ``id``, ``title``, ``publisher``, ``published``, ``published_note``, ``authority``,
    ``standing``, ``voice``, ``rights``, ``address``, ``sha256``, ``file``, ``catalogued``,
    ``format`` (``kind``), ``characters``, ``pages``, ``parts``, ``remarks``, ``repairs``.
    ``counts``: blocks by kind, and ``passages``.
    ``blocks``: ``kind``, ``number``, ``depth`` (of a list item), ``level`` (of a heading whose
    level the source shows), ``page``, ``page_label``, ``spans``, ``text`` (as read),
    ``extracted`` (as it stands), ``uncertain``, ``locator`` (null where it is not quoted),
    ``passage`` (its id), ``left_out``.
    ``passages``: ``id``, ``locator``, ``number``, ``part``, ``headings``, ``spans``, ``context``,
    ``page``, ``page_label``, ``pages`` (all that it lies on), ``text``, ``units``, ``notes``,
    ``called_from``, ``group``, ``uncertain``.
    ``coverage``: ``visible``, ``quotable``, ``share_left_out``, ``left_out`` (by kind of block).
    Spans are pairs of positions in the canonical text, in characters. ``only`` names the passages
    to give where not all are wanted.
    """
    wanted = [p for p in passages if only is None or p.passage_id in only]
    covered = coverage(document, passages)
    return {
        "doc": _doc(document, kind),
        "counts": {**counts(document), "passages": len(passages)},
        "blocks": [_block(document, placed) for placed in blocks],
        "passages": [_passage(document, passage) for passage in wanted],
        "coverage": {
            "visible": covered.visible,
            "quotable": covered.quotable,
            "share_left_out": round(covered.share_left_out, 6),
            "left_out": dict(covered.left_out),
        },
    }


def as_json(data: Mapping[str, Any]) -> str:
    """Return data as JSON that says the same and holds nothing that a terminal would obey."""
    written = json.dumps(data, ensure_ascii=False, indent=2)
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in written)


def _doc(document: Document, kind: str) -> dict[str, Any]:
    source = asdict(document.source)
    return {
        "id": source.pop("doc_id"),
        "file": source.pop("filename"),
        **source,
        "format": kind,
        "characters": len(document.text),
        "pages": [
            {"page": page.ordinal, "page_label": page.label, "span": _pairs((page.span,))[0]}
            for page in document.pages
        ],
        "parts": [{**asdict(part), "span": _pairs((part.span,))[0]} for part in document.parts],
        "remarks": list(document.remarks),
        "repairs": len(document.repairs),
    }


def _block(document: Document, placed: PlacedBlock) -> dict[str, Any]:
    block = placed.block
    return {
        "kind": block.kind.value,
        "number": block.number,
        "depth": block.depth,
        "level": block.level,
        **_page(document, block),
        "spans": _pairs(placed.spans),
        "text": placed.reads,
        "extracted": placed.extracted,
        "uncertain": block.uncertain,
        "locator": placed.locator or None,
        "passage": placed.passage.passage_id if placed.passage else None,
        "left_out": placed.left_out,
    }


def _page(document: Document, block: Block) -> dict[str, Any]:
    first: Page | None = next(iter(pages_of(document, block.spans)), None)
    return {
        "page": first.ordinal if first else None,
        "page_label": first.label if first else None,
    }


def _passage(document: Document, passage: Passage) -> dict[str, Any]:
    return {
        "id": passage.passage_id,
        "locator": passage.locator,
        "number": passage.number,
        "part": passage.part,
        "headings": list(passage.headings),
        "spans": _pairs(passage.spans),
        "context": _pairs(passage.context),
        "page": passage.page,
        "page_label": passage.page_label,
        "pages": [
            {"page": page.ordinal, "page_label": page.label}
            for page in pages_of(document, passage.spans)
        ],
        "text": passage.text,
        "units": [_unit(unit) for unit in passage.units],
        "notes": list(passage.notes),
        "called_from": list(passage.called_from),
        "group": passage.group,
        "uncertain": passage.uncertain,
    }


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "kind": unit.kind.value,
        "locator": unit.locator,
        "spans": _pairs(unit.spans),
        "lead_in": _pairs(unit.lead_in),
        "quotable": unit.quotable,
    }


def _pairs(spans: Spans) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
