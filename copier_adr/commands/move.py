"""TODO."""

from __future__ import annotations

import os
import re

from ..edit.change import Change
from ..edit.index import write_indexes
from ..edit.move import FORGE_FOLDERS, PATH_FILES, relinked
from ..faults import Fault, Misuse
from ..log.index import counted
from ..log.log import Log
from ..log.messages import out, say
from ..log.project import logs_around, project_files, under
from ..text.files import decode, read_bytes


def cmd_move(args) -> int:
    folder = os.path.realpath(args.dir)
    root, logs = logs_around(folder)
    if not root:
        raise Fault(
            f"{args.dir}: no .copier-answers.adr*.yml above it names this folder; move a log without one by `git mv`"
        )
    old = os.path.relpath(folder, root).replace(os.sep, "/")
    new = args.to.replace(os.sep, "/").rstrip("/")
    aim = os.path.join(root, new)
    parts = new.split("/")
    if not new or new[0] in "/~" or re.match(r"[A-Za-z]:", new) or not {"", ".", ".."}.isdisjoint(parts):
        raise Misuse(f"{args.to}: give a folder inside the project, from its root, such as docs/decisions")
    if under(new, old) or under(old, new):
        raise Misuse(f"{args.to}: one of the two folders lies in the other; move the log to a third folder first")
    nested = [log for log in logs if log != old and under(log, old)]
    if nested:
        raise Misuse(f"{old}: the log {nested[0]} lies in it; move that one out of it first")
    if os.path.lexists(aim) or not os.path.realpath(aim).startswith(os.path.realpath(root) + os.sep):
        raise Misuse(f"{args.to}: is there already, or leads out of the project; choose a folder that is not there yet")

    log = Log(folder)
    records = {f"{old}/{record.file}" for record in log.records}
    # The path as a path: not the end of a longer one, not the start of another name.
    said = re.compile(r"(?<![\w.-])(?<![\w.-]/)" + re.escape(old) + r"(?![\w-]|\.\w)")
    plan, still, links = {}, [], 0
    for file in project_files(root):
        path = os.path.join(root, file)
        if os.path.islink(path) or not os.path.isfile(path):
            continue
        inside = under(file, old)
        markdown = file.lower().endswith((".md", ".markdown", ".mdx"))
        data = read_bytes(path) if inside or os.path.getsize(path) < 1 << 20 else b""
        if not (inside and markdown) and old.encode() not in data and not markdown:
            continue
        text, encoding = decode(data)
        changed = relinked(text, file, old, new, root) if markdown else text
        links += changed != text
        own = inside and file not in records and (markdown or file.endswith(".yml"))
        if own or file == logs[old] or file.startswith(FORGE_FOLDERS) or file in PATH_FILES:
            changed = said.sub(lambda _: new, changed)
        elif not inside and said.search(changed):
            still.append(file)
        if changed != text:
            plan[file] = changed.encode(encoding)
    change = Change()
    for file, data in plan.items():
        change.write(os.path.join(root, new + file[len(old) :] if under(file, old) else file), data)
    try:
        os.makedirs(os.path.dirname(aim), exist_ok=True)
        os.rename(folder, aim)
    except OSError as error:
        raise Fault(f"{old}: {error.strerror or error}; nothing was changed") from None
    try:
        change.commit()
    except BaseException:
        os.rename(aim, folder)
        raise
    above = os.path.dirname(folder)
    while above != root and not os.listdir(above):
        os.rmdir(above)
        above = os.path.dirname(above)
    out(f"{old} is now {new}: {counted(records)}; {len(plan)} files follow, in {links} of them links\n")
    try:
        write_indexes(aim)  # those of the other logs name this one
    except Fault as fault:
        say(f"adr.py: {fault}")
    if still:
        out(f"These files still say {old}; see whether they mean the log:\n" + "".join(f"  {name}\n" for name in still))
    out('Next: git add --all && git commit -m "Move the log of decisions"\n')
    return 0
