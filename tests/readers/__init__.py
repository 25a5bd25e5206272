"""What other tools that read records make of the pack's logs."""
