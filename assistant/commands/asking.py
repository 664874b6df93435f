"""What a catalogue entry needs, from options or from a person: one question a field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import typer

from assistant.answering.authority import ORDER
from assistant.documents.adding import Candidate
from assistant.documents.catalogue import ID, Entry
from assistant.documents.dates import read_date
from assistant.documents.proposals import Proposals, one_line, slug
from assistant.errors import GuidanceError
from assistant.views.terminal import printable

NOTHING = "none"
"""What a person writes to leave out what is proposed."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry, with what the word means."""

    name: str
    meaning: str
    needed: bool = False


OWN = (
    Field("title", "as the document itself gives it; it stands beside every quotation", True),
    Field("id", "a short and lasting name: small letters, digits and hyphens", True),
    Field(
        "date",
        "when it was published: 2024, 2024-05 or 2024-05-01; other words, such as “undated, about "
        "summer 2022”, are kept as a note",
    ),
)
"""What each document has for itself."""

SHARED = (
    Field("publisher", "the body that published it", True),
    Field(
        "authority",
        "what kind of document it is; readers see it, and of two documents that differ the firmer "
        "kind is shown first",
        True,
    ),
    Field(
        "standing",
        "what it is worth today, such as “in force”, “withdrawn in 2023” or “proposals of 2021”",
        True,
    ),
    Field("voice", "whose words they are, if not the publisher's"),
    Field("rights", "under which licence it may be quoted"),
    Field("address", "where it was published, such as its web address"),
)
"""What documents that are added together may have in common."""


def check_given(given: Mapping[str, str], files: int, taken: Collection[str]) -> None:
    """Check what the options say.

    Raises `GuidanceError` where a value cannot be, or names one of several files only.
    """
    for name in ("title", "id"):
        if files > 1 and given.get(name):
            raise GuidanceError(
                f"--{name} names one document, and there are {files} files.",
                "Add them one by one, or leave it out and be asked for each in a terminal.",
            )
    for name, said in given.items():
        if said:
            checked(name, said, taken)


def refuse_missing(given: Mapping[str, str], files: int) -> None:
    """Raise `GuidanceError` with all the options that are needed and not given.

    The id is made of the title where none is given; only a person can give several files theirs.
    """
    needed = [f for f in (*OWN, *SHARED) if f.needed and f.name != "id" and not given.get(f.name)]
    if not needed:
        return
    names = ", ".join(f"--{field.name}" for field in needed)
    meant = "".join(f"\n  --{field.name}: {field.meaning}{_kinds(field)}." for field in needed)
    alone = " Each file needs a title of its own: add them one by one." if files > 1 else ""
    raise GuidanceError(
        f"The catalogue needs more: {names}.",
        f"Give it, or run this in a terminal and be asked.{alone}{meant}",
    )


def _kinds(field: Field) -> str:
    return f"; {', '.join(ORDER)}, or words of your own" if field.name == "authority" else ""


def ask_own(
    given: Mapping[str, str], proposed: Proposals, taken: Collection[str]
) -> dict[str, str]:
    """Return title, id and date of one document, asking for those that are not given."""
    said = dict(given)
    for field in OWN:
        if said.get(field.name):
            continue
        match field.name:
            case "title":
                proposals: tuple[str, ...] = proposed.titles
            case "id":
                proposals = (slug(said["title"], taken),)
            case _:
                proposals = proposed.dates
        said[field.name] = _ask(field, proposals, taken)
    return said


def ask_shared(given: Mapping[str, str]) -> dict[str, str]:
    """Return what documents added together have in common, asking for what is not given."""
    return {field.name: given.get(field.name) or _ask(field, (), ()) for field in SHARED}


def _ask(field: Field, proposals: tuple[str, ...], taken: Collection[str]) -> str:
    """Ask one question until the answer can be used; an empty one takes what is proposed."""
    shown = [one_line(proposal) for proposal in proposals]
    # Of several dates nobody can say which is meant, so none is taken by an empty answer.
    default = shown[0] if shown and (field.name != "date" or len(shown) == 1) else ""
    _explain(field, default, [other for other in shown if other != default])
    label = field.name.capitalize()
    while True:
        said = one_line(typer.prompt(label, default=default, show_default=bool(default)))
        if not field.needed and said.casefold() in ("", NOTHING):
            return ""
        try:
            return checked(field.name, said, taken)
        except GuidanceError as error:
            typer.echo(printable(f"{error.what} {error.next_step}"))


def _explain(field: Field, default: str, others: list[str]) -> None:
    typer.echo(f"\n{field.name.capitalize()}: {field.meaning}.")
    if field.name == "authority":
        for number, kind in enumerate(ORDER, start=1):
            typer.echo(f"  {number}  {kind}")
        typer.echo("Write a number or words.")
    if others:
        typer.echo(f"In the document stands{' also' if default else ''}: {'; '.join(others)}")
    if default:
        leave = "" if field.needed else f", “{NOTHING}” to leave it out"
        typer.echo(f"Press Enter to take what is proposed{leave}.")
    elif not field.needed:
        typer.echo("Press Enter to leave it out.")


def checked(name: str, said: str, taken: Collection[str]) -> str:
    """Return a value as it goes into the catalogue.

    Raises `GuidanceError` where it is no value for this field.
    """
    if not said:
        raise GuidanceError("It is needed.", f"Write the {name}.")
    if name == "id":
        if not ID.fullmatch(said):
            raise GuidanceError(
                f"“{said}” is no id.",
                "Use 2 to 100 small letters, digits and hyphens; the first is no hyphen.",
            )
        if said in taken:
            raise GuidanceError(
                f"Another document has the id “{said}”.", "Choose another; --id names it."
            )
    if name == "date" and not read_date(said) and not any(c.isalpha() for c in said):
        raise GuidanceError(
            f"“{said}” is no date.", "Write it as 2024, 2024-05 or 2024-05-01, or leave it out."
        )
    if name == "authority":
        kind = said.lower()
        if kind.isdecimal():
            if not 1 <= int(kind) <= len(ORDER):
                raise GuidanceError(
                    f"There is no kind {kind}.", f"Write 1 to {len(ORDER)}, or words."
                )
            return ORDER[int(kind) - 1]
        return kind if kind in ORDER else said
    return said


def entry_of(candidate: Candidate, said: Mapping[str, str], taken: Collection[str]) -> Entry:
    """Return the catalogue entry of a file, its values checked; the id is made of the title."""
    date = said.get("date", "")
    published = read_date(date) if date else None
    return Entry(
        id=checked("id", said.get("id") or slug(said["title"]), taken),
        file=candidate.name,
        title=said["title"],
        publisher=said["publisher"],
        published=published,
        published_note="" if published else date,
        authority=checked("authority", said["authority"], taken),
        standing=said["standing"],
        voice=said.get("voice", ""),
        rights=said.get("rights", ""),
        address=said.get("address", ""),
        sha256=candidate.sha256,
    )
