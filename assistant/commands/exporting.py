"""`guidance ask --export`: an answer as a file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from assistant.domain import Answer, Document
from assistant.errors import GuidanceError
from assistant.writing import write_whole


def check_export(path: Path, batch: Path | None) -> None:
    """Raise `GuidanceError` where nothing could be exported, before anything is asked."""
    from assistant.views.pack import check_format

    if batch is not None:
        raise GuidanceError("--export takes one answer.", "Leave out --batch, or use --out alone.")
    check_format(path.name)


def export_answer(path: Path, answer: Answer, documents: Mapping[str, Document]) -> None:
    """Write an evidence pack of one answer, asked today, into the file that is named.

    Raises `GuidanceError` where it cannot be written.
    """
    from assistant.views.pack import exported

    try:
        write_whole(path, exported(path.name, [answer], documents, date.today()))
    except OSError as error:
        raise GuidanceError(
            f"{path} cannot be written: {error.strerror}.", "Name another file."
        ) from error
