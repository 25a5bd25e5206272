"""TODO."""

from __future__ import annotations

import os
import re

from ..log.project import under
from ..text.markup import url
from ..text.mask import mask
from ..text.pattern import Pattern

FORGE_FOLDERS = (".github/", ".gitlab/", ".gitea/", ".forgejo/", ".azuredevops/")
# Files outside the log that name folders by their path and mean nothing else by it.
PATH_FILES = ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab-ci.yml", "azure-pipelines.yml", ".gitattributes")
TARGET = Pattern(
    r"(\]\([ \t]*<?|\n {0,3}\[[^\]\n]{1,200}\]:[ \t]*<?|(?:href|src)=[\"'])((?<=<)[^<>\n]+(?=>)|[^()\s<>\"']+)",
    re.IGNORECASE,
)


def relinked(text: str, file: str, old: str, new: str, root: str) -> str:
    """`text` of `file` with its links right after the folder `old` has become `new`; a link that led nowhere stays."""
    from urllib.parse import unquote as unquote_url

    inside = under(file, old)
    body = mask(text)
    here = os.path.dirname(new + file[len(old) :] if inside else file)

    def swap(m: re.Match[str]) -> str:
        target, mark, rest = m.group(2).partition("#")
        if not target or "://" in target or target.startswith("mailto:") or body[m.start(2)] != text[m.start(2)]:
            return m.group()
        fixed = target[0] == "/"
        written = unquote_url(target)
        path = os.path.normpath(written.lstrip("/") if fixed else os.path.join(os.path.dirname(file), written))
        path = path.replace(os.sep, "/")
        led_inside = under(path, old)
        if (led_inside == inside and not (fixed and led_inside)) or path.startswith(".."):
            return m.group()
        if not led_inside and (fixed or not os.path.exists(os.path.join(root, path))):
            return m.group()
        to = new + path[len(old) :] if led_inside else path
        link = "/" + to if fixed else os.path.relpath(to, here or ".").replace(os.sep, "/")
        return m.group(1) + url(link) + ("/" if target.endswith("/") else "") + mark + rest

    return TARGET.sub(swap, text)
