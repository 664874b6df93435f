"""Evidence to an answer: composed by quoting, every statement checked, nothing said uncited."""

from assistant.answering.check import checked
from assistant.answering.compose import Composer, QuotingComposer

__all__ = ["Composer", "QuotingComposer", "checked"]
