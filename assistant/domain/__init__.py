"""The values that the two paths hand on: documents in, questions through to answers.

Everything here is frozen and knows only the standard library. Positions count characters of a
document's *canonical text*: the file as decoded or extracted, unrepaired.
"""

from assistant.domain.answers import (
    Answer,
    Citation,
    Draft,
    Notice,
    Outcome,
    Retrieved,
    Segment,
    Statement,
    Strength,
)
from assistant.domain.documents import (
    Block,
    BlockKind,
    Document,
    NoteCall,
    Page,
    Part,
    Repair,
    Source,
    Span,
    Spans,
    quote_of,
)
from assistant.domain.passages import (
    Passage,
    Unit,
    UnitKind,
)
from assistant.domain.questions import (
    Choice,
    Evidence,
    Expansion,
    Form,
    Hit,
    Message,
    Proposition,
    Query,
    Question,
    Reader,
    Turn,
)
from assistant.domain.scope import EVERYTHING, Scope

__all__ = [
    "EVERYTHING",
    "Answer",
    "Block",
    "BlockKind",
    "Choice",
    "Citation",
    "Document",
    "Draft",
    "Evidence",
    "Expansion",
    "Form",
    "Hit",
    "Message",
    "NoteCall",
    "Notice",
    "Outcome",
    "Page",
    "Part",
    "Passage",
    "Proposition",
    "Query",
    "Question",
    "Reader",
    "Repair",
    "Retrieved",
    "Scope",
    "Segment",
    "Source",
    "Span",
    "Spans",
    "Statement",
    "Strength",
    "Turn",
    "Unit",
    "UnitKind",
    "quote_of",
]
