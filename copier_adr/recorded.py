"""What Copier recorded in an answers file, read without a reader of YAML, and so that nobody reads it otherwise.

Copier writes one key a line, at its margin, each once: https://yaml.org/spec/1.2.2/. YAML has other ways to state a
key: again, of which the last counts; with escapes; on the line of another. A line that may be such a way is odd.
"""

from __future__ import annotations

import re

# YAML's older line breaks are some too; its readers differ there, and here none hides a key.
ANY_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
PLAIN_KEY = re.compile(r"([A-Za-z_]\w*):(?:[ \t](.*))?", re.ASCII)


class Recorded:
    """What an answers file says.

    Attributes:
        values: key -> its value as it is written, with all its lines.
        lines: key -> its line, from 1.
        odd: line -> the text of a line that Copier would not write.
    """

    __slots__ = ("lines", "odd", "values")

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        self.odd: dict[int, str] = {}

    def plain(self, key: str) -> str:
        """A value without its quotation marks; "" where there is none."""
        value = self.values.get(key, "")
        return value[1:-1] if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0] else value


def read_recorded(text: str) -> Recorded:
    """What an answers file says."""
    found = Recorded()
    rows: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(ANY_BREAK.split(text[text.startswith("\ufeff") :]), 1):
        m = PLAIN_KEY.fullmatch(line)
        if not line.strip() or line[0] == "#":
            continue
        if m and m.group(1) not in rows:
            key = m.group(1)
            rows[key], found.lines[key] = [(m.group(2) or "").strip()], number
        elif key and (line[0] == " " or line == "-" or line[:2] == "- "):
            rows[key].append(line.rstrip())
        else:
            found.odd[number] = line.strip()[:100]
    found.values = {key: "\n".join(value) for key, value in rows.items()}
    return found
