"""Front matter: YAML as decision records use it, a mapping of scalars and of lists of scalars; TOML likewise.

Lines that are anything else are passed over, so that a slip in one key leaves the others readable.
"""

from __future__ import annotations

import re

from .pattern import Pattern


def front_matter(text: str) -> tuple[int, int, int]:
    """(start, end, body): offsets of the lines between the fences and of what follows; zeros without any.

    `---` opens and `---` or `...` closes YAML; `+++` opens and closes TOML. A byte order mark may lead.
    """
    at = 1 if text[:1] == "\ufeff" else 0
    fence = text[at : at + 3]
    if fence not in ("---", "+++"):
        return 0, 0, 0
    start = text.find("\n", at) + 1
    if not start or text[at + 3 : start].strip():
        return 0, 0, 0
    end = r"---|\.\.\." if fence == "---" else r"\+\+\+"
    found = re.compile(rf"(?<=\n)(?:{end})[ \t]*(?:\r?\n|\Z)").search(text, start)
    return (start, found.start(), found.end()) if found else (0, 0, 0)


KEY = Pattern(
    r"""(?:"([^"\n]{1,80})"|'([^'\n]{1,80})'|([^\s#:'"{}\[\],&*!|>%@`-][^\n:#]{0,80}?))[ \t]*:(?:[ \t]+|$)(.*)"""
)
TOML_KEY = Pattern(r"""["']?([\w.-]+)["']?[ \t]*=[ \t]*(.*)""")
ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
    "e": "\x1b",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


def unquote(value: str) -> str | None:
    """The text of a quoted YAML scalar; None where its closing quote is missing or not at the end."""
    if value[0] == "'":
        m = re.fullmatch(r"'((?:[^']|'')*)'[ \t]*(?:[ \t]#.*)?", value)
        return m.group(1).replace("''", "'") if m else None
    m = re.fullmatch(r'"((?:[^"\\]|\\.)*)"[ \t]*(?:[ \t]#.*)?', value, re.S)
    if not m:
        return None

    def escape(e: re.Match[str]) -> str:
        code = e.group(1)
        if len(code) > 1:
            number = int(code[1:], 16)
            return "\ufffd" if 0xD800 <= number < 0xE000 else chr(number) if number < 0x110000 else e.group()
        return ESCAPES.get(code, code)

    return re.sub(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", escape, m.group(1))


YAML_WHITE = " \t\r"  # not every space of Unicode is one of YAML's


def scalar(value: str) -> str:
    """The text of a one-line YAML scalar: unquoted, without its comment."""
    value = value.strip(YAML_WHITE)
    if value[:1] in ("'", '"'):
        text = unquote(value)
        return value.strip("'\"") if text is None else text
    if value[:1] == "#":
        return ""
    cut = value.find(" #")
    return value[:cut].rstrip() if cut >= 0 else value


FLOW_ITEM = Pattern(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?!['"])[^,\[\]{}]+""")


def flow_items(value: str) -> list[str] | None:
    """The items of `[a, "b, c", d]`; None where it is not a flat list."""
    if value[:1] != "[":
        return None
    items, at = [], _behind_white(value, 1)
    while at < len(value) and value[at] != "]":
        item = FLOW_ITEM.match(value, at)
        if not item:
            return None
        said = item.group()
        items.append((unquote(said) or "") if said[0] in "'\"" else said.strip(YAML_WHITE))
        at = _behind_white(value, item.end())
        if value[at : at + 1] == ",":
            at = _behind_white(value, at + 1)
        elif value[at : at + 1] != "]":
            return None
    return items if at < len(value) and not value[at + 1 :].split(" #")[0].strip(YAML_WHITE) else None


def _behind_white(value: str, at: int) -> int:
    while value[at : at + 1] in (" ", "\t", "\r"):
        at += 1
    return at


def yaml_values(block: str) -> dict[str, str | list[str]]:
    """The top level of front matter: every key with its text, or with its list of texts.

    Keys whose value is a mapping, or is not understood, are missing; the last of equal keys wins.
    """
    values: dict[str, str | list[str]] = {}
    lines = block.split("\n")
    at, count = 0, len(lines)
    while at < count:
        line = lines[at]
        at += 1
        if not line or line[0] in " \t#-":
            continue
        m = KEY.match(line)
        if not m:
            continue
        key, value = m.group(1) or m.group(2) or m.group(3), m.group(4).strip(YAML_WHITE)
        more = []  # the lines that belong to this key: indented, or list items
        while at < count and (lines[at][:1] in (" ", "\t", "-") or not lines[at].strip(YAML_WHITE)):
            more.append(lines[at])
            at += 1
        while more and not more[-1].strip(YAML_WHITE):
            more.pop()
        if value[:1] == "#":
            value = ""
        if not more and value[:1] not in ("[", "{", "|", ">", "&", "*", "!"):
            values[key] = scalar(value)
        else:
            found = _yaml_value(value, more)
            if found is not None:
                values[key] = found
    return values


def nested_values(block: str) -> dict[tuple[str, str], str]:
    """The scalars of mappings in front matter, one level down: {(key, inner key): text}; of a list of mappings each."""
    found: dict[tuple[str, str], str] = {}
    outer = ""
    for line in block.split("\n"):
        m = KEY.match(line.lstrip(" \t-"))
        if not m or line[:1] == "#":
            continue
        key, value = m.group(1) or m.group(2) or m.group(3), m.group(4).strip(YAML_WHITE)
        if line[:1] in (" ", "\t", "-"):
            if outer and value[:1] not in ("[", "{", "|", ">", "&", "*", "!"):
                found.setdefault((outer, key), scalar(value) if value else "")
            continue
        outer = "" if value else key
        if value[:1] == "{" and value[-1:] == "}":
            for part in value[1:-1].split(","):
                inner, colon, text = part.partition(":")
                if colon:
                    found.setdefault((key, inner.strip(" \"'")), scalar(text))
    return found


FLOW_PAIR = Pattern(
    r"""(?<![^,{}\[\]])[ \t]*["']?([\w-]{1,80})["']?[ \t]*:[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,{}\[\]"'][^,{}\[\]]*)(?:,|$)"""
)


def listed_mappings(block: str) -> dict[str, list[dict[str, str]]]:
    """The lists of mappings in front matter: {key: the scalars of each}; what lies deeper is passed over."""
    found: dict[str, list[dict[str, str]]] = {}
    key, indent = "", -1
    for line in block.split("\n"):
        body = line.strip(YAML_WHITE)
        depth = len(line) - len(line.lstrip(" "))
        if not body or body[0] == "#":
            continue
        if not depth and body[:2] != "- ":
            m = KEY.match(body)
            key, indent = (m.group(1) or m.group(2) or m.group(3)) if m and not scalar(m.group(4)) else "", -1
        elif key and body[:2] == "- " and indent in (-1, depth):
            indent = depth
            found.setdefault(key, []).append(_pairs(body[2:].strip(YAML_WHITE)))
        elif 0 <= indent < depth:
            for name, text in _pairs(body).items():
                found[key][-1].setdefault(name, text)
    return {key: rows for key, rows in found.items() if any(rows)}


def _pairs(text: str) -> dict[str, str]:
    """The scalars of `key: value`, or of `{key: value, …}`."""
    if text[:1] == "{" and text[-1:] == "}":
        return {key: scalar(value) for key, value in FLOW_PAIR.findall(text[1:-1])}
    m = KEY.match(text)
    if not m or m.group(4)[:1] in ("", "[", "{", "|", ">", "&", "*", "!"):
        return {}
    return {m.group(1) or m.group(2) or m.group(3): scalar(m.group(4))}


def _yaml_value(value: str, more: list[str]) -> str | list[str] | None:
    """A YAML value that is more than a one-line scalar; None where it is not understood."""
    while value[:1] in ("&", "!"):
        value = value.partition(" ")[2].strip(YAML_WHITE)
    if value[:1] == "[":
        joined = " ".join([value, *(line.strip(YAML_WHITE) for line in more)])
        items = flow_items(joined)
        return items if items is not None else scalar(value) if not more else None
    if value[:1] == "{":
        inner = value.strip("{} \t") if not more else ""
        return value if inner and ":" not in inner else None
    if re.fullmatch(r"[|>][-+\d]*(?:[ \t]+#.*)?", value):
        indent = min((len(line) - len(line.lstrip()) for line in more if line.strip(YAML_WHITE)), default=0)
        text = "\n".join([line[indent:].rstrip("\r") for line in more])
        if value[0] == ">":  # lines that stand further in are kept as they are
            text = re.sub(r"(?m)^(\S.*)\n(\n*)(?=\S)", lambda m: m.group(1) + (m.group(2) or " "), text)
        return text + ("\n" if text and "-" not in value[:3] else "")
    items = [line.strip(YAML_WHITE) for line in more if line.strip(YAML_WHITE) and line.strip(YAML_WHITE)[0] != "#"]
    if not value and items and items[0][:1] == "-":
        if all(re.match(r"-(?:[ \t]+|$)", item) and not KEY.match(item[1:].strip(YAML_WHITE)) for item in items):
            return [scalar(item[1:]) for item in items]
        return None
    if value or (items and not KEY.match(items[0])):
        if value[:1] in ("'", '"'):
            return unquote(_folded(value, more))
        return scalar(" ".join([scalar(value), *items]).strip(YAML_WHITE))
    return "" if not items else None


def _folded(value: str, more: list[str]) -> str:
    """The lines of a quoted scalar as one: a line break is a space, a blank line a line break."""
    parts, breaks = [value.rstrip(YAML_WHITE)], 0
    for line in more:
        line = line.strip(YAML_WHITE)
        if not line:
            breaks += 1
            continue
        last = parts[-1]
        if value[0] == '"' and (len(last) - len(last.rstrip("\\"))) % 2:
            parts[-1] = last[:-1] + "\n" * breaks
        else:
            parts.append("\n" * breaks or " ")
        parts.append(line)
        breaks = 0
    return "".join(parts)


def toml_values(block: str) -> dict[str, str | list[str]]:
    values: dict[str, str | list[str]] = {}
    for line in block.split("\n"):
        m = TOML_KEY.match(line)
        if m:
            items = flow_items(m.group(2).strip())
            values[m.group(1)] = items if items is not None else scalar(m.group(2))
    return values


def yaml_text(value: str, quote: str = "") -> str:
    """`value` as a YAML scalar on one line: plain where YAML reads the same text back, else quoted."""
    safe = (
        re.fullmatch(r"[^\W_](?:[^\n:#]|:(?=[^\s])|(?<=\S)#)*", value)
        and not re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]|[:\s]$", value)
        and not re.fullmatch(
            r"(?i)null|true|false|yes|no|on|off|y|n|[\d.,:_+-]+(?:e[\d+-]+)?|0[xo][\da-f]+|\.inf|\.nan", value
        )
    ) or re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    if safe and not quote:
        return value
    if quote != '"' and re.search(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]", value) is None:
        return "'" + value.replace("'", "''") + "'" if quote == "'" or '"' in value or "\\" in value else f'"{value}"'
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]", lambda m: f"\\u{ord(m.group()):04x}", escaped) + '"'
