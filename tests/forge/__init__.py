"""What forges say, read apart."""
