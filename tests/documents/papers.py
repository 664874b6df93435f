"""One guidance paper as a model, told in every format by the modules beside this one.

The subject is invented. The paper has what careful reading must tell apart: headings of two levels,
numbered paragraphs whose numbers begin again in an annex, lists within lists, a table with a cell
left blank, notes and their calls, words with hyphens, acronyms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

CALL = re.compile(r"\{(\d+)\}")
"""How the call of a note is written in the words of a paper: ``April.{1}``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a section. ``annex`` says that it opens a division with own numbers."""

    level: int
    text: str
    annex: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with its number if it has one."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with the list within it."""

    text: str
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; the paragraph before it leads it in."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first row names the columns; a blank leading cell means what stands above."""

    rows: tuple[tuple[str, ...], ...]


Element = Heading | Text | Listing | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper; everything before the first numbered paragraph's section is front matter."""

    title: str
    front: tuple[Element, ...]
    body: tuple[Element, ...]
    notes: tuple[str, ...]
    """Words of the notes; the first is note 1."""

    def elements(self) -> Iterator[Element]:
        """Yield everything but title and notes in order."""
        yield from (*self.front, *self.body)


def long_paper(times: int) -> Paper:
    """Return the paper with its body ``times`` over, numbers going on and notes called once."""
    body: list[Element] = []
    last = sum(isinstance(element, Text) and element.number is not None for element in PAPER.body)
    for turn in range(times):
        for element in PAPER.body:
            if isinstance(element, Heading) and turn:
                element = replace(element, text=f"{element.text}, part {turn + 1}", annex=False)
            elif isinstance(element, Text) and turn:
                number = element.number and element.number + turn * last
                element = Text(CALL.sub("", element.text), number)
            body.append(element)
    return replace(PAPER, body=tuple(body))


PAPER = Paper(
    title="Lending boards: guidance for public libraries",
    front=(
        Heading(1, "Foreword"),
        Text(
            "Public libraries lend more than books. They lend tools, instruments, games and the "
            "time of people who know where to look. This guidance says how lending boards should "
            "be run, who answers for what, and which decisions have to be made in the open."
        ),
        Text(
            "Good decision-making is slow at first and quick afterwards. We have kept the duties "
            "few, and we have tried to say plainly where a board is free to choose for itself."
        ),
    ),
    body=(
        Heading(1, "Purpose of this guidance"),
        Text(
            "Each lending board (LB) must publish a lending plan before the first day of April "
            "every year.{1} The plan must cover every branch library in the area of the board, "
            "and it must say how the needs of readers who cannot visit a branch will be met.",
            1,
        ),
        Text(
            "This guidance replaces the circular on loans of 2011. It applies to every LB, "
            "whether the board was set up by one council or by several councils together.",
            2,
        ),
        Text(
            "Where this guidance says that a board must do something, the duty comes from the "
            "rules on lending. Where it says that a board should do something, the board may "
            "depart from it for a good reason, which has to be recorded in the minutes.",
            3,
        ),
        Heading(1, "Roles and responsibilities"),
        Heading(2, "The chair of the board"),
        Text(
            "The chair must be independent of every supplier of the library. Nobody may be chair "
            "for longer than six years, and a former chair should not return to the board until "
            "two years have passed.",
            4,
        ),
        Text("The chair is responsible for the following:", 5),
        Listing(
            (
                Item("calling at least four meetings of the board each year"),
                Item(
                    "making sure that papers are sent out in good time, namely:",
                    (
                        "the agenda ten days before the meeting",
                        "reports on spending five days before the meeting",
                    ),
                ),
                Item("reporting to the council every autumn on decision-making and on complaints"),
            )
        ),
        Text(
            "The chair may ask a neighbouring board for advice. Advice of this kind is not "
            "binding, and the board that asked for it remains accountable for what it decides.",
            6,
        ),
        Heading(2, "The reader representative"),
        Text(
            "Every board must have a reader representative (RR), who speaks for the people who "
            "use the branches.{2} The RR must not be employed by the library service.",
            7,
        ),
        Text(
            "The board should pay the travel costs of the RR and should offer training in "
            "budgeting, safeguarding and record-keeping within three months of the appointment. "
            "Long-standing representatives may be asked to take part in the training of others, "
            "provided that the time which they give to it is agreed with them beforehand and is "
            "counted towards the hours for which their costs are paid.",
            8,
        ),
        Heading(1, "Lending and loans"),
        Heading(2, "How long a loan lasts"),
        Text(
            "Loans must be offered free of charge to readers under eighteen. The board sets the "
            "length of a loan for each group of readers within these limits:",
            9,
        ),
        Table(
            (
                ("Group of readers", "Kind of loan", "Longest loan in days"),
                ("Adults", "Books", "28"),
                ("", "Instruments", "84"),
                ("Schools", "Books", "120"),
                ("", "Instruments", "200"),
            )
        ),
        Text(
            "A loan can be renewed twice unless somebody else is waiting for the item. Renewal "
            "by telephone must be possible in every branch, so that nobody has to travel to a "
            "branch only in order to keep what they have borrowed for a little longer.",
            10,
        ),
        Heading(2, "Fees for late returns"),
        Text(
            "A board is not required to charge fees for late returns. A board that does charge "
            "them should set a ceiling, which should not be higher than the price of the item.",
            11,
        ),
        Text("Fees must be waived where a reader:", 12),
        Listing(
            (
                Item("was in hospital on the day on which the loan ended;"),
                Item("is cared for by a local authority; or"),
                Item("could not return the item because the branch was closed."),
            )
        ),
        Heading(1, "Openness and decision-making"),
        Text(
            "Meetings of the board must be held in public, apart from items that concern an "
            "identifiable person. Minutes should be published within fourteen days and kept for "
            "seven years. The public interest in openness is strong, and an exemption should be "
            "claimed for single items and never for whole meetings.",
            13,
        ),
        Text(
            "Before a branch is closed, the board must hold a consultation of at least twelve "
            "weeks.{3} The consultation document should set out the costs of keeping the branch "
            "open, the distance to the next branch, and the arrangements proposed for readers who "
            "are housebound. Boards are expected to answer every substantive point that is made.",
            14,
        ),
        Text(
            "Decision-making about self-service branches is described in Annex A. Boards should "
            "review their arrangements every three years, together with the reader "
            "representative, and should publish what they have changed as a result of the review.",
            15,
        ),
        Heading(1, "Annex A: Self-service branches", annex=True),
        Text(
            "A self-service branch is a branch in which no member of staff is present for part "
            "of the day. The board must name a duty librarian for every such branch.",
            1,
        ),
        Text("The duty librarian must be able to:", 2),
        Listing(
            (
                Item("reach the branch within forty minutes"),
                Item("speak to any reader by telephone during opening hours"),
                Item("close the doors from elsewhere in an emergency"),
            )
        ),
        Heading(2, "Safety of readers"),
        Text(
            "Children under eleven may only use a self-service branch together with an adult. A "
            "notice that says so should be put up at each entrance, in large print.",
            3,
        ),
        Text(
            "Cameras may be used at the doors alone. Recordings must be deleted after thirty "
            "days unless the police have asked for them in writing.",
            4,
        ),
    ),
    notes=(
        "The rules on lending, rule 12, as amended in 2019; the first plan under the rules was "
        "due in the spring of 2020 and covered two years.",
        "The reader representative has one vote, like every other member of the board, and the "
        "deputy of the representative has none while the representative is present.",
        "A branch counts as closed when its opening hours fall below six hours a week for longer "
        "than eight weeks, for whatever reason.",
    ),
)

QUESTIONS = (
    "When must a lending board publish its lending plan?",
    "What does the guidance replace?",
    "How long may somebody be chair?",
    "What is the chair responsible for?",
    "Can the chair ask another board for advice?",
    "Must every board have a reader representative?",
    "Should the board pay travel costs?",
    "Are loans free for readers under eighteen?",
    "How many days may a school borrow instruments?",
    "Can a loan be renewed by telephone?",
    "Is a board required to charge fees for late returns?",
    "When must fees be waived?",
    "How long are minutes kept?",
    "How long must a consultation be before a branch is closed?",
    "What must the duty librarian be able to do?",
    "May children use a self-service branch alone?",
)
"""What the paper answers, one question for nearly each of its paragraphs."""
