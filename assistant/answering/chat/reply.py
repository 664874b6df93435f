"""What a chat model is asked to return, and how much of it is looked at."""

from __future__ import annotations

from pydantic import BaseModel, Field

MAX_STATEMENTS = 8
"""More are a lecture, not an answer; what follows is not looked at."""
MAX_SUPPORTS = 12
"""Quotations looked at for one statement: as many as the longest lists have items."""
MAX_STATEMENT_CHARS = 600
"""A longer statement is not one; its quotations are shown instead."""
MAX_REPLY_CHARS = 24_000
"""A longer reply is set aside whole: it is about twice what the passages sent come to."""


class Support(BaseModel):
    """Words of one passage that a statement rests on."""

    label: str = Field(description="The label of the passage, exactly as given.")
    quotation: str = Field(
        description="The words that the statement rests on, copied from that passage character "
        "for character in one unbroken piece. No word changed, left out or added."
    )


class Said(BaseModel):
    """One statement of the answer."""

    text: str = Field(
        description="One plain sentence that says only what its quotations say. No markup, "
        "label, link or reference."
    )
    support: list[Support] = Field(description="At least one quotation that it rests on.")


class Reply(BaseModel):
    """The answer to the question as statements, each with the words that it rests on."""

    statements: list[Said] = Field(description="The statements, the answer itself first.")
