"""Roll-out of the pack over an organisation's repositories.

all-repos lists the repositories and opens the pull requests, Copier copies and updates, ``adr.py`` reads the
records. What is here ties them together: one file that describes the fleet (`config`), a pool of workers
(`pool`), one repository's work (`work`), a journal to go on from (`journal`) and a report (`report`).
"""
