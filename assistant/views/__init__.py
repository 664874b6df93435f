"""What is shown of answers and documents, apart from where it is shown."""
