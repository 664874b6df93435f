"""Evidence to an answer: composed by quoting, every statement checked, nothing said uncited."""

from assistant.answering.check import checked
from assistant.answering.compose import Composer, QuotingComposer
from assistant.answering.differences import read_differences
from assistant.answering.notices import warned

__all__ = ["Composer", "QuotingComposer", "checked", "read_differences", "warned"]
