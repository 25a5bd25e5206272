"""The update pipeline's work: a new version of the pack as a request. Joined into a project's `adr_update.py`."""
