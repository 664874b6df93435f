"""Files made to cost whoever reads them more time or memory than they are worth."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

MEGABYTE = 1_000_000


def pdf(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    pieces, places, length = [b"%PDF-1.7\n"], [], 9
    for number, content in enumerate(objects, start=1):
        places.append(length)
        pieces.append(b"%d 0 obj\n%b\nendobj\n" % (number, content))
        length += len(pieces[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return b"".join([*pieces, head, table, tail % (len(objects) + 1, length)])


def stream(content: bytes) -> bytes:
    """Return a compressed stream object."""
    packed = zlib.compress(content, 9)
    said = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
    return said % (len(packed), packed)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
WORDS = b"BT /F1 12 Tf 72 700 Td (Boards must meet every year.) Tj ET"


def _page(parent: int, contents: int) -> bytes:
    said = (
        b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources %b >>"
    )
    return said % (parent, contents, FONT)


def page_tree_that_loops() -> bytes:
    """A list of pages that holds itself."""
    tree = b"<< /Type /Pages /Count 2 /Kids [2 0 R 3 0 R] >>"
    return pdf([CATALOGUE, tree, _page(2, 4), stream(WORDS)])


def page_tree_that_is_deep() -> bytes:
    """One page below twenty thousand lists of pages."""
    depth = 20_000
    tree = [
        b"<< /Type /Pages /Count 1 /Kids [%d 0 R] /Parent %d 0 R >>" % (level + 1, level - 1)
        for level in range(2, depth)
    ]
    return pdf([CATALOGUE, *tree, _page(depth - 1, depth + 1), stream(WORDS)])


def pages_beyond_number(count: int = 2_000) -> bytes:
    """More pages than anybody reads."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(1, count + 1))
    tree = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (count, kids)
    return pdf([CATALOGUE, tree, stream(WORDS), *[_page(2, 3)] * count])


def page_that_unpacks_without_end() -> bytes:
    """A page whose few kilobytes unpack to a hundred megabytes."""
    tree = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf([CATALOGUE, tree, _page(2, 4), stream(WORDS + b" " * (100 * MEGABYTE))])


def page_of_many_operations() -> bytes:
    """A page that draws a word a million times."""
    tree = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf([CATALOGUE, tree, _page(2, 4), stream((WORDS + b"\n") * 1_000_000)])


def pdf_array_that_is_deep() -> bytes:
    """A hundred thousand arrays, one within the other."""
    deep = b"[" * 100_000 + b"]" * 100_000
    tree = b"<< /Type /Pages /Count 1 /Kids [3 0 R] /Deep %b >>" % deep
    return pdf([CATALOGUE, tree, _page(2, 4), stream(WORDS)])


def html_that_is_deep() -> bytes:
    """A hundred thousand boxes, one within the other."""
    return b"<!doctype html><body>" + b"<div>" * 100_000 + b"<p>Boards must meet.</p>"


def word_file_that_unpacks_without_end() -> bytes:
    """A Word file whose text unpacks to a hundred megabytes."""
    start = (
        b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/'
        b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", start + b"Boards. " * (100 * MEGABYTE // 8))
    return packed.getvalue()


def pdf_cut_short() -> bytes:
    """Half a PDF."""
    whole = pages_beyond_number(20)
    return whole[: len(whole) // 2]


def text_on_one_line() -> bytes:
    """Four megabytes of what numbers, brackets and tables begin with, without a line's end."""
    return b"1.1.(a) | [1] - * " * (4 * MEGABYTE // 18)


def text_of_nothing() -> bytes:
    """Eight megabytes of blanks around one word."""
    blank = b" \t" * (2 * MEGABYTE)
    return blank + b"word" + blank


HOSTILE: dict[str, Callable[[], bytes]] = {
    "loop.pdf": page_tree_that_loops,
    "deep-pages.pdf": page_tree_that_is_deep,
    "many-pages.pdf": pages_beyond_number,
    "endless-page.pdf": page_that_unpacks_without_end,
    "operations.pdf": page_of_many_operations,
    "deep-array.pdf": pdf_array_that_is_deep,
    "deep.html": html_that_is_deep,
    "bomb.docx": word_file_that_unpacks_without_end,
    "half.pdf": pdf_cut_short,
    "one-line.txt": text_on_one_line,
    "nothing.txt": text_of_nothing,
}
