"""TODO."""

from __future__ import annotations

import os
import re

from ..faults import Misuse
from ..log.find import read_text, record_names
from ..log.git import blobs, git, tree_files, why_git_fails
from ..log.log import Log
from ..record.read import read_record
from ..record.sections import heading_kind
from ..record.record import Record
from ..text.files import decode, read_bytes
from ..text.front_matter import front_matter
from ..text.headings import headings
from ..text.markup import FIELD, LINK_TEXT, cells
from ..text.mask import INLINE_CODE, mask
from ..vocabulary.statuses import FROZEN, NO_STEP
from ..vocabulary.words import plain


TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def base_faults(log: Log, base: str):
    """What a branch did to the log since it left `base`, and what `base` did since."""
    folder = log.folder
    there = tree_files(folder, base)
    if there is None:
        reason = why_git_fails(folder)
        raise Misuse(
            f"--base {base}: {reason}"
            if reason
            else f"--base {base}: git knows no such commit here; fetch it (`git fetch origin {base.rpartition('/')[2]}`) with its history"
        )
    left = git(folder, "merge-base", base, "HEAD")
    if left is None:
        raise Misuse(
            f"--base {base}: git cannot tell where this branch left it; fetch the whole history (fetch-depth: 0)"
        )
    fork = left.decode().strip()
    before = tree_files(folder, fork) or {}
    now = {record.file: record for record in log.records}
    base_numbers: dict[tuple, list[str]] = {}
    for path, (number, prefix) in record_names(there).items():
        if number is not None:
            base_numbers.setdefault((path.rpartition("/")[0], prefix, number), []).append(path)
    for file, record in now.items():
        if record.number is None or file in before or file in there:
            continue
        holders = base_numbers.get((file.rpartition("/")[0], record.prefix, record.number), [])
        moved = [path for path in holders if path not in before or path in now]
        if moved:
            yield (
                "number-taken",
                file,
                1,
                str(record.number),
                f"number {record.number} came to be used on {base}, by {', '.join(moved)}",
            )
    changed = [path for path in record_names(before) if path not in now or _differs(folder, path, before[path])]
    new_files = [file for file in now if file not in before]
    texts = {
        file: frozen_text(read_text(folder, file), log.words)
        for file in (new_files if any(path not in now for path in changed) else [])
    }
    for path, data in zip(changed, blobs(folder, [before[path] for path in changed])):
        text = decode(data)[0]
        was = read_record(path, text, log.words)
        if path not in now:
            if was.status in FROZEN and os.path.basename(path) and frozen_text(text, log.words) not in texts.values():
                yield "accepted-changed", path, 1, "deleted", f"it was {was.status} on {base} and is gone"
            continue
        record = now[path]
        if was.status in FROZEN:
            old, new = frozen_text(text, log.words), frozen_text(read_text(folder, path), log.words)
            if old != new:
                line = _first_change(read_text(folder, path), old, new, log.words)
                yield (
                    "accepted-changed",
                    path,
                    line,
                    "text",
                    f"it was {was.status} on {base}, and its text changed (its status, links and dates may)",
                )
        if was.status and record.status in NO_STEP.get(was.status, ()):
            yield (
                "status-step",
                path,
                1,
                f"{was.status} to {record.status}",
                f"its status went from {was.status} to {record.status}",
            )


def _differs(folder: str, path: str, blob: str) -> bool:
    """Whether a file is another than the blob; line ends as git may turn them do not count."""
    import hashlib

    data = read_bytes(os.path.join(folder, *path.split("/")))
    for content in (data, data.replace(b"\r\n", b"\n")):
        head = f"blob {len(content)}\0".encode()
        if (hashlib.sha256 if len(blob) == 64 else hashlib.sha1)(head + content).hexdigest() == blob:
            return False
    return True


def frozen_text(text: str, words: Vocabulary) -> str:
    """What of a record may not change once it is accepted: all but its status, links, dates and spacing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    text = text[front_matter(text)[2] :]
    masked = mask(text)
    spans = []
    every = headings(masked)
    for n, heading in enumerate(every):
        kind = heading_kind(heading.text, heading.level, words)
        if kind in (
            "status",
            "date",
            "created",
            "updated",
            "supersedes",
            "superseded_by",
            "changelog",
        ) or plain(heading.text) in ("amendments", "links", "related", "supersession", "renumbered"):
            end = every[n + 1].start if n + 1 < len(every) else len(text)
            spans.append((heading.start, end))
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    lines = []
    for line in text.split("\n"):
        field = FIELD.match(line.strip()) if ":" in line or "*" in line or "|" in line else None
        label = (field.group("strong") or field.group("plain")) if field else ""
        if not label and line.lstrip(" >")[:1] == "|":
            label = (cells(line) or [""])[0]
        if label and (
            words.label(label) in ("status", "date", "created", "updated", "supersedes", "superseded_by")
            or plain(label) == "renumbered"
        ):
            continue
        lines.append(line)
    text = LINK_TEXT.sub(" ", "\n".join(lines))
    text = re.sub(r"(?m)^\[[^\]\n]+\]:[^\n]*$", "", text)
    text = re.sub(r"(?i)\b((?:[a-z]+-)*adr[-_ ]?)#?\d+", r"\1#", text)
    text = re.sub(r"(?m)^(#[ \t]+(?:[A-Za-z-]*[ -]?)?)\d+", r"\1#", text)
    return " ".join(INLINE_CODE.sub(r"\2", text).split())


def _first_change(after: str, old: str, new: str, words: Vocabulary) -> int:
    """The first line of `after` whose words are not in `old`: where a reader should look."""
    for n, line in enumerate(after.split("\n"), 1):
        said = " ".join(frozen_text("\n" + line, words).split())
        if said and said not in old and said in new:
            return n
    return 1
