"""TODO."""

from __future__ import annotations


ERROR, WARNING = "error", "warning"
RULES = {
    "no-title": (ERROR, "A record has no title.", "Write one as its first heading: `# Title`."),
    "number-mismatch": (ERROR, "The number in a title is not the file's.", "Run `adr.py check --fix`."),
    "number-used-twice": (
        ERROR,
        "Two records have one number.",
        "Run `adr.py renumber FILE` for one of them.",
    ),
    "no-status": (
        ERROR,
        "A record states no status.",
        "Write one where the style has it: `adr.py status N STATUS`.",
    ),
    "unknown-status": (
        ERROR,
        "The style has no such status.",
        "Use one of the style's words: `adr.py status N STATUS`.",
    ),
    "no-date": (ERROR, "A record states no date.", "Write it as YYYY-MM-DD where the style has it."),
    "bad-date": (ERROR, "A date is none, or reads two ways.", "Write it as YYYY-MM-DD."),
    "missing-section": (
        ERROR,
        "A section that the style requires is missing.",
        "Add the heading, or say why it does not apply.",
    ),
    "placeholder-left": (ERROR, "An accepted record still holds text of the blank.", "Replace or delete it."),
    "broken-link": (
        ERROR,
        "A link leads to a file that is not there.",
        "Correct the link, or restore the file.",
    ),
    "one-sided-supersession": (
        ERROR,
        "Only one of two records states a supersession.",
        "Run `adr.py check --fix`.",
    ),
    "no-successor": (
        ERROR,
        "A record is superseded by none.",
        "Name the successor: `adr.py link N 'Superseded by' M Supersedes`.",
    ),
    "stale-index": (ERROR, "The index is not what the records say.", "Run `adr.py index`."),
    "index-order": (
        WARNING,
        "The index has every row, but not in order, as after a merge of two branches.",
        "Run `adr.py index`.",
    ),
    "conflict-markers": (
        ERROR,
        "A file has conflict markers.",
        "Settle the conflict and delete the markers.",
    ),
    "nothing-read": (ERROR, "There are files and no record among them.", "Check --dir and the files' names."),
    "unreadable": (ERROR, "A file cannot be read.", "Mend its permissions, or delete it."),
    "not-followed": (WARNING, "A symbolic link is passed over.", "Put the record itself into the log."),
    "not-utf8": (WARNING, "A file is not UTF-8.", "Save it as UTF-8."),
    "number-taken": (ERROR, "The number came to be used elsewhere.", "Run `adr.py renumber FILE`."),
    "accepted-changed": (
        ERROR,
        "An accepted record's text changed.",
        "Restore it, and write a new record that supersedes it.",
    ),
    "status-step": (
        ERROR,
        "A status cannot follow from the one before.",
        "Restore it, and write a new record that supersedes it.",
    ),
    "undecided": (
        ERROR,
        "A record on the default branch is not decided.",
        "Decide it: `adr.py status N STATUS`.",
    ),
    "stale-baseline": (ERROR, "A baseline entry no longer applies.", "Run `adr.py check --fix`."),
    "unknown-rule": (WARNING, "An adr-ignore comment names no rule.", "Correct the rule's name."),
}
NEVER_OLD = frozenset(
    (
        "stale-index",
        "nothing-read",
        "number-taken",
        "accepted-changed",
        "status-step",
        "undecided",
        "stale-baseline",
        "unknown-rule",
    )
)
