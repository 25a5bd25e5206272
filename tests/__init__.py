"""Tests of the pack; `tests.conftest` has what they share."""
