"""TODO."""

from __future__ import annotations

import os
import sys

from ..edit.change import Change
from ..edit.fill import fill
from ..edit.index import refresh
from ..edit.links import link_text, reference, state_link, state_successor
from ..edit.lock import Lock
from ..edit.new import BLANK_NYGARD, inferred, next_number
from ..edit.page import page_of
from ..edit.status import note_history
from ..edit.words import others_in
from ..faults import Fault, Misuse
from ..log.contract import BLANK
from ..log.git import author
from ..log.log import Draft, Log, one
from ..log.messages import from_here, out, say
from ..record.names import file_name
from ..record.read import read_record
from ..record.record import Record
from ..record.status import canonical
from ..text.dates import today
from ..text.files import decode, read_bytes


def cmd_new(args) -> int:
    log = Log(args.dir)
    title = " ".join(" ".join(args.title).split())
    if not title:
        raise Misuse("a record needs a title: adr.py new Use PostgreSQL for orders")
    contract = inferred(log)
    statuses = contract.get("statuses") or ["Proposed"]
    status = statuses[0]
    if args.status:
        fit = [s for s in statuses if s.casefold() == args.status.casefold()] or [
            s for s in statuses if canonical(s, log.words) == canonical(args.status, log.words)
        ]
        if not fit:
            raise Misuse(f"--status {args.status}: the style has {', '.join(statuses)}")
        status = fit[0]
    date = today()
    numbering = contract.get("numbering", "sequential")
    if args.number is not None and args.number < 0:
        raise Misuse(f"--number {args.number}: a number is 0 or more")
    if numbering == "tracker" and args.number is None:
        raise Misuse("this log takes its numbers from issues or pull requests: add --number N")
    links = [spec.split(":", 2) for spec in args.link]
    if any(len(spec) != 3 for spec in links):
        raise Misuse('-l takes TARGET:LABEL:REVERSE, such as -l "5:Amends:Amended by"')
    with Lock(args.dir):
        log = Log(args.dir)
        number = args.number if args.number is not None else None if numbering == "date" else next_number(log)
        if args.number is not None and any(r.number == number for r in log.records):
            taken = next(r.file for r in log.records if r.number == number)
            raise Fault(f"number {number} is that of {taken}; leave --number out for the next free one")
        name = file_name(contract, number=number, title=title, date=date)
        path = os.path.join(args.dir, name)
        if os.path.exists(path):
            raise Fault(f"{path}: is there already; choose another title")
        blank_path = os.path.join(args.dir, BLANK)
        template = decode(read_bytes(blank_path))[0] if os.path.exists(blank_path) else BLANK_NYGARD
        try:
            text = fill(template.lstrip("\ufeff"), contract, number=number, title=title, status=status, date=date)
        except Fault as fault:
            raise Fault(f"{blank_path}: {fault}") from None
        pages: dict[str, str | None] = {name: text}
        record = read_record(name, text, log.words)
        for what in args.supersede:
            old = one(log, what)
            pages[name] = state_link(
                page_of(log, name, pages),
                contract,
                "supersedes",
                "Supersedes",
                reference(contract, record, old),
            )
            page = page_of(log, old.file, pages)
            changed = state_successor(
                page, contract, reference(contract, old, record), others_in(log, old, "superseded"), date
            )
            shared = contract["record"].get("superseded_by") == contract["record"].get("status")
            after = read_record(old.file, changed, log.words)
            pages[old.file] = (
                note_history(
                    changed,
                    contract,
                    after.status_text if shared and after.status_text else "Superseded",
                    date,
                    author(args.dir),
                    log.words,
                )
                if old.status != "superseded"
                else changed
            )
        for what, label, reverse in links:
            target = one(log, what)
            pages[name] = link_text(page_of(log, name, pages), contract, label, record, target)
            pages[target.file] = link_text(page_of(log, target.file, pages), contract, reverse, target, record)
        change = Change()
        for file, content in pages.items():
            data = (content or "").encode() if file == name else page_of(log, file, pages).encoded()
            change.write(os.path.join(args.dir, *file.split("/")), data)
        hindrance = refresh(Draft(log, pages), change)
        change.commit()
    if hindrance:
        say(f"adr.py: the index was not refreshed: {hindrance}")
    out(from_here(path) + "\n")
    sys.stdout.flush()
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and sys.stdin.isatty() and sys.stdout.isatty():
        import shlex
        import subprocess

        try:
            subprocess.call([*shlex.split(editor, posix=os.name != "nt"), path])
        except (OSError, ValueError) as error:  # no such program; a quotation mark without its other half
            reason = getattr(error, "strerror", None) or error
            say(f"adr.py: {editor}: {reason}; the record is written, open it yourself")
    return 0
