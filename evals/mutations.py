"""Files damaged on purpose: a seed file and a number give the same damaged file for ever."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tests.documents.papers import PAPER, Paper
from tests.documents.papers_docx import word
from tests.documents.papers_pdf import pdf
from tests.documents.papers_text import html, markdown, plain_text

MAX_BYTES = 4_000_000
"""No mutation makes a file longer than about this."""

Mutation = Callable[[bytes, random.Random], bytes]

_ENDINGS = {"text": ".txt", "Markdown": ".md", "HTML": ".html", "DOCX": ".docx", "PDF": ".pdf"}
_HUGE = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999", b"1e309", b"-0.0")
_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBER = re.compile(rb"\d+")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_ENTITIES = (
    b"&#x110000;",
    b"&#0;",
    b"&nosuch;",
    b"&amp;lt;",
    b"&#xD800;",
    b"&",
    b"<![CDATA[",
    b"<!--",
)
_LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)


@dataclass(frozen=True, slots=True)
class Mutated:
    """A damaged file: its format, its name and how it was made."""

    format: str
    name: str
    raw: bytes
    how: str


@cache
def seeds() -> Mapping[str, tuple[bytes, ...]]:
    """Return the undamaged files by format, of one to three pages each."""
    short = replace(PAPER, body=PAPER.body[:9])
    table = replace(PAPER, front=PAPER.front[:2], body=PAPER.body[11:20])
    papers: Sequence[Paper] = (short, table)
    old = "“Fees” – for café books – are £2.\r\n\r\n(a) adults\r\n(b) schools\r\n"
    return {
        "text": (
            *map(plain_text, papers),
            old.encode("cp1252"),
            plain_text(short).decode().encode("utf-16"),
        ),
        "Markdown": (
            *map(markdown, papers),
            b"- a\n" + b"".join(b"  " * n + b"- b\n" for n in range(9)),
        ),
        "HTML": (*map(html, papers), b"<p>One<table><tr><td rowspan=2>a<td>b<tr><td>c</table>"),
        "DOCX": tuple(map(word, papers)),
        "PDF": (
            *(pdf(paper, columns, compressed=False) for paper in papers for columns in (1, 2)),
            pdf(short),
        ),
    }


def mutated(seed: int) -> Mutated:
    """Return the damaged file of a number."""
    chance = random.Random(seed)
    kind = chance.choice(sorted(seeds()))
    raw, steps = chance.choice(seeds()[kind]), []
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        # A byte changed in a packed file seldom does more than break the packing.
        anywhere = BYTES[:2] if kind == "DOCX" else BYTES
        change = chance.choice((*anywhere, *OF_KIND[kind], *OF_KIND[kind]))
        raw = change(raw, chance)[:MAX_BYTES]
        steps.append(change.__name__)
    return Mutated(kind, f"paper{_ENDINGS[kind]}", raw, ", ".join(steps))


def _stretch(raw: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(raw) + 1)
    return start, min(len(raw), start + int(chance.expovariate(1 / 200)) + 1)


def flip_bits(raw: bytes, chance: random.Random) -> bytes:
    """Flip one to thirty bits."""
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 30) if raw else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(raw: bytes, chance: random.Random) -> bytes:
    """Cut the file off."""
    return raw[: chance.randrange(len(raw) + 1)]


def splice(raw: bytes, chance: random.Random) -> bytes:
    """Put a stretch of another file in the place of one of this."""
    other = chance.choice(seeds()[chance.choice(sorted(seeds()))])
    (start, end), (first, last) = _stretch(raw, chance), _stretch(other, chance)
    return raw[:start] + other[first:last] + raw[end:]


def duplicate(raw: bytes, chance: random.Random) -> bytes:
    """Repeat a stretch, a few times or many."""
    start, end = _stretch(raw, chance)
    return raw[:end] + raw[start:end] * chance.choice((1, 2, 50, 2_000)) + raw[end:]


def delete(raw: bytes, chance: random.Random) -> bytes:
    """Leave a stretch out."""
    start, end = _stretch(raw, chance)
    return raw[:start] + raw[end:]


def make_huge(raw: bytes, chance: random.Random) -> bytes:
    """Put absurd numbers in the place of some."""
    share = chance.choice((0.01, 0.1, 0.5))
    return _NUMBER.sub(
        lambda found: chance.choice(_HUGE) if chance.random() < share else found[0], raw
    )


def insert_noise(raw: bytes, chance: random.Random) -> bytes:
    """Put random bytes, zeros or odd characters somewhere."""
    start = chance.randrange(len(raw) + 1)
    odd = ("\u202e\u200b\ufeff\u2028\x0c\x85" * 40).encode()
    noise = chance.choice((chance.randbytes(100), bytes(500), odd, b"\t" * 3_000, b"|" * 3_000))
    return raw[:start] + noise + raw[start:]


def repeat_lines(raw: bytes, chance: random.Random) -> bytes:
    """Shuffle or repeat the lines of a text."""
    lines = raw.splitlines(keepends=True)
    if chance.random() < 0.5:
        chance.shuffle(lines)
        return b"".join(lines)
    return b"".join(line * chance.choice((1, 1, 30)) for line in lines)


def nest_marks(raw: bytes, chance: random.Random) -> bytes:
    """Put marks of lists, quotations or links deep within one another."""
    mark = chance.choice((b"> ", b"- ", b"(", b"[", b"**", b"  - ", b"#", b"1.", b"<b>"))
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + b"\n" + mark * chance.choice((20, 500, 20_000)) + raw[start:]


def change_tags(raw: bytes, chance: random.Random) -> bytes:
    """Drop, repeat or exchange some tags."""
    tags = _TAG.findall(raw) or [b"<p>"]

    def changed(found: re.Match[bytes]) -> bytes:
        if chance.random() > share:
            return found[0]
        return chance.choice((b"", found[0] * 2, chance.choice(tags)))

    share = chance.choice((0.01, 0.05, 0.3))
    return _TAG.sub(changed, raw)


def nest_tags(raw: bytes, chance: random.Random) -> bytes:
    """Put one tag deep within itself."""
    found = chance.choice(_TAG.findall(raw) or [b"<div>"])
    tag = chance.choice((found, b"<div>", b"<ul><li>", b"<table><tr><td>", b"<w:tbl><w:tr><w:tc>"))
    place = chance.randrange(len(raw) + 1)
    place = raw.find(b">", place) + 1 or place
    return raw[:place] + tag * chance.choice((10, 300, 30_000)) + raw[place:]


def insert_entities(raw: bytes, chance: random.Random) -> bytes:
    """Put entities that mean nothing, or that grow without end."""
    if chance.random() < 0.3:
        name = re.search(rb"<([\w:]+)[ >]", raw.split(b"?>", 1)[-1])
        root = name[1] if name else b"html"
        start = raw.find(b"?>") + 2 if b"?>" in raw else 0
        laughs = b"<!DOCTYPE %s [%s]>" % (root, _LAUGHS)
        raw = raw[:start] + laughs + raw[start:]
        return raw.replace(b" the ", b" &a9; ", 3)
    place = chance.randrange(len(raw) + 1)
    return raw[:place] + chance.choice(_ENTITIES) * chance.choice((1, 100)) + raw[place:]


def within_zip(raw: bytes, chance: random.Random) -> bytes:
    """Damage one member of a zip file, and zip it again."""
    members = _members(raw)
    names = [name for name in members if name.endswith((".xml", ".rels"))]
    if not names:
        return flip_bits(raw, chance)
    likely = [n for n in names if "document" in n or "footnotes" in n or "numbering" in n]
    name = chance.choice([*names, *likely * 4])
    change = chance.choice((*BYTES, *MARKUP, *MARKUP))
    members[name] = change(members[name], chance)[:MAX_BYTES]
    return _zipped(members)


def change_members(raw: bytes, chance: random.Random) -> bytes:
    """Drop, exchange or blow up members of a zip file."""
    members = _members(raw)
    if not members:
        return truncate(raw, chance)
    one, other = chance.choice(sorted(members)), chance.choice(sorted(members))
    match chance.randrange(3):
        case 0:
            del members[one]
        case 1:
            members[one], members[other] = members[other], members[one]
        case _:
            members[one] += b" " * chance.choice((10_000_000, 100_000_000))
    return _zipped(members)


def _members(raw: bytes) -> dict[str, bytes]:
    """Return the members of a zip file; none where an earlier step has broken it."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as held:
            return {name: held.read(name) for name in held.namelist()}
    except (
        zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError,
        EOFError, KeyError, zlib.error,
    ):  # fmt: skip
        return {}


def _zipped(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(zipfile.ZipInfo(name, (2024, 5, 1, 0, 0, 0)), content)
    return out.getvalue()


def swap_objects(raw: bytes, chance: random.Random) -> bytes:
    """Let references of a PDF point elsewhere, in circles too."""
    share = chance.choice((0.05, 0.2, 1.0))
    numbers = sorted({found[1] for found in _REFERENCE.finditer(raw)}) or [b"1"]
    return _REFERENCE.sub(
        lambda found: chance.choice(numbers) + b" 0 R" if chance.random() < share else found[0],
        raw,
    )


def change_names(raw: bytes, chance: random.Random) -> bytes:
    """Exchange names such as /Kids and operators such as Tj of a PDF for one another."""
    shape = chance.choice((rb"/[A-Za-z]+", rb"\b(?:Tj|Tf|Td|Tm|BT|ET|T\*|Ts|q|Q|cm)\b"))
    words = sorted(set(re.findall(shape, raw))) or [b"/Kids"]
    share = chance.choice((0.01, 0.1, 0.5))
    return re.sub(
        shape, lambda found: chance.choice(words) if chance.random() < share else found[0], raw
    )


def nest_arrays(raw: bytes, chance: random.Random) -> bytes:
    """Put arrays and dictionaries of a PDF deep within one another."""
    places = [found.end() for found in re.finditer(rb"/[A-Za-z]+ ?", raw)] or [0]
    place = chance.choice(places)
    opening = chance.choice((b"[", b"<<", b"(", b"<</A "))
    return raw[:place] + opening * chance.choice((10, 500, 20_000)) + raw[place:]


BYTES: tuple[Mutation, ...] = (
    flip_bits, truncate, splice, duplicate, delete, make_huge, insert_noise,
)  # fmt: skip
LINES: tuple[Mutation, ...] = (repeat_lines, nest_marks)
MARKUP: tuple[Mutation, ...] = (change_tags, nest_tags, insert_entities, make_huge)
OF_KIND: Mapping[str, tuple[Mutation, ...]] = {
    "text": LINES,
    "Markdown": LINES,
    "HTML": (*MARKUP, *LINES),
    "DOCX": (within_zip, within_zip, within_zip, within_zip, change_members),
    "PDF": (swap_objects, change_names, nest_arrays),
}
