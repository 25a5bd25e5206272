"""The readers of bytes and markup, each by itself."""
