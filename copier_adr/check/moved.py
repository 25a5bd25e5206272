"""Records and logs found again that have another name or place than on the base."""

from __future__ import annotations

import os
from collections import Counter

from ..log.contract import CONTRACT
from ..log.find import record_names
from ..log.git import git, tree_files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .frozen import Frozen

ALIKE = 0.5  # the part of its words that a record keeps under another name
MOST_LIKELY = 8  # texts that are compared with one that is gone


def log_before(folder: str, commit: str) -> dict[str, str]:
    """{path below the log: blob} of the log in a commit, where it may have lain in another folder.

    A log that has no records in the commit is looked for among the folders whose records are not there any more: the one
    with most files alike. A folder that became a link is not there any more.
    """
    here = tree_files(folder, commit) or {}
    if record_names(here):
        return here
    root = (git(folder, "rev-parse", "--show-toplevel") or b"").decode("utf-8", "surrogateescape").rstrip("\n")
    whole = tree_files(root, commit) or {} if root else {}
    names = _names_below(folder)
    best: tuple[int, str] = (0, "")
    for log in sorted(_gone_logs(root, whole)):
        inside = _below(whole, log)
        alike = 1 + sum(1 for path in inside if path in names)
        best = max(best, (alike, log))
    return {**_below(whole, best[1]), **here} if best[0] else here


def _below(whole: dict[str, str], log: str) -> dict[str, str]:
    return {path[len(log) + 1 :]: blob for path, blob in whole.items() if path.startswith(log + "/")}


def _gone_logs(root: str, whole: dict[str, str]) -> set[str]:
    """Folders of a commit that held a log, and do not any more."""
    logs = {path.rpartition("/")[0] for path in whole if path.rpartition("/")[2] == CONTRACT}
    logs |= {path.rpartition("/")[0] for path in record_names(whole)}
    logs.discard("")
    return {log for log in logs if not any(_is_there(root, path) for path in record_names(_paths(whole, log)))}


def _paths(whole: dict[str, str], log: str) -> list[str]:
    return [path for path in whole if path.startswith(log + "/")]


def _is_there(root: str, path: str) -> bool:
    return is_own_file(root, path)


def is_own_file(folder: str, file: str) -> bool:
    """Whether a file is there, and no link is or leads to it."""
    path = os.path.join(os.path.realpath(folder), *file.split("/"))
    return os.path.isfile(path) and os.path.realpath(path) == path


def _names_below(folder: str) -> set[str]:
    found: set[str] = set()
    for path, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git"]
        below = os.path.relpath(path, folder).replace(os.sep, "/")
        found.update(name if below == "." else f"{below}/{name}" for name in names)
    return found


def paired(gone: dict[str, Frozen], new: dict[str, Frozen]) -> dict[str, str]:
    """{file that is gone: file that has its text now}, of files and what they say; the most alike first."""
    bags = {file: _bag(text) for file, text in (*gone.items(), *new.items())}
    holders: dict[str, list[str]] = {}
    for file, text in new.items():
        for block in set(text.shown):
            holders.setdefault(block, []).append(file)
    found = []
    for file, text in gone.items():
        shared = Counter(other for block in set(text.shown) for other in holders.get(block, ())[:50])
        likely = [other for other, _ in shared.most_common(MOST_LIKELY)] or list(new)[:MOST_LIKELY]
        found += [(_alike(bags[file], bags[other]), file, other) for other in likely]
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for alike, file, other in sorted(found, key=lambda one: (-one[0], one[1], one[2])):
        if alike >= ALIKE and file not in pairs and other not in taken:
            pairs[file] = other
            taken.add(other)
    return pairs


def _bag(text: Frozen) -> Counter[str]:
    return Counter(word for block in text.shown for word in block.split()[1:])


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The part of the words of the longer of two texts that both have."""
    most = max(_size(one.values()), _size(other.values()))
    return sum(min(count, other[word]) for word, count in one.items()) / most if most else 1.0


def _size(counts: Iterable[int]) -> int:
    return sum(counts)
