"""What is measured of answers, a small pure module for each; every one names its source."""
