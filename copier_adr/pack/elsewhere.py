"""Lists of a log's records beside its index or above its folder: the pack does not write them, so people are told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from ..log.listed import FEW, LIST_STEMS
from ..vocabulary.names import RECORD_SUFFIXES

# What may hold one: pages of the usual names, and what makers of sites read.
STEMS = (*LIST_STEMS, "_sidebar", "nav")
SITES = ("mkdocs.yml", "mkdocs.yaml", "_toc.yml", "sidebars.js", "sidebars.ts", ".pages")


def other_lists(
    project: Path, log: str, own: str, records: Iterable[str], text_of: Callable[[Path], str]
) -> Iterator[tuple[str, int]]:
    """(path below the project, how many records it names) of each file that lists some records of a log, but its index.

    Args:
        project: its root.
        log: the log's folder below it; `own` is the file there that has the index.
        records: their paths below the log.
        text_of: reads a file, "" where it is none to be read.
    """
    stems = {file.rpartition(".")[0] for file in records}
    parts = log.split("/")
    # Paths there begin at the folder that the site is made of, which may be any above the log. Behind a further folder
    # they lead to a log of the same name.
    any_tail = r"(?<![\w-]/)(?:" + "|".join(_prefix(parts[at:]) for at in range(len(parts))) + ")"
    for depth in range(len(parts) + 1):
        folder = project.joinpath(*parts[:depth])
        below = _prefix(parts[depth:])
        for path in sorted(folder.iterdir()):
            mine = depth == len(parts) and path.name == own
            if not mine and _may_list(path.name) and (text := text_of(path)):
                lead = any_tail if path.name in SITES else below
                named = {unquote(m[1]) for m in re.finditer(rf"(?<![\w-]){lead}([\w./%-]+)", text)}
                named = {name.removeprefix("./") for name in named}
                count = len(stems & {name if name in stems else name.rpartition(".")[0] for name in named})
                if count >= FEW:
                    yield path.relative_to(project).as_posix(), count


def _prefix(parts: list[str]) -> str:
    """The pattern of a path's first folders."""
    return re.escape("".join(f"{part}/" for part in parts))


def _may_list(name: str) -> bool:
    return name in SITES or (name.lower().endswith(RECORD_SUFFIXES) and name.rpartition(".")[0].lower() in STEMS)
