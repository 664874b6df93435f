"""The commands of `guidance` about documents, one a file, and what they share."""
