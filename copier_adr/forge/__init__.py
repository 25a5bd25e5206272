"""Talking to forges: one client (`http`), and per forge how it is addressed and what its pull requests are like."""
