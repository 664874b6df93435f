"""Which sentences an audit takes for candidates, and why."""

from __future__ import annotations

import pytest

from assistant.index import Index, sync
from assistant.settings import Settings
from assistant.views.audit import Candidate, candidates
from assistant.views.audit_marks import disagreements, marks_of
from tests.fakes import HashedBagOfWords

ONE = """Minutes

Minutes of the parish council must be kept for six years after the meeting of the council.

The warden of the almshouse must be a trustee of the charity.

The tower was opened to visitors of the museum in May 2019.

The reading committee consists of the librarian and two teachers.
"""
OTHER = """A guide

Minutes of the parish council must be kept for two years after the meeting of the council.

The warden of the almshouse need not be a trustee of the charity.

The tower was opened to visitors of the museum in June 2021.

The reading committee is made up of the librarian, a parent and a governor.

Swimming lessons begin at the pool on Monday mornings.
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Candidate]:
    folder = tmp_path_factory.mktemp("audited")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "corpus" / "other.txt").write_text(OTHER, encoding="utf-8")
    settings = Settings(corpus=folder / "corpus", index=folder / "index")
    sync(settings, embeddings=HashedBagOfWords())
    return candidates(Index.open(settings, HashedBagOfWords()), 20)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Minutes of the parish", "number"),
        ("The warden", "strength"),
        ("The tower", "date"),
        ("The reading committee", "members"),
    ],
)
def test_two_sentences_on_one_subject_that_differ_are_found(
    found: list[Candidate], words: str, kind: str
) -> None:
    pairs = [c for c in found if c.one.shown.startswith(words) and c.other.shown.startswith(words)]
    assert len(pairs) == 1
    assert pairs[0].why[0].startswith(kind)
    assert pairs[0].one.doc_id != pairs[0].other.doc_id


def test_candidates_are_ranked_and_quote_the_documents(found: list[Candidate]) -> None:
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert all(c.one.quote in ONE + OTHER and c.other.quote in ONE + OTHER for c in found)
    assert not any("Swimming" in c.one.shown + c.other.shown for c in found)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Rent is due within 14 days.", "Rent is due within 28 days.", "number"),
        ("A fine of £50 is charged.", "A fine of £80 is charged.", "number"),
        ("Some 10% of pupils qualify.", "Some 15 per cent of pupils qualify.", "number"),
        ("There are three trustees.", "There are five trustees.", "number"),
        ("It serves 1-2 million people.", "It serves 1-3 million people.", "number"),
        ("It began on 1st July 2022.", "It began in April 2022.", "date"),
        ("The lessee must insure.", "The lessee should insure.", "strength"),
        ("The lessee must insure.", "The lessee does not have to insure.", "strength"),
        ("Members need to be present.", "Members may be present.", "strength"),
        ("The deposit is refundable.", "The deposit is not refundable.", "negation"),
        ("The panel comprises heads.", "The panel is made up of parents.", "members"),
    ],
)
def test_what_two_sentences_differ_in_is_named(one: str, other: str, kind: str) -> None:
    said = disagreements(marks_of(one, ""), marks_of(other, ""))
    assert [reason.partition(":")[0] for reason in said] == [kind]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rent is due within 14 days.", "Rent is due within 14 days."),
        ("Rent is due within 14 days.", "Rent is due at 9 sites."),
        ("It began in July 2022.", "It began on 1 July 2022."),
        ("Under section 12 rent is due.", "Under section 14 rent is due."),
        ("See the Housing Act 1988.", "See the Housing Act 1996."),
        ("4. Rent is due.", "5. Rent is due."),
        ("The lessee should insure.", "The lessee is expected to insure."),
        ("It is not only refundable.", "It is refundable."),
        ("The panel comprises heads.", "The jury comprises parents."),
        ("Ring 0115 993 2561 T now.", "Ring 0115 977 4141 T now."),
    ],
)
def test_sentences_that_do_not_differ_are_left_alone(one: str, other: str) -> None:
    assert disagreements(marks_of(one, ""), marks_of(other, "")) == []


def test_no_pair_is_named_twice(found: list[Candidate]) -> None:
    assert len(found) == len({(c.one.quote, c.other.quote) for c in found})
