"""A log moved to another folder of its project, with every link to it and from it."""

from __future__ import annotations

import os
import re

from ..log.index import marker_lines
from ..log.project import AGENTS_MARKER, ROOT_NOTES, project_files, under
from ..text.files import decode, encoded, read_bytes
from .change import Change
from .journal import Journal
from .relink import moved_path, relinked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .by_hand import MovedByHand

FORGE_FOLDERS = (".github/", ".gitlab/", ".gitea/", ".forgejo/", ".azuredevops/")
# Files outside the log that name folders by their path and mean nothing else by it.
PATH_FILES = ("CODEOWNERS", "docs/CODEOWNERS", ".gitlab-ci.yml", "azure-pipelines.yml", ".gitattributes")
LARGE = 1 << 20  # bytes from which a file that is no page of the log is taken for no text that names it


class MovePlan:
    """What a move of the folder `old` to `new` changes; both count from the project's root.

    Attributes:
        texts: {file as it is now: new content}.
        links: in how many of them links change.
        still: files that say the old path and may mean something else by it.
    """

    def __init__(
        self, root: str, old: str, new: str, answers: str, records: Iterable[str], by_hand: MovedByHand | None = None
    ) -> None:
        """`by_hand` where the files lie in `new` already and only what names them is to follow."""
        self.root, self.old, self.new, self.answers, self.by_hand = root, old, new, answers, by_hand
        self.records = {f"{old}/{file}" for file in records}
        # The path as a path: not the end of a longer one, not the start of another name.
        self.said = re.compile(r"(?<![\w.-])(?<![\w.-]/)" + re.escape(old) + r"(?![\w-]|\.\w)")
        self.texts: dict[str, bytes] = {}
        self.links = 0
        self.still: list[str] = []
        for file in project_files(root):
            path = os.path.join(root, file)
            beside = by_hand is not None and under(file, old)  # what has come to the old folder since is no part of it
            if os.path.isfile(path) and not os.path.islink(path) and not beside:
                self._plan_file(moved_path(file, new, old) if by_hand else file, path)

    def _plan_file(self, file: str, path: str) -> None:
        """`file` is the path before the move, `path` the place of what is read now."""
        inside = under(file, self.old)
        markdown = file.lower().endswith((".md", ".markdown", ".mdx"))
        data = read_bytes(path) if (inside and markdown) or os.path.getsize(path) < LARGE else b""
        if not markdown and os.fsencode(self.old) not in data:
            return
        text, encoding = decode(data)
        settled = self.by_hand is not None and file not in self.by_hand.as_it_was
        changed = relinked(text, file, self.old, self.new, self.root, settled=settled) if markdown else text
        self.links += changed != text
        if self._means_the_log(file, markdown):
            changed = self._renamed(changed)
        elif not inside:
            changed = self._in_agents_block(changed) if file in ROOT_NOTES else changed
            self.still += [file] if self.said.search(changed) else []
        if changed != text:
            self.texts[moved_path(file, self.old, self.new) if self.by_hand else file] = encoded(
                changed, encoding, path
            )

    def _means_the_log(self, file: str, markdown: bool) -> bool:
        """Whether a file that says the old path surely means the log by it."""
        own = under(file, self.old) and file not in self.records and (markdown or file.endswith(".yml"))
        return own or file == self.answers or file.startswith(FORGE_FOLDERS) or file in PATH_FILES

    def _renamed(self, text: str) -> str:
        return self.said.sub(lambda _: self.new, text)

    def _in_agents_block(self, text: str) -> str:
        """A file of the root with the new path between the pack's marker lines; what stands elsewhere is people's."""
        found = marker_lines(text, lambda line: line if line.startswith(AGENTS_MARKER) else "")
        for at in range(len(found) - 1, 0, -1):
            (first, _, start), (last, stop, _) = found[at - 1 : at + 1]
            if last == first.replace(AGENTS_MARKER, AGENTS_MARKER + "stop", 1):
                text = text[:start] + self._renamed(text[start:stop]) + text[stop:]
        return text

    def carry_out(self) -> None:
        """Move the folder and write what changes. Fault, with everything as it was, where that cannot be done."""
        folder, aim = os.path.join(self.root, self.old), os.path.join(self.root, self.new)
        journal = Journal(aim, self.root) if self.by_hand else Journal(folder, self.root, self.old, self.new)
        change = Change(journal)
        for file, data in self.texts.items():
            change.write(os.path.join(self.root, file), data)

        def rename() -> None:
            """The last step. Until then the log, and the command that a person repeats, lie where they were."""
            os.makedirs(os.path.dirname(aim), exist_ok=True)
            try:
                os.rename(folder, aim)
            except OSError:
                self._remove_empty(os.path.dirname(aim))
                raise
            # The journal in the log went along.
            journal.path = journal.path.replace(os.path.join(folder, ""), os.path.join(aim, ""), 1)

        if self.by_hand:
            change.commit()
            return
        change.commit(last=rename)
        self._remove_empty(os.path.dirname(folder))

    def _remove_empty(self, folder: str) -> None:
        """The folders above the old one that hold nothing any more."""
        while folder != self.root and not os.listdir(folder):
            os.rmdir(folder)
            folder = os.path.dirname(folder)
