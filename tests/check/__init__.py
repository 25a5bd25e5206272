"""What `check` asks of a text, question by question."""
