"""Text of documents, questions and answers made safe to place in Streamlit's Markdown.

Streamlit reads GitHub's Markdown, LaTeX, directives such as ``:red[…]``, emoji and icon names, and
replaces some symbols. It links addresses and draws icons after backslashes have been read, so these
are put between backticks, where nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from assistant.domain import BlockKind, Notice
from assistant.views.surroundings import Stretch, StretchKind

_LITERAL = re.compile(
    r"(?:https?://|www\.)[^\s`\[\]]+"
    r"|[-.\w+]+@[-\w]+(?:\.[-\w]+)+"
    r"|:[\w+-]+:"
    r"|(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)",
    re.IGNORECASE,
)
# All that CommonMark lets a backslash escape, less what never starts anything.
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^/@])")
_LIST_LINE = re.compile(r"^(?:(\d{1,3})[.)]|[-•*])\s+(.*)$")
_BULLETS = frozenset("-•*o◦▪–")


def escape_markdown(text: str) -> str:
    """Return Markdown that shows ``text`` as it is, on one line, and does nothing else."""
    line = " ".join(text.split())
    made, end = [], 0
    for literal in _LITERAL.finditer(line):
        made += [_SPECIAL.sub(r"\\\1", line[end : literal.start()]), f"`{literal[0]}`"]
        end = literal.end()
    return "".join([*made, _SPECIAL.sub(r"\\\1", line[end:])])


def answer_markdown(text: str) -> str:
    """Return an answer's plain text as Markdown: its lines are paragraphs or items of a list."""
    blocks, in_list = [], False
    for line in filter(None, map(str.strip, text.splitlines())):
        item = _LIST_LINE.match(line)
        if item:
            mark = f"{item[1]}." if item[1] else "-"
            made = f"{mark} {escape_markdown(item[2])}"
        else:
            made = escape_markdown(line)
        blocks.append(f"\n{made}" if item and in_list else f"\n\n{made}")
        in_list = bool(item)
    return "".join(blocks).strip()


def notices_markdown(notices: Iterable[Notice]) -> str:
    """Return notices as a list, each with the marks of the citations that it is about."""
    lines = []
    for notice in notices:
        marks = [f"[{n}]" for n in notice.citations if f"[{n}]" not in notice.text]
        lines.append(f"- {escape_markdown(' '.join([notice.text, *marks]))}")
    return "\n".join(lines)


def facts_markdown(facts: Iterable[tuple[str, str]]) -> str:
    """Return named facts, a line each; what is not known is left out."""
    return "  \n".join(f"**{name}:** {escape_markdown(fact)}" for name, fact in facts if fact)


def surroundings_markdown(stretches: Sequence[Stretch]) -> str:
    """Return a quotation in its surroundings, its words in colour, bold and quotation marks."""
    blocks: list[str] = []
    depths: list[int] = []
    for _, group in groupby(stretches, key=lambda stretch: stretch.block):
        pieces = list(group)
        if not _in_list(pieces[0]):
            depths = []
            heading = "###### " if pieces[0].block_kind is BlockKind.HEADING else ""
            blocks.append(f"\n\n{heading}{_inline(pieces)}")
            continue
        opens = not depths
        depths = [outer for outer in depths if outer < pieces[0].depth] + [pieces[0].depth]
        indent = "  " * (len(depths) - 1)
        item = _inline(piece for piece in pieces if piece.kind is not StretchKind.MARK)
        blocks.append(f"{chr(10) * (1 + opens)}{indent}- {item}")
    return "".join(blocks).strip("\n")


def _in_list(first: Stretch) -> bool:
    """Say whether a block that begins so is shown as an item of a bulleted list."""
    plain = first.kind is not StretchKind.MARK or first.text in _BULLETS
    return first.block_kind is BlockKind.ITEM and plain


def _inline(pieces: Iterable[Stretch]) -> str:
    """Return the stretches of one block as one line."""
    made = ""
    for kind, group in groupby(pieces, key=lambda piece: piece.kind):
        run = list(group)
        words = escape_markdown("".join((" " if p.spaced else "") + p.text for p in run))
        if kind is StretchKind.QUOTE:
            words = f":yellow-background[**“{words}”**]"
        elif kind is StretchKind.MARK:
            words = escape_markdown(run[0].text.lstrip("- ")) or words
        made += (" " if run[0].spaced and made else "") + words
    return made
