"""The web pages: they show what the pipeline returns and decide nothing."""
