"""All fixed wording, each under a key and written once; an answer has no words but these and
its statements."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Segment, Statement

UNDATED = "undated"

WORDING = {
    # What stands before a quotation: whose words they are, and of what kind.
    "said.plain": "{voice} ({authority}):",
    "said.board": "{voice} ({authority}):",
    "said.policy": "{strength} — {voice}, {title}, {locator} ({authority}):",
    "said.policy.none": "No “must” or “should” — {voice}, {title}, {locator} ({authority}):",
    "said.firm": "“{strength}” is how firmly {voice} says it ({authority}):",
    "said.firm.none": "{voice} says neither “must” nor “should” here ({authority}):",
    "said.question": "{title} asks this question; it does not answer it:",
    "said.proposal": "A proposal, not the rule today. {voice}, {published}:",
    "personal": "These documents do not decide what happens in one person’s case. This is what "
    "they say about it:",
    "side": "On “{thing}”:",
    "also": "The same words stand in {place}.",
    "as_at": "[{n}] is as at {published}. What has changed since cannot be seen here.",
    "as_at.undated": "[{n}] has no date. What has changed since cannot be seen here.",
    "standing": "[{n}] is {authority} ({published}): {standing}.",
    "signpost": "{signpost}.",
    "words": "What the short forms stand for:",
    "firm.must": "How firm is this? [{n}] says “must”.",
    "firm.must not": "How firm is this? [{n}] says what must not happen.",
    "firm.shall": "How firm is this? [{n}] says “shall”.",
    "firm.should": "How firm is this? [{n}] says “should”, not “must”.",
    "firm.should not": "How firm is this? [{n}] says “should not”.",
    "firm.may": "How firm is this? [{n}] says “may”: it is allowed, not required.",
    "firm.no requirement": "How firm is this? [{n}] says that this is not required.",
    "firm.expected": "How firm is this? [{n}] says what is expected, not what must be done.",
    "firm.will": "How firm is this? [{n}] says “will”, not “must”.",
    "firm.listed": "How firm is this? [{n}] is an item of a list; the words that open the list "
    "come before it.",
    "firm.none": "How firm is this? [{n}] explains; it does not say “must” or “should”.",
    "reference": "Reference: {publisher}, {title}, {locator}.",
    "missing": "These documents do not seem to answer this part: “{part}”.",
    # How a question ends without an answer.
    "not_in_documents": "These documents do not seem to answer this.",
    "not_mentioned": "They never mention {words}.",
    "closest": "The closest they come:",
    "not_in_documents.next": "What they leave open, the organisation concerned can tell you.",
    "out_of_scope": "This seems to be about something that these documents do not deal with.",
    "out_of_scope.next": "They deal with: {titles}.",
    "urgent_help": "If anyone is in danger now, call 999.",
    "urgent_help.next": "If someone may harm themselves, call 111 and choose the mental health "
    "option, at any hour. To talk to someone, day or night, call 116 123. Both are free.",
    "urgent_help.scope": "This is software that quotes guidance. It cannot help in an emergency.",
    "unavailable": "The assistant could not answer this time. Nothing you wrote was kept.",
    "unavailable.next": "Try again; if it happens again, tell whoever runs this service.",
    "needs_clarification": "The question can be read in more than one way.",
    "needs_clarification.next": "Say which you mean, and it is answered.",
    "choice": "It may mean: {choice}.",
    "unclear": "It is not clear what to look for.",
    "unclear.next": "Say in a sentence what you want to know.",
    "refused": "There is no question here that the documents could answer.",
    "refused.next": "Ask what the documents say about something, and they are quoted.",
    "withheld": "What was found could not be checked word for word, so it is not shown.",
    # What a chat model had a hand in, where one is switched on.
    "chat.worded": "A language model put this into words. Each sentence of it was checked against "
    "the words it cites; open those to read them.",
    "chat.replaced": "Some of the language model’s sentences did not pass the checks. The exact "
    "words stand there instead.",
    "chat.left_out": "Some of the language model’s sentences rested on no words of these "
    "documents. They were left out.",
    "chat.fell_back": "The language model gave no answer that could be checked, so the documents "
    "are quoted.",
    # Notices.
    "notice.conflict": "The sources differ on {about}. {said} Rely on {rely_on}.",
    "notice.proposal": "[{n}] is a proposal ({published}). It shows what was suggested, not what "
    "the rule is today.",
    "notice.currency": "[{n}] {title}: {dated}. {standing}.",
    "notice.voice": "[{n}] is the voice of {voice}: {standing}.",
    "notice.acronym": "“{short}” stands for more than one thing in these documents: {readings}.",
    "notice.incomplete": "[{n}] shows {shown} of the {count} items of its list.",
    "notice.uncertain": "[{n}] comes from a table or figure that was flattened; the order of its "
    "words may be wrong.",
    # Questions to ask next.
    "suggestion": "What do the documents say about “{heading}”?",
}
# A quotation that settles a question of yes or no, or denies what a question takes for granted, is
# led in by that.
ANSWERS = {"yes": "Yes", "no": "No", "otherwise": "That is not what the documents say"}
WORDING |= {
    f"{key}.{said}": f"{answer}{':' if said == 'said.policy' else '.'} {WORDING[said]}"
    for key, answer in ANSWERS.items()
    for said in [key for key in WORDING if key.startswith("said.")]
}


def say(key: str, values: Sequence[tuple[str, str]] = ()) -> str:
    """Return fixed wording by its key, with its values filled in."""
    return WORDING[key].format_map(dict(values))


def marked(statement: Statement) -> str:
    """Return a statement with its citation marks."""
    marks = "".join(f"[{n}]" for n in statement.citations)
    first, *rest = statement.text.split("\n")
    return "\n".join([f"{first} {marks}", *rest])


def written(segment: Segment, statements: Sequence[Statement]) -> str:
    """Return the text of one segment: its wording, then its statement on a line of its own."""
    lines = []
    if segment.wording is not None:
        lines.append(say(segment.wording, segment.values))
    if segment.statement is not None:
        lines.append(marked(statements[segment.statement]))
    return "\n".join(lines)


def assembled(segments: Sequence[Segment], statements: Sequence[Statement]) -> str:
    """Return the answer's text: its segments in order, a blank line between."""
    return "\n\n".join(written(segment, statements) for segment in segments)
