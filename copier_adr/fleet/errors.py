"""The one exception that ends a command with a message instead of a traceback."""

import re


class FleetError(Exception):
    """Something that the person at the keyboard can mend; the text says what and how."""


# What git and the forges say, and what to do about it. First match wins; the text is shown after a semicolon.
_MENDS = (
    (r"No space left on device|ENOSPC|Disk quota exceeded", "free space there, or run with fewer --jobs"),
    (
        r"protected branch|GH006|not allowed to push|hook declined|pre-receive|TF402455",
        "let the token push this branch, or choose a push type that opens pull requests",
    ),
    (
        r"Authentication failed|could not read Username|Permission denied|returned error: 40[13]|"
        r"Repository not found|does not appear to be a git repository|does not exist|not found",
        "check the URL, and that the token may read this repository",
    ),
    (r"unknown revision|invalid reference", "name a version that the pack has"),
    (r"obtain old template references", "restore _src_path and _commit in the answers file, from git"),
    (r"stale info|fetch first|non-fast-forward", "the branch moved meanwhile: run again"),
    (r"Could not resolve host|Connection refused|Connection reset|timed out", "check the network and run again"),
)


def with_mend(message: str) -> str:
    """The message, followed by what to do where that is known."""
    for pattern, mend in _MENDS:
        if re.search(pattern, message, re.IGNORECASE):
            return f"{message}; {mend}"
    return message
