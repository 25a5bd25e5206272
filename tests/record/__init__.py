"""The readers of one record, each by itself."""
