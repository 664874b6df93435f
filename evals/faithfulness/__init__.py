"""Whether the checks of wording catch statements that were altered and let honest ones pass."""
