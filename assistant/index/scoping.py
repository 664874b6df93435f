"""Which passages a scope lets in: as a mask for the lexical index, as conditions for Chroma."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.documents.dates import read_date
from assistant.domain import Document, Part, Scope
from assistant.errors import QuestionError

Mask = npt.NDArray[np.bool_]

FIRST_DAY, LAST_DAY = "first_day", "last_day"
"""Keys of the metadata that hold when a part was published, as whole numbers: 20210208."""


def days_of(published: str | None) -> tuple[int, int] | None:
    """Return the first and the last day that a date may mean, as ``20210201`` and ``20210231``.

    They are for comparing: every month counts as having 31 days.
    """
    date = read_date(published) if published else None
    if date is None:
        return None
    year, month, day = [*map(int, date.split("-")), 0, 0][:3]
    first = year * 10_000 + (month or 1) * 100 + (day or 1)
    return first, year * 10_000 + (month or 12) * 100 + (day or 31)


def known_scope(scope: Scope, documents: Mapping[str, Document]) -> Scope:
    """Return a scope with its values spelt as the documents spell them.

    Raises `QuestionError`, with the values that there are, where one is unknown or no date.
    """
    parts = [part for document in documents.values() for part in document.parts]
    return replace(
        scope,
        documents=_known("document", scope.documents, documents),
        authorities=_known("authority", scope.authorities, (part.authority for part in parts)),
        voices=_known("voice", scope.voices, (part.voice for part in parts)),
        since=_date(scope.since),
        until=_date(scope.until),
    )


def _known(name: str, asked: Iterable[str], there: Iterable[str]) -> tuple[str, ...]:
    spelt = {value.casefold(): value for value in sorted(there) if value}
    for value in asked:
        if value.casefold() not in spelt:
            known = ", ".join(f"“{one}”" for one in spelt.values())
            raise QuestionError(
                f"No document here has the {name} “{value}”.", f"Choose among {known}."
            )
    return tuple(dict.fromkeys(spelt[value.casefold()] for value in asked))


def _date(said: str) -> str:
    if not said:
        return ""
    if date := read_date(said):
        return date
    raise QuestionError(f"“{said}” is no date.", "Write it as 2021, 2021-02 or 2021-02-08.")


def lets_in(scope: Scope, doc_id: str, part: Part) -> bool:
    """Say whether the passages of a part of a document are in a scope."""
    days = days_of(part.published)
    since, until = days_of(scope.since), days_of(scope.until)
    return (
        (not scope.documents or doc_id in scope.documents)
        and (not scope.authorities or part.authority in scope.authorities)
        and (not scope.voices or part.voice in scope.voices)
        and (since is None or (days is not None and days[1] >= since[0]))
        and (until is None or (days is not None and days[0] <= until[1]))
    )


def conditions_of(scope: Scope) -> dict[str, Any] | None:
    """Return a scope as what Chroma calls ``where``, in the keys of `dated` and of the parts."""
    since, until = days_of(scope.since), days_of(scope.until)
    conditions: list[dict[str, Any]] = [
        {key: {"$in": list(values)}}
        for key, values in (
            ("doc_id", scope.documents),
            ("authority", scope.authorities),
            ("voice", scope.voices),
        )
        if values
    ]
    if since:
        conditions.append({LAST_DAY: {"$gte": since[0]}})
    if until:
        conditions.append({FIRST_DAY: {"$lte": until[1]}})
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None


def dated(part: Part) -> dict[str, int]:
    """Return the days on which a part may have been published, as metadata; none if undated."""
    days = days_of(part.published)
    return dict(zip((FIRST_DAY, LAST_DAY), days, strict=True)) if days else {}
