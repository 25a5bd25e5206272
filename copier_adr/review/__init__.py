"""The review rule: what each open change still lacks, as a commit status. Joined into a project's `adr_review.py`."""
