"""The links of one file after a folder of the project has moved."""

from __future__ import annotations

import os
import re

from ..log.project import under
from ..text.markup import url
from ..text.mask import mask
from ..text.pattern import Pattern

TARGET = Pattern(
    r"(\]\([ \t]*<?|\n {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?|(?:href|src)=[\"'])((?<=<)[^<>\n]+(?=>)|[^()\s<>\"']+)",
    re.IGNORECASE,
)


def relinked(text: str, file: str, old: str, new: str, root: str, *, settled: bool = False) -> str:
    """`text` of `file` with its links right after the folder `old` has become `new`; a link that led nowhere stays.

    `settled`: the folder has moved, and people have looked at the file since: a link that leads somewhere is right.
    """
    body = mask(text)
    now = moved_path(file, old, new)
    here = os.path.dirname(now)

    def swap(m: re.Match[str]) -> str:
        target, mark, rest = m.group(2).partition("#")
        if not target or "://" in target or target.startswith("mailto:") or body[m.start(2)] != text[m.start(2)]:
            return m.group()
        path = _path_of(target, file)
        if not _is_to_change(path, target, file, old, root):
            return m.group()
        if settled and os.path.exists(os.path.join(root, _path_of(target, now))):
            return m.group()
        to = moved_path(path, old, new)
        link = "/" + to if target[0] == "/" else os.path.relpath(to, here or ".").replace(os.sep, "/")
        return m.group(1) + url(link) + ("/" if target.endswith("/") else "") + mark + rest

    return TARGET.sub(swap, text)


def moved_path(path: str, old: str, new: str) -> str:
    """A path of the project once the folder `old` is `new`."""
    return new + path[len(old) :] if under(path, old) else path


def _path_of(target: str, file: str) -> str:
    """The project's path that a link in `file` leads to; one that begins with `/` counts from the root."""
    from urllib.parse import unquote as unquote_url

    written = unquote_url(target)
    path = written.lstrip("/") if target[0] == "/" else os.path.join(os.path.dirname(file), written)
    return os.path.normpath(path).replace(os.sep, "/")


def _is_to_change(path: str, target: str, file: str, old: str, root: str) -> bool:
    """Whether a link crosses the border of the moved folder, or names it from the root."""
    if path.startswith(".."):
        return False
    fixed = target[0] == "/"
    if under(path, old):
        return fixed or not under(file, old)
    return under(file, old) and not fixed and os.path.exists(os.path.join(root, path))
