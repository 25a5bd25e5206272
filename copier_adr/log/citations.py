"""Who cites the records of a log: tracked files of its project, found with `git grep`."""

from __future__ import annotations

import os
import posixpath
import re

from ..record.citation import Forms, as_prefix
from ..record.names import by_name, name_facts
from ..text.files import decode, read_bytes
from ..text.pattern import Pattern
from ..vocabulary.names import GENERIC_PREFIXES, RECORD_SUFFIXES
from .around import Around
from .force import is_in_force
from .git import git
from .project import project_root, under

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..record.citation import Naming
    from ..record.record import Record
    from .log import Log

LARGEST_CITING = 1 << 20  # bytes from which a file is data, and cites nothing
# What somebody else wrote, or no person: copies of other projects, locks, drawings, data, what tests compare with.
MADE_FOLDERS = frozenset(
    "node_modules vendor vendored third_party third-party thirdparty external testdata fixtures __fixtures__ "
    "__snapshots__ snapshots golden goldens bower_components pods".split()
)
MADE_ENDS = (
    ".lock", ".lockb", ".sum", ".map", ".min.js", ".min.css", ".svg", ".csv", ".tsv", ".log", ".patch", ".diff", ".snap",
    ".po", ".pot", "-lock.json", "-lock.yaml", "npm-shrinkwrap.json",
)  # fmt: skip
GIT_ATTRIBUTES = {
    "linguist-generated": ("set", "true"),
    "linguist-vendored": ("set", "true"),
    "adr-citations": ("unset", "false"),
}
ANY_NAME = Pattern(r"n{3}|x{3}|y{4}|title|template|example|sample", re.I)  # in a name that stands for any
HISTORIES = ("changelog", "changes", "history", "news", "releases", "release-notes", "release_notes")


class Citation:
    """One place that names a record of the log.

    Attributes:
        path: the file, from the repository's root, with `/`.
        line: from 1.
        number: the record's, as far as it is said.
        below: the path below the log that a dead one says; "" where it is a number.
        words: as they are written; letters, digits and the signs of a path.
        files: the records that it names, as paths below the log.
        dead: whether it surely means this log and names no record of it.
        hint: a record that may be meant by a dead one; "" where none is near.
        text: the whole line.
        ignored: the rules that a comment on its line switches off.
    """

    __slots__ = ("below", "dead", "files", "hint", "ignored", "line", "number", "path", "text", "words")

    def __init__(self, path: str, words: str, files: list[str]) -> None:
        self.path, self.words, self.files = path, words, files
        self.dead, self.hint, self.line, self.text = False, "", 0, ""
        self.number: int | None = None
        self.below = ""
        self.ignored: frozenset[str] = frozenset()


class Citing:
    """The tracked files of the repository that a log lies in, as far as they cite it.

    `wanted` are records whose files' names count without a folder before them. None of the files is followed out of
    the repository, and none larger than a megabyte is read. `found` is None where git cannot say.
    """

    def __init__(self, log: Log, wanted: Iterable[Record] = ()) -> None:
        self.log = log
        self.root = os.path.realpath(project_root(log.folder))
        place = os.path.relpath(os.path.realpath(log.folder), self.root).replace(os.sep, "/")
        self.place = "" if place == "." else place
        self.numbers: dict[int, list[Record]] = {}
        for record in log.records:
            if record.number is not None:
                self.numbers.setdefault(record.number, []).append(record)
        self.forms = self._forms([record.file.rpartition("/")[2].rpartition(".")[0] for record in wanted])
        self.found = self._find()

    def _forms(self, stems: list[str]) -> Forms:
        numbered = [record for records in self.numbers.values() for record in records]
        prefixes = {(self.log.contract.get("filename_prefix") or "").strip("-_ .").casefold()}
        for of in ("prefix", "title_prefix"):
            used: dict[str, int] = {}
            for record in numbered:
                used[getattr(record, of)] = used.get(getattr(record, of), 0) + 1
            prefixes |= {prefix for prefix, times in used.items() if 3 * times >= len(numbered)}
        own = {as_prefix(prefix) for prefix in prefixes if prefix}
        generic = sum(1 for record in numbered if record.prefix in GENERIC_PREFIXES)
        return Forms(
            self.place, own, bool(numbered) and 2 * generic >= len(numbered), max(self.numbers, default=0), stems
        )

    def _find(self) -> list[Citation] | None:
        listed = git(self.root, "ls-files", "-z")
        if listed is None:
            return None
        needles = [word for needle in self.forms.needles() for word in ("-e", needle)]
        # Lines are not printed: one of them may be a megabyte long.
        options = ("-z", "-l", "-I", "-i", "-F", "--no-color", "--no-recurse-submodules", "--full-name")
        hits = git(self.root, "grep", *options, *needles, "--") or b""
        paths = [path for path in map(os.fsdecode, hits.split(b"\0")) if path and self._is_read(path)]
        if not paths:
            return []
        self.around = Around(self.place, map(os.fsdecode, filter(None, listed.split(b"\0"))))
        found: list[Citation] = []
        for path in paths:
            found += self._in_file(path)
        made = self._made_by_attribute({citation.path for citation in found})
        return [citation for citation in found if citation.path not in made]

    def _is_read(self, path: str) -> bool:
        """Whether people wrote a file in this project: of the log's own files, only the records."""
        low = path.lower()
        if self.below(path) is not None:
            return self.below(path) in self.log.files
        return not low.endswith(MADE_ENDS) and MADE_FOLDERS.isdisjoint(low.split("/")[:-1])

    def below(self, path: str) -> str | None:
        """A path of the project as one below the log; None where it is outside."""
        if not self.place:
            return path if path in self.log.files else None
        return path[len(self.place) + 1 :] if under(path, self.place) and path != self.place else None

    def _made_by_attribute(self, paths: set[str]) -> set[str]:
        """Files that .gitattributes says are generated, another's, or not to be looked at."""
        data = b"\0".join(map(os.fsencode, sorted(paths)))
        out = git(self.root, "check-attr", "-z", "--stdin", *GIT_ATTRIBUTES, data=data) if paths else b""
        parts = (out or b"").decode("utf-8", "surrogateescape").split("\0")
        triples = zip(parts[::3], parts[1::3], parts[2::3])
        return {path for path, name, value in triples if value in GIT_ATTRIBUTES.get(name, ())}

    def _in_file(self, path: str) -> list[Citation]:
        try:
            text = decode(read_bytes(os.path.join(self.root, path), LARGEST_CITING))[0]
        except OSError:
            return []
        own = self.log.files.get(self.below(path) or "")
        found: dict[tuple[int, str], Citation] = {}
        line, at = 1, 0
        for said in sorted(self.forms.said(text), key=lambda said: said.at):
            citation = self._of_number(path, said, own) if said.digits else self._of_path(path, said, own)
            if citation is None:
                continue
            line, at = line + text.count("\n", at, said.at), said.at
            citation.line, citation.ignored = line, said.ignored
            start = text.rfind("\n", 0, said.at) + 1
            citation.text = text[start : start + 400].partition("\n")[0]
            # A link names the record twice: by its words and by its target. The target says more.
            key = (line, " ".join(citation.files) or citation.hint or citation.words)
            if key not in found or not said.digits:
                found[key] = citation
        return list(found.values())

    def _of_number(self, path: str, said: Naming, own: Record | None) -> Citation | None:
        number = int(said.digits)
        named = [record for record in self.numbers.get(number, []) if record is not own and _is_called(record, said)]
        if not self.around.of_the_log(path, number, bool(named)) or (own and own.number == number):
            return None
        if named:
            return Citation(path, said.words, [record.file for record in named])
        if not said.sure or (own and _says_so_itself(own, said.digits)):
            return None
        return self._dead(path, said, number)

    def _of_path(self, path: str, said: Naming, own: Record | None) -> Citation | None:
        below, whole = self._place_in_log(path, said.words)
        files = self._files_at(below) if below else []
        if files:
            others = [file for file in files if own is None or file != own.file]
            return Citation(path, said.words, others) if others else None
        if not below or own or os.path.lexists(os.path.join(self.log.folder, below)):
            return None  # links of records are the matter of broken-link
        return self._missing(path, said, below, whole)

    def _missing(self, path: str, said: Naming, below: str, whole: bool) -> Citation | None:
        """A path into the log that is not there: a record's shortened name, a dead one, or no record's."""
        if not self.around.is_nearest(path, or_one_of_them=whole):
            return None  # what stands in a copy of another project, or near another log, counts from there
        name = below.rpartition("/")[2]
        is_file = name.lower().endswith(RECORD_SUFFIXES)
        stem = name.rpartition(".")[0] if is_file else name
        number = name_facts(stem)[0] if by_name(stem + ".md") == 2 else None
        same = self.numbers.get(number, []) if number is not None else []
        if is_file:
            if not (said.sure and by_name(name) and (number is not None or (whole and not ANY_NAME.search(stem)))):
                return None
            slug = stem.lstrip("0123456789-_")
            moved = [file for file in self.log.files if slug and file.rpartition(".")[0].endswith("-" + slug)]
            return self._dead(path, said, number, below, (moved or [record.file for record in same] or [""])[0])
        if number is None or "." in name:
            return None
        if same:
            return Citation(path, said.words, [record.file for record in same])
        padded = name[0] == "0" and len(name) >= 3
        return self._dead(path, said, number, below) if said.sure and (padded or not name.isdecimal()) else None

    def _dead(self, path: str, said: Naming, number: int | None, below: str = "", hint: str = "") -> Citation:
        citation = Citation(path, said.words[:200], [])
        citation.dead, citation.number, citation.below, citation.hint = True, number, below, hint
        return citation

    def _files_at(self, below: str) -> list[str]:
        if below in self.log.files:
            return [below]
        if below.isdecimal():
            return [record.file for record in self.numbers.get(int(below), [])]
        return [file for file in (below + suffix for suffix in RECORD_SUFFIXES) if file in self.log.files]

    def _place_in_log(self, path: str, words: str) -> tuple[str, bool]:
        """(path below the log that a path in a file means, whether it says all of the log's path); ("", False) for none."""
        target = unquoted(words)
        if "/" not in target:  # the name of a wanted record's file
            return (target, False) if self.around.is_nearest(path) else ("", False)
        if not target.startswith("."):
            inside = self.below(posixpath.normpath(target.lstrip("/")))
            if inside is not None:
                return inside, True
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        inside = None if target.startswith("/") else self.below(beside)
        if inside is not None:
            return inside, True
        if beside in self.around.files or target in self.around.files or not self.around.is_nearest(path):
            return "", False
        # The end of the log's path, as in `adr/0007-x.md`; with anything else before it, it is another log's.
        parts = [part for part in target.split("/") if part not in ("", ".", "..")]
        home = self.place.split("/")
        for size in range(min(len(home), len(parts) - 1), 0, -1):
            if parts[:size] == home[-size:]:
                return "/".join(parts[size:]), False
        return "", False


def unquoted(words: str) -> str:
    """A path without the signs that stand for others in addresses."""
    if "%" not in words:
        return words
    from urllib.parse import unquote

    return unquote(words).replace("\0", "")


def _is_called(record: Record, said: Naming) -> bool:
    """Whether a record goes by the prefix that a text gives its number."""
    own = {as_prefix(record.prefix), as_prefix(record.title_prefix)}
    return said.prefix in own or said.prefix in GENERIC_PREFIXES or all(prefix in GENERIC_PREFIXES for prefix in own)


def _says_so_itself(record: Record, digits: str) -> bool:
    """Whether a record names a missing successor in its status, which is the matter of no-successor."""
    return any(kind == "number" and target.endswith(" " + digits) for kind, target in record.by_refs)


def in_force_instead(log: Log, record: Record) -> list[Record]:
    """The records in force that took the place of a superseded one, over any number of steps."""
    found: list[Record] = []
    seen, todo = {record.file}, list(record.superseded_by)
    while todo:
        file = todo.pop(0)
        if file in seen:
            continue
        seen.add(file)
        other = log.files[file]
        if is_in_force(other):
            found.append(other)
        todo += other.superseded_by if other.status == "superseded" else []
    return found


def is_history(path: str) -> bool:
    """Whether a file tells what was, so that nothing in it goes out of date."""
    return path.rpartition("/")[2].lower().startswith(HISTORIES)
