from __future__ import annotations

import pytest

from assistant.domain import Form, Proposition
from assistant.retrieval.asking import asked_for, wants_list
from assistant.retrieval.clauses import asking_clause

QUESTIONS = {
    Form.WHO: """
        Who enforces the speed limit on private roads?
        Whose job is it to keep the register of trustees?
        so who pays for the scaffolding
        Which body hears an appeal against a planning refusal?
        To whom must the landlord send the certificate?
        Upon whom does the duty fall?
        Ladders on the roof: whose responsibility?
    """,
    Form.HOW_MANY: """
        How many governors does a small school need?
        how long have I got to answer a notice
        At what age can a member draw a pension?
        What proportion of the homes must be affordable?
        Our roof leaks and nobody came for a month. How often must the landlord inspect it?
        What is the maximum deposit in weeks of rent, in pounds?
        Number of trustees on the board?
        What's the longest they may keep us waiting?
        Within how many days must the council reply?
    """,
    Form.WHEN: """
        When does the lease end?
        By what date must the return be sent?
        By when were comments due?
        What is the deadline for objections?
        Which year did the scheme open in?
    """,
    Form.YES_NO: """
        Does a garden shed need planning permission?
        Can the head teacher overrule the governors?
        my landlord says he can come in when he likes, is a stranger allowed in without notice?
        The trustees choose the auditor, correct?
        I thought you had to be a member first?
        Could you confirm whether the scheme is open to lodgers?
        I'd like to know if a tenant may sublet.
        Bus pass: always free?
        Isn't the chair elected every year?
        Did the panel decide everything in one day?
    """,
    Form.STRENGTH: """
        Is a yearly gas check mandatory or just good practice?
        Publishing the minutes: must or should?
        How strongly does the code word the advice on pets?
        Are we obliged to consult leaseholders?
        Is an independent valuation legally required?
        Does the school HAVE to feed them or is it only if it wants to?
        Exact modal verb, please: landlords testing alarms?
    """,
    Form.LIST: """
        What are the duties of a monitoring officer?
        List the grounds for eviction.
        Which documents must an applicant send?
        What does the inspection cover? I want the whole list.
        my aunt is a trustee, what is she meant to do, everything please
        What goes in the annual report?
        Name all the zones in the plan.
    """,
    Form.COMPARE: """
        What is the difference between a lodger and a tenant?
        Outline permission versus full permission?
        How does a trust deed differ from a will?
        What separates a warning from a notice?
        Compare the rules for flats with those for houses.
        Is a freeholder the same as a landlord?
    """,
    Form.DEFINITION: """
        What is a party wall?
        What does HMO stand for?
        what on earth is a section of railway called a spur
        What is meant by affordable rent?
        Define curtilage.
        GMP: spelled out?
        what actually is an easement, in plain words
        What does the code mean by "fair dealing"?
    """,
    Form.PLACE_TEXT: """
        What does paragraph 12 say?
        Quote rule 4.2.
        Annex B, item 3 please
        What does section 21 of the Housing Act 1988 require?
    """,
    Form.WHY: """
        Why must alarms be tested each week?
        On what grounds was the second scheme preferred?
        What is the reason for the cap?
    """,
    Form.HOW: """
        How do I register a lasting power of attorney?
        my kitchen tap drips how do i fix it
        What are the steps for a formal complaint?
    """,
    Form.STANDING: """
        Is this guidance still in force?
        Is that the law?
        Who wrote the report?
        When was the handbook published?
        Is it still the rule?
        What weight does the circular carry?
        Whose words are these?
        Under which power is the code made?
    """,
    Form.PERSONAL: """
        My son's transport was cancelled, what can I do?
        the landlord kept our deposit. what are my rights
        Am I entitled to sick pay?
        Can I get my fee back if I cancel?
        they changed the locks, are they allowed to do that
    """,
    Form.WHAT: """
        What colour is the parking zone sign?
        What happens to the bond afterwards?
        Is it the council or the county that owns the verge?
        What must the clerk do with the ballot papers?
        What is the capital of Australia?
    """,
}


@pytest.mark.parametrize(
    ("form", "question"),
    [
        (form, line.strip())
        for form, lines in QUESTIONS.items()
        for line in lines.strip().split("\n")
    ],
)
def test_a_question_wants_the_form_that_its_grammar_asks_for(form: Form, question: str) -> None:
    assert asked_for(question).form is form


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Why is a licence compulsory?", Form.WHY),
        ("Who decides whether it is mandatory?", Form.WHO),
        ("How many people differ in age?", Form.COMPARE),
        ("When I retire, who pays the premium?", Form.WHO),
        ("Who says what to wear at the ceremony?", Form.WHO),
        ("How many days are we allowed for repairs?", Form.HOW_MANY),
        ("Which two sites did the paper float, and which did it favour?", Form.LIST),
    ],
)
def test_words_of_another_form_do_not_mislead(question: str, form: Form) -> None:
    assert asked_for(question).form is form


@pytest.mark.parametrize(
    ("question", "subject", "verb", "predicate"),
    [
        ("Must the head report to the board?", "the head", "must", "report to the board"),
        ("Is the chair of the trust a member?", "the chair of the trust", "is", "a member"),
        ("Can one person hold both posts?", "one person", "can", "hold both posts"),
        ("Is there a limit on deputies?", "", "is", "a limit on deputies"),
        ("Could our clerk double up as treasurer?", "our clerk", "could", "double up as treasurer"),
        ("Is the deposit protected?", "the deposit", "is", "protected"),
        ("Do trustees have to be independent?", "trustees", "do", "have to be independent"),
        ("Is it true that landlords must pay it?", "landlords", "must", "pay it"),
        ("The head can overrule us, correct?", "The head", "can", "overrule us"),
        ("my dad moved in, is he liable for the rent or not?", "he", "is", "liable for the rent"),
        ("Was the road closed before May?", "the road", "was", "closed before May"),
        ("Isn't the trustee responsible for it?", "the trustee", "is", "responsible for it"),
    ],
)  # fmt: skip
def test_a_question_of_yes_or_no_has_a_subject_and_a_predicate(
    question: str, subject: str, verb: str, predicate: str
) -> None:
    assert asked_for(question).proposition == Proposition(subject, verb, predicate)


def test_what_is_stated_with_not_is_denied() -> None:
    found = asked_for("The tenant does not pay for it, right?").proposition
    assert found is not None
    assert found.negated


@pytest.mark.parametrize(
    "question",
    [
        "May the committee co-opt members?",
        "Must the board account, in its report, for what it met?",
        "Gas check: compulsory?",
        "Who leads the inspection?",
    ],
)
def test_where_grammar_finds_no_end_of_the_subject_nothing_is_said(question: str) -> None:
    assert asked_for(question).proposition is None


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("What's the difference between a lodger and a tenant?", ("lodger", "tenant")),
        ("How does outline permission differ from full permission?",
         ("outline permission", "full permission")),
        ("Compare the deed with the will.", ("deed", "will")),
        ("Freeholder vs leaseholder??", ("Freeholder", "leaseholder")),
        ("Are the chair and the clerk the same person?", ("chair", "clerk")),
        ("Is it the council or the county that owns the verge?", ("council", "county")),
        ("Is it the law or is it just advice?", ()),
        ("Who owns the verge and the path?", ()),
    ],
)  # fmt: skip
def test_the_two_things_compared_are_found(question: str, pair: tuple[str, ...]) -> None:
    assert asked_for(question).compared == pair


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("What is a party wall?", "party wall"),
        ("what actually is an easement, in plain words", "easement"),
        ("What does HMO stand for?", "HMO"),
        ("whats curtilage mean in the planning papers", "curtilage"),
        ("letter mentions an IFA and a SIPP. what do the letters mean", "IFA and a SIPP"),
        ("Define 'fair dealing'.", "fair dealing"),
        ("GMP: spelled out, and what is it for?", "GMP"),
        ("What is the fee for a permit?", ""),
        ("What is our landlord meant to do?", ""),
    ],
)  # fmt: skip
def test_the_term_of_a_definition_is_found(question: str, term: str) -> None:
    assert asked_for(question).term == term


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("My roof leaks. The agent ignores us. Who must mend it?", "Who must mend it?"),
        ("my roof leaks and the agent laughs, who must mend it", "who must mend it"),
        ("We are a small club. I am asked a lot of things, who can vote?", "who can vote?"),
        ("Could you tell me whether lodgers vote?", "whether lodgers vote?"),
        ("Hello, please what is a spur?", "what is a spur?"),
        ("Parking bays", "Parking bays"),
    ],
)
def test_the_asking_part_of_a_question_is_found_behind_a_story(question: str, clause: str) -> None:
    assert asking_clause(question) == clause


@pytest.mark.parametrize("question", QUESTIONS[Form.LIST].strip().split("\n"))
def test_a_question_for_a_list_wants_it_whole(question: str) -> None:
    assert wants_list(question, asked_for(question).form)


def test_a_question_for_one_thing_wants_no_list() -> None:
    assert not wants_list("How often does the clerk report?", Form.HOW_MANY)
