"""What a branch did to the log since it left its base, and what the base did since."""

from __future__ import annotations

import os
import re

from ..edit.renumber import mention, renumber_own, rewrite_links
from ..faults import Misuse
from ..log.contract import BASELINE, CONTRACT, read_contract
from ..log.find import likely_records, place_of, read_text
from ..log.force import undecided_words, was_decided
from ..log.git import author, blobs, git, tree_files, why_git_fails
from ..log.log import reads_as_record
from ..log.project import logs_around
from ..record.read import parse, read_record
from ..record.record import Record
from ..record.vocabulary import vocabulary
from ..text.files import decode, read_bytes
from ..text.pattern import Pattern
from .entries import entries, held
from .frozen import Frozen, frozen
from .moved import is_own_file, log_before, paired
from .names import Names
from .record import ignored_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..log.log import Log
    from ..vocabulary.words import Contract
    from .entries import Key

NO_ADR = Pattern(r"^[ \t*-]{0,8}No-ADR:[^\w\n]{0,20}(\w[^\n]{0,500})", re.I | re.M)


class Before:
    """A record as it was where the branch left the base.

    Attributes:
        file, text, record, encoding: as they were.
        after: the record as it is, maybe under another name; None where it is gone.
    """

    def __init__(self, file: str, text: str, record: Record, encoding: str) -> None:
        self.file, self.text, self.record, self.encoding = file, text, record, encoding
        self.after: Record | None = None


class Base:
    """A log beside what it was.

    Attributes:
        ref: the base as it was named.
        there, before: {file: blob} on the base now, and where the branch left it.
        now: {file: record} of the log.
        contract: what adr.json said where the branch left; None where there was none.
        words: the vocabulary of that contract.
        undecided: statuses of that contract that stand for what is not decided yet.
        changed: records of `before` that the branch changed or removed, as they were.
    """

    def __init__(self, log: Log, ref: str) -> None:
        self.ref, self.folder, self.log = ref, log.folder, log
        _demand(log.folder, ref)
        self.there = log_before(log.folder, ref)
        self.fork = _fork_point(log.folder, ref)
        self.before = log_before(log.folder, self.fork)
        self.now = {record.file: record for record in log.records}
        self.contract = self._contract()
        self.words = vocabulary(self.contract) if self.contract else log.words
        self.undecided = undecided_words((self.contract or {}).get("statuses") or [], self.words)
        self.changed = self._changed()
        self.names = self._names()
        self._follow()

    def data(self, file: str) -> bytes | None:
        """A file of the log where the branch left the base; None where there was none."""
        return blobs(self.folder, [self.before[file]])[0] if file in self.before else None

    def _contract(self) -> Contract | None:
        try:
            return read_contract(self.data(CONTRACT) or b"")
        except (ValueError, RecursionError):
            return None

    def _changed(self) -> list[Before]:
        sure = likely_records(self.before)
        files = [
            file
            for file in sure
            if not is_own_file(self.folder, file) or _differs(self.folder, file, self.before[file])
        ]
        changed = []
        for file, data in zip(files, blobs(self.folder, [self.before[file] for file in files])):
            text, encoding = decode(data)
            row = parse(file, text, self.words)
            if reads_as_record(row, sure[file]):
                changed.append(Before(file, text, Record(row), encoding))
        return changed

    def _names(self) -> Names:
        changed = {before.file for before in self.changed}
        kept = [record for record in self.now.values() if record.file in self.before and record.file not in changed]
        labels = {self.words.key(label) for record in kept for label, _ in record.links}
        # Those who wrote here before: a branch gives its own commits any author's name.
        people = (git(self.folder, "log", "-n", "1000", "--format=%an", self.fork) or b"").decode("utf-8", "replace")
        old = [record for record in self.now.values() if record.file in self.before]
        new = [record for record in self.now.values() if record.file not in self.before]
        records = [*old, *[before.record for before in self.changed]]
        return Names(records, labels, [*people.splitlines(), author(self.folder)], new)

    def _follow(self) -> None:
        """Find what each record has become: by its name, else by its text among what the branch brought."""
        gone = {}
        for before in self.changed:
            if is_own_file(self.folder, before.file):
                text = read_text(self.folder, before.file)
                before.after = self.now.get(before.file) or read_record(before.file, text, self.log.words)
            else:
                gone[before.file] = before
        new = [file for file in self.now if file not in self.before] if gone else []
        pairs = paired(
            {file: self.frozen(before.text, file) for file, before in gone.items()},
            {file: self.frozen(read_text(self.folder, file), file) for file in new},
        )
        for file, other in pairs.items():
            gone[file].after = self.now[other]

    def frozen(self, text: str, file: str) -> Frozen:
        return frozen(text, file, self.words, self.names)

    def change(self, before: Before, after: Record) -> int | None:
        """The line on which the text of a record says something else than it did; None where it does not.

        A text may be as `renumber` leaves it where other records, or it itself, have other names now. In UTF-16 it is
        another: no forge shows what such a file says, nor what of it changes.
        """
        now, encoding = decode(read_bytes(place_of(self.folder, after.file)))
        if encoding.startswith("utf-16") and encoding != before.encoding:
            return 1
        new = self.frozen(now, after.file)
        line: int | None = None
        for was in dict.fromkeys(self._as_renumbered(before)):
            line = self.frozen(was, before.file).change(new)
            if line is None:
                return None
        return line

    def _as_renumbered(self, before: Before) -> list[str]:
        """The text as it was; with links that follow what was renamed; and with its mentions of numbers too."""
        linked, mentioned = before.text, ""
        renamed = [one for one in self.changed if one.after and one.after.file != one.file]
        for one in renamed:
            if one.after and one.file.rpartition("/")[2].rpartition(".")[0] in linked:
                numbers = (one.record.number or 0, one.after.number or 0)
                linked = rewrite_links(linked, before.file, one.file, one.after.file, *numbers)
        if before.after and before.record.number != before.after.number:
            own = (before.record.number or 0, before.after.number or 0)
            linked = renumber_own(linked, before.file, *own, self.words)
        mentioned = linked
        for one in renamed:
            number = one.after.number if one.after else None
            if number is not None and one.record.number not in (None, number) and str(one.record.number) in mentioned:
                mentioned = _mentioning(mentioned, one.record, number)
        return [before.text, linked, mentioned]

    def decided_since(self) -> Iterator[tuple[Before, str, int]]:
        """(record, its status on the base now, line) of those that were decided there since this branch left, and whose
        text this branch changes: it was free to do so when it left, and is not any more."""
        moved = [
            before
            for before in self.changed
            if self.there.get(before.file, self.before[before.file]) != self.before[before.file]
            and not was_decided(before.record.status, self.undecided)
        ]
        for before, data in zip(moved, blobs(self.folder, [self.there[before.file] for before in moved])):
            status = read_record(before.file, decode(data)[0], self.words).status
            if was_decided(status, self.undecided) and before.after:
                line = self.change(before, before.after)
                if line is not None:
                    yield before, str(status), line

    def ignores(self, file: str) -> set[str]:
        """The rules that a record ignored already where the branch left the base. `file` is its name then or now."""
        for before in self.changed:
            if file == before.file or (before.after and file == before.after.file):
                return ignored_rules(before.text)
        return ignored_rules(decode(self.data(file) or b"")[0])

    def baseline(self) -> set[Key] | None:
        """The faults that the baseline holds where the branch left, and on the base now; None where it had no log of the pack.

        What an entry says of a number holds for the file that had it then, and for the one that has it now.
        """
        if CONTRACT not in self.before:
            return None
        found: set[Key] = set()
        for files in (self.before, self.there):
            if BASELINE not in files:
                continue
            try:
                kept = entries(blobs(self.folder, [files[BASELINE]])[0])
            except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
                continue
            found |= held(kept, self.now) | held(kept, likely_records(files))
        return found

    @property
    def rules(self) -> dict[str, Any]:
        """The project's rules as they were where the branch left the base; as they are where there were none."""
        rules: dict[str, Any] = (self.contract or self.log.contract)["rules"]
        return rules

    def reason_for_no_record(self) -> str:
        """What a commit of the branch says of why it brings no record, after `No-ADR:`; "" where none does.

        Any line counts, not only a trailer: where commits are squashed, it ends up in the middle of a message.
        """
        messages = git(self.folder, "log", "--format=%B", f"{self.fork}..HEAD", "--") or b""
        m = NO_ADR.search(messages.decode("utf-8", "replace"))
        return m.group(1).strip() if m else ""

    def answers(self) -> tuple[str, str, str]:
        """(path of the log's answers file, its text, what it was on the base); empty where there is none."""
        root, logs = logs_around(self.folder)
        here = os.path.realpath(self.folder)
        name = next((name for log, name in logs.items() if os.path.realpath(os.path.join(root, log)) == here), "")
        data = git(root, "show", f"{self.fork}:./{name}") if name else None
        if data is None:
            return "", "", ""
        return os.path.join(root, name), decode(read_bytes(os.path.join(root, name)))[0], decode(data)[0]


def _mentioning(text: str, record: Record, number: int) -> str:
    return mention(record).sub(lambda m: m.group(1) + str(number).zfill(len(m.group(2))), text)


def _demand(folder: str, ref: str) -> None:
    """Misuse where git does not know the base."""
    if tree_files(folder, ref) is not None:
        return
    reason = why_git_fails(folder)
    if not reason:
        branch = ref.rpartition("/")[2]
        reason = f"git knows no such commit here; fetch it (`git fetch origin {branch}`) with its history"
    raise Misuse(f"--base {ref}: {reason}")


def _fork_point(folder: str, ref: str) -> str:
    """The commit where the branch left the base."""
    left = git(folder, "merge-base", ref, "HEAD")
    if left is None:
        raise Misuse(
            f"--base {ref}: git cannot tell where this branch left it; fetch the whole history (fetch-depth: 0)"
        )
    return left.decode().strip()


def _differs(folder: str, path: str, blob: str) -> bool:
    """Whether a file is another than the blob; line ends as git may turn them do not count."""
    import hashlib

    data = read_bytes(place_of(folder, path))
    for content in (data, data.replace(b"\r\n", b"\n")):
        head = f"blob {len(content)}\0".encode()
        if (hashlib.sha256 if len(blob) == 64 else hashlib.sha1)(head + content).hexdigest() == blob:
            return False
    return True
