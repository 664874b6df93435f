"""Somebody else's guidance with questions: turned into a corpus and cases that the suite runs on.

Nothing is downloaded and nothing of it is kept here: the user names a folder of the files.
"""
