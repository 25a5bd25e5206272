"""A folder of records, question by question."""
