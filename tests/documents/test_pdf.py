"""PDF files: what is extracted, and what is said of those that are damaged or locked."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from assistant.documents import find_files, load
from assistant.documents.extracted import Limits
from assistant.documents.formats.pdf import load_pdf
from assistant.documents.structure.blocks import find_blocks
from assistant.domain import BlockKind
from assistant.errors import CorpusError
from assistant.passages import build_passages

PDFS = Path(os.environ.get("GUIDANCE_TEST_PDFS", "/nonexistent"))
LIMIT = Limits()


def _pdf(*pages: str, labels: str = "") -> bytes:
    """Return a PDF whose pages hold a line of text each, written out by hand."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{labels}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for place, line in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 720 Td ({line}) Tj ET"
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * place} 0 R>>",
            f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    out += f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    out += f"trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{out.rindex('xref')}\n%%EOF\n"
    return out.encode("latin-1")


def _encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf("Boards must meet."))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_each_page_is_its_place_in_the_text():
    read = load_pdf(_pdf("Boards must meet.", "They may adjourn."), LIMIT)
    pages, text = read.pages, read.text
    assert [page.span.slice(text) for page in pages] == ["Boards must meet.", "They may adjourn."]
    assert [page.ordinal for page in pages] == [1, 2]


def test_a_page_has_the_label_that_is_printed_on_it():
    labels = "/PageLabels<</Nums[0<</S/r>>1<</S/D/St 1>>]>>"
    pages = load_pdf(_pdf("Foreword by a chair.", "Boards must meet.", labels=labels), LIMIT).pages
    assert [page.label for page in pages] == ["i", "1"]


def test_passages_know_their_page(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(_pdf("Boards must meet.", "They may adjourn."))
    (found,), _ = find_files(tmp_path, LIMIT)
    passages = build_passages(load(found, LIMIT), "r1")
    assert [(p.text, p.page) for p in passages] == [
        ("Boards must meet.", 1),
        ("They may adjourn.", 2),
    ]


def test_the_number_of_a_page_is_furniture_at_its_edge_alone():
    blocks = find_blocks("Boards met:\n12\ntimes a year.\n3\n\f4\nThey adjourned.")
    said = [block.kind is not BlockKind.FURNITURE for block in blocks]
    assert said == [True, False, False, True]


def test_a_pdf_is_known_by_its_first_bytes_whatever_it_is_called(tmp_path):
    (tmp_path / "plan.txt").write_bytes(_pdf("Boards must meet."))
    (found,), _ = find_files(tmp_path, LIMIT)
    assert load(found, LIMIT).text == "Boards must meet."


def test_a_pdf_of_pictures_is_refused_with_the_cure(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(_pdf(""))
    (found,), _ = find_files(tmp_path, LIMIT)
    with pytest.raises(CorpusError, match="no text") as caught:
        load(found, LIMIT)
    assert "scan" in caught.value.next_step


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.4\n%%EOF\n",
        b"%PDF-1.7\n" + b"\x00\xff" * 200,
        _pdf("Boards must meet.")[:60],
        _pdf("Boards must meet.").replace(b"/Kids", b"/Lids"),
    ],
)
def test_a_damaged_pdf_is_refused(raw):
    with pytest.raises(CorpusError, match=r"damaged|no text"):
        if not load_pdf(raw, LIMIT).text.strip():
            raise CorpusError("It holds no text.", "")


def test_a_pdf_locked_by_a_password_is_refused():
    with pytest.raises(CorpusError, match="password"):
        load_pdf(_encrypted("secret"), LIMIT)


def test_a_pdf_with_more_pages_than_the_limit_is_refused_and_the_setting_named():
    with pytest.raises(CorpusError, match="3 pages; the limit is 2") as caught:
        load_pdf(_pdf("One.", "Two.", "Three."), replace(LIMIT, pages=2))
    assert "GUIDANCE_MAX_PAGES" in caught.value.next_step


def test_the_text_is_what_pypdf_extracts():
    raw = _pdf("Boards must meet.", "They may adjourn.")
    pages = PdfReader(io.BytesIO(raw)).pages
    assert load_pdf(raw, LIMIT).text == "\f".join(page.extract_text() for page in pages)


def test_a_pdf_that_anyone_may_open_is_read():
    assert load_pdf(_encrypted(""), LIMIT).text == "Boards must meet."


@pytest.mark.slow
@pytest.mark.skipif(
    not PDFS.is_dir(), reason="GUIDANCE_TEST_PDFS names no folder of real PDF files"
)
@pytest.mark.parametrize("path", sorted(PDFS.glob("*.pdf")), ids=lambda path: path.name)
def test_a_real_pdf_becomes_passages_on_its_pages(path, tmp_path):
    (tmp_path / path.name).symlink_to(path)
    (found,), _ = find_files(tmp_path, LIMIT)
    read = load(found, LIMIT)
    passages = build_passages(read, "r1")
    assert len(passages) >= len(read.pages) / 2
    assert all(passage.page for passage in passages)
