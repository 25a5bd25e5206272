"""One fact changed and every other byte kept, step by step."""
