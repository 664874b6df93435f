"""Commands that measure the assistant; each prints the conditions that it ran under."""
