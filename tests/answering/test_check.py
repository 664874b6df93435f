from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from assistant.answering.chat import Gate, gate_of
from assistant.answering.check import checked, fault_in_citation, fault_in_statement
from assistant.domain import (
    Citation,
    Document,
    Draft,
    Evidence,
    Notice,
    Outcome,
    Segment,
    Span,
    Statement,
    Strength,
)
from assistant.pipeline import Assistant
from assistant.retrieval.acronyms import find_acronyms
from tests import small_corpus

MUST = "Each garden board (GB) must have an executive lead for orchards."
SHOULD = "Minutes should be kept for six years."
Documents = Mapping[str, Document]


def cited(documents: Documents, words: str, n: int = 1, doc_id: str = "leads") -> Citation:
    """A citation of words that stand in a document once."""
    text = documents[doc_id].text
    assert text.count(words) == 1
    start = text.index(words)
    part = documents[doc_id].parts[0]
    return Citation(
        n=n,
        doc_id=doc_id,
        passage_id="",
        title=part.title,
        publisher="",
        published=part.published,
        authority=part.authority,
        standing=part.standing,
        voice=part.voice,
        locator="",
        page=None,
        page_label=None,
        quote=words,
        shown=words,
        spans=(Span(start, start + len(words)),),
    )


def moved(citation: Citation, by: int) -> Citation:
    (span,) = citation.spans
    return replace(citation, spans=(Span(span.start + by, span.end + by),))


def test_a_citation_whose_words_stand_at_their_position_holds(documents: Documents) -> None:
    assert fault_in_citation(cited(documents, MUST), documents) is None


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda c: replace(c, doc_id="another"), "it names a document that is not there"),
        (lambda c: replace(c, spans=()), "it points outside the document"),
        (lambda c: moved(c, 1_000_000), "it points outside the document"),
        (lambda c: moved(c, -1_000), "it points outside the document"),
        (lambda c: replace(c, spans=(Span(9, 9),)), "it points outside the document"),
        (lambda c: replace(c, spans=(Span(9, 4),)), "it points outside the document"),
        (lambda c: moved(c, 1), "its words do not stand at their position"),
        (
            lambda c: replace(c, quote=c.quote.replace("must", "should")),
            "its words do not stand at their position",
        ),
        (
            lambda c: replace(c, quote=c.quote.lower()),
            "its words do not stand at their position",
        ),
        (
            lambda c: replace(c, shown=c.shown.replace("must", "should")),
            "what is shown is not what stands there",
        ),
        (lambda c: replace(c, shown=""), "what is shown is not what stands there"),
    ],
)
def test_a_citation_that_does_not_hold_is_faulted_with_the_reason(
    documents: Documents, spoil: Callable[[Citation], Citation], reason: str
) -> None:
    assert fault_in_citation(spoil(cited(documents, MUST)), documents) == reason


@pytest.mark.parametrize(
    ("text", "numbers", "strength"),
    [
        (f"“{MUST}”", (1,), Strength.MUST),
        (f"“… {MUST} …”", (1,), Strength.MUST),
        (f"“{MUST}”\n• “{SHOULD}”", (1, 2), Strength.MUST),
        (f"“{MUST} {SHOULD}”", (1, 2), Strength.SHOULD),
    ],
)
def test_a_statement_that_quotes_what_it_cites_holds(
    documents: Documents, text: str, numbers: tuple[int, ...], strength: Strength
) -> None:
    citations = {1: cited(documents, MUST), 2: cited(documents, SHOULD, 2)}
    assert fault_in_statement(Statement(text, numbers, strength), citations, documents) is None


@pytest.mark.parametrize(
    ("text", "numbers", "strength", "reason"),
    [
        (f"“{MUST}”", (), Strength.MUST, "it cites nothing"),
        (f"“{MUST}”", (7,), Strength.MUST, "it cites [7], which is not there"),
        (f"“{MUST}”", (3,), Strength.MUST, "[3]: its words do not stand at their position"),
        (f"“{MUST}”", (1, 3), Strength.MUST, "[3]: its words do not stand at their position"),
        (MUST, (1,), Strength.MUST, "it quotes nothing"),
        ("", (1,), Strength.NONE, "it quotes nothing"),
        ("“”", (1,), Strength.NONE, "it quotes nothing"),
        (f"“{SHOULD}”", (1,), Strength.SHOULD, "[1] does not have the words that it quotes"),
        (
            f"“{MUST.replace('must', 'should')}”",
            (1,),
            Strength.SHOULD,
            "[1] does not have the words that it quotes",
        ),
        (
            f"“{MUST}” And “{MUST}”",
            (1,),
            Strength.MUST,
            "[1] does not have the words that it quotes",
        ),
        (
            f"“{SHOULD}”\n• “{MUST}”",
            (1, 2),
            Strength.MUST,
            "[1] does not have the words that it quotes",
        ),
        ("“must have an executive lead”", (1,), Strength.MUST, "it leaves out words that it cites"),
        ("“… must have no …”", (1,), Strength.MUST, "[1] does not have the words that it quotes"),
        (f"“{MUST}”", (1, 2), Strength.MUST, "it leaves out words that it cites"),
        (f"“{MUST}”\nSo do it.", (1,), Strength.MUST, "it says more than it quotes: So do it."),
        (f"“{SHOULD}”", (2,), Strength.MUST, "it claims “must”, which its words do not say"),
        (f"“{MUST}”", (1,), Strength.SHOULD, "it claims “should”, which its words do not say"),
        (f"“{MUST}”", (1,), Strength.NONE, "it claims “none”, which its words do not say"),
        (f"“{MUST}”", (1,), Strength.LISTED, "it claims “listed”, which its words do not say"),
    ],
)
def test_a_statement_that_does_not_hold_is_faulted_with_the_reason(
    documents: Documents, text: str, numbers: tuple[int, ...], strength: Strength, reason: str
) -> None:
    citations = {
        1: cited(documents, MUST),
        2: cited(documents, SHOULD, 2),
        3: moved(cited(documents, MUST, 3), 1),
    }
    assert fault_in_statement(Statement(text, numbers, strength), citations, documents) == reason


def test_a_prohibition_cannot_be_quoted_without_its_not(documents: Documents) -> None:
    words = "Spades must not be left in the rain."
    statement = Statement("“Spades must”", (1,), Strength.MUST)
    fault = fault_in_statement(statement, {1: cited(documents, words, 1, "tools")}, documents)
    assert fault == "it leaves out words that it cites"


def test_a_will_in_a_proposal_may_not_be_claimed_as_will(documents: Documents) -> None:
    words = "Every board will publish a budget for compost of £5 million each year."
    citations = {1: cited(documents, words, 1, "plan")}
    claim = Statement(f"“{words}”", (1,), Strength.WILL)
    assert fault_in_statement(claim, citations, documents) is not None
    assert fault_in_statement(replace(claim, strength=Strength.NONE), citations, documents) is None


@pytest.fixture
def draft(documents: Documents, evidence_for: Callable[[str], Evidence]) -> Draft:
    """A sound draft of two statements with what is said around them."""
    return Draft(
        evidence=evidence_for(small_corpus.ANSWERED),
        outcome=Outcome.ANSWERED,
        statements=(
            Statement(f"“{MUST}”", (1,), Strength.MUST),
            Statement(f"“{SHOULD}”", (2,), Strength.SHOULD),
        ),
        citations=(cited(documents, MUST), cited(documents, SHOULD, 2)),
        notices=(
            Notice("currency", "of the first", (1,)),
            Notice("currency", "of the second", (2,)),
            Notice("conflict", "of both", (1, 2)),
        ),
        segments=(
            Segment(0),
            Segment(1),
            Segment(wording="firm.must", values=(("n", "1"),)),
            Segment(wording="firm.should", values=(("n", "2"),)),
        ),
    )


def spoilt(draft: Draft, *places: int) -> Draft:
    """The draft with a word added to the statements at ``places``."""
    return replace(
        draft,
        statements=tuple(
            replace(statement, text=statement.text.replace(".”", " today.”"))
            if place in places
            else statement
            for place, statement in enumerate(draft.statements)
        ),
    )


def test_a_sound_draft_passes_unchanged(draft: Draft, documents: Documents) -> None:
    assert checked(draft, documents) == draft


def test_only_the_statement_that_fails_is_withheld(draft: Draft, documents: Documents) -> None:
    assert checked(spoilt(draft, 0), documents).statements == draft.statements[1:]


def test_the_other_segments_are_numbered_anew(draft: Draft, documents: Documents) -> None:
    assert checked(spoilt(draft, 0), documents).segments == (
        Segment(0),
        Segment(wording="firm.should", values=(("n", "2"),)),
    )


def test_the_source_of_a_withheld_statement_goes_with_it(
    draft: Draft, documents: Documents
) -> None:
    assert [c.n for c in checked(spoilt(draft, 0), documents).citations] == [2]


def test_the_notices_of_a_withheld_statement_go_with_it(draft: Draft, documents: Documents) -> None:
    kept = checked(spoilt(draft, 0), documents)
    assert [notice.text for notice in kept.notices] == ["of the second"]
    assert kept.outcome is Outcome.ANSWERED


def test_a_source_that_only_a_notice_cites_is_kept(draft: Draft, documents: Documents) -> None:
    added = cited(documents, "A grower may bring a friend to any meeting.", 3, "leaflet")
    noticed = replace(
        draft,
        citations=(*draft.citations, added),
        notices=(Notice("conflict", "of another", (3,)),),
    )
    kept = checked(spoilt(noticed, 0), documents)
    assert [c.n for c in kept.citations] == [2, 3]
    assert [notice.text for notice in kept.notices] == ["of another"]


def test_a_notice_whose_source_does_not_hold_is_withheld(
    draft: Draft, documents: Documents
) -> None:
    added = moved(cited(documents, "A grower may bring a friend to any meeting.", 3, "leaflet"), 1)
    noticed = replace(
        draft,
        citations=(*draft.citations, added),
        notices=(Notice("conflict", "of another", (3,)),),
    )
    kept = checked(noticed, documents)
    assert kept.notices == ()
    assert kept.statements == draft.statements


@pytest.mark.parametrize("outcome", [Outcome.ANSWERED, Outcome.PARTLY_ANSWERED])
def test_where_nothing_is_left_the_documents_do_not_answer(
    draft: Draft, documents: Documents, outcome: Outcome
) -> None:
    left = checked(replace(spoilt(draft, 0, 1), outcome=outcome), documents)
    assert left.outcome is Outcome.NOT_IN_DOCUMENTS
    assert [segment.wording for segment in left.segments] == ["not_in_documents", "withheld"]
    assert (left.statements, left.citations, left.notices) == ((), (), ())


def test_an_answer_without_a_statement_is_no_answer(draft: Draft, documents: Documents) -> None:
    empty = replace(draft, statements=(), citations=(), notices=(), segments=())
    assert checked(empty, documents).outcome is Outcome.NOT_IN_DOCUMENTS


def test_an_ending_that_needs_no_statement_stays(draft: Draft, documents: Documents) -> None:
    segments = (Segment(wording="out_of_scope"),)
    ending = replace(
        draft,
        outcome=Outcome.OUT_OF_SCOPE,
        statements=(),
        citations=(),
        notices=(),
        segments=segments,
    )
    assert checked(ending, documents) == ending


def test_words_that_lead_in_a_withheld_statement_go_with_it(
    draft: Draft, documents: Documents
) -> None:
    segments = (Segment(wording="not_in_documents"), Segment(wording="closest"), Segment(0))
    closest = replace(
        draft, outcome=Outcome.NOT_IN_DOCUMENTS, statements=draft.statements[:1], segments=segments
    )
    left = checked(spoilt(closest, 0), documents)
    assert left.segments == (Segment(wording="not_in_documents"),)


def test_wording_that_raises_the_strength_of_a_statement_is_left_out(
    draft: Draft, documents: Documents
) -> None:
    claim = Segment(wording="firm.must", values=(("n", "2"),))
    left = checked(replace(draft, segments=(*draft.segments[:2], claim)), documents)
    assert left.segments == draft.segments[:2]


def test_a_strength_before_a_statement_that_is_not_its_own_is_left_out(
    draft: Draft, documents: Documents
) -> None:
    claim = Segment(1, "said.policy", (("strength", "must"),))
    left = checked(replace(draft, segments=(Segment(0), claim)), documents)
    assert [segment.wording for segment in left.segments] == [None, None]


def test_of_two_citations_with_one_number_only_the_checked_one_is_shown(
    draft: Draft, documents: Documents
) -> None:
    twin = moved(cited(documents, SHOULD, 1), 1)
    left = checked(replace(draft, citations=(twin, *draft.citations)), documents)
    assert left.citations == draft.citations


def test_a_single_sentence_is_no_item_of_a_list(documents: Documents) -> None:
    words = "The committee noted that the greenhouse roof leaks."
    citations = {1: cited(documents, words, 1, "pack")}
    claim = Statement(f"“{words}”", (1,), Strength.LISTED)
    assert fault_in_statement(claim, citations, documents) is not None
    assert fault_in_statement(replace(claim, strength=Strength.NONE), citations, documents) is None


def test_a_yes_that_the_words_do_not_settle_is_not_said(
    draft_for: Callable[..., Draft], documents: Mapping[str, Document]
) -> None:
    draft = draft_for("Must the head gardener collect slugs?")
    quoted = next(segment for segment in draft.segments if segment.statement == 0)
    claimed = replace(
        draft,
        segments=tuple(
            replace(s, wording=f"yes.{s.wording}") if s is quoted else s for s in draft.segments
        ),
    )
    said = next(s for s in checked(claimed, documents).segments if s.statement == 0)
    assert not (said.wording or "").startswith("yes.")


# --- words of one's own -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def gate(small: Assistant) -> Gate:
    return gate_of(small.index, find_acronyms(small.documents, small.index.passages))


@pytest.mark.parametrize(
    ("text", "strength", "holds"),
    [
        ("A garden board must have an executive lead for orchards.", Strength.MUST, True),
        ("Every GB has to have “an executive lead for orchards”.", Strength.MUST, True),
        ("A garden board should have an executive lead for orchards.", Strength.MUST, False),
        ("A garden board must have an executive lead for orchards.", Strength.SHOULD, False),
        ("A garden board must have two executive leads for orchards.", Strength.MUST, False),
        ("A garden board must have “a lead for orchards”.", Strength.MUST, False),
        ("A garden board must pay an executive lead for orchards.", Strength.MUST, False),
    ],
)
def test_words_of_ones_own_are_shown_where_they_hold(
    documents: Documents, gate: Gate, text: str, strength: Strength, holds: bool
) -> None:
    words = cited(documents, MUST)
    holder = next(
        p for p in gate.index.passages if any(s.contains(words.spans[0]) for s in p.spans)
    )
    citations = {1: replace(words, passage_id=holder.passage_id)}
    fault = fault_in_statement(Statement(text, (1,), strength), citations, documents, gate.fault)
    assert (fault is None) is holds


def test_words_of_ones_own_are_never_shown_unchecked(documents: Documents) -> None:
    statement = Statement("A garden board must have an executive lead.", (1,), Strength.MUST)
    assert fault_in_statement(statement, {1: cited(documents, MUST)}, documents) is not None
