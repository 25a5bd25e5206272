"""Tables of what the commands print."""
