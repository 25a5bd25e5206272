"""`toc`: the records as a Markdown list."""

from __future__ import annotations

from ..faults import Fault
from ..log.graph import heading_of
from ..log.log import Log
from ..log.messages import out
from ..text.files import decode, read_bytes
from ..text.markup import cell, url


class TocCall:
    """What `toc` was called with."""

    dir: str
    prefix: str
    intro: str | None
    outro: str | None


def cmd_toc(call: TocCall) -> int:
    intro, outro = _text_of(call.intro), _text_of(call.outro)
    log = Log(call.dir)
    out("# Architecture Decision Records\n\n" + (f"{intro}\n" if intro else ""))
    for record in log.records:
        title = heading_of(log, record).replace("[", "\\[").replace("]", "\\]")
        out(f"* [{cell(title)}]({call.prefix}{url(record.file)})\n")
    out(f"\n{outro}" if outro else "")
    return 0


def _text_of(name: str | None) -> str:
    """The text of a file that was named, with a line end at its end; "" where none was."""
    if not name:
        return ""
    try:
        text = decode(read_bytes(name))[0]
    except OSError as error:
        raise Fault(f"{name}: {error.strerror or error}") from None
    return text if text.endswith("\n") or not text else text + "\n"
