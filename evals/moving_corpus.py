"""A small corpus in which, from round to round, documents change, come, go and are renamed."""

from __future__ import annotations

from pathlib import Path

MOVED = "moved-"
"""How the names begin under which one text moves through the corpus."""

PARAGRAPHS = 40
"""Of each document; with fewer, a sync is over before much of it can be interrupted."""


def write_corpus(folder: Path, number: int) -> None:
    """Put the corpus of a round into ``folder``: others change, come, go or are renamed."""
    folder.mkdir(exist_ok=True)
    texts = {f"steady-{n}.txt": _text(n, (number + n) // 3) for n in range(4)}
    texts[f"{MOVED}{number // 4}.txt"] = _text(8, 0)
    if number % 2:
        texts["visitor.txt"] = _text(9, number)
    for path in folder.iterdir():
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(document: int, revision: int) -> str:
    return "\n\n".join(
        f"{place}. Board d{document}p{place} must publish its plan r{revision} for partner "
        f"d{document}p{place}, and should review it with families every year."
        for place in range(1, PARAGRAPHS + 1)
    )
