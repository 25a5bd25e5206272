"""The tables of reStructuredText as those of Markdown, on the same lines.

Their markup: https://docutils.sourceforge.io/docs/ref/rst/directives.html#table
"""

from __future__ import annotations

import re

from .pattern import Pattern

# The directive, its options, and the lines below it that stand further in.
DIRECTIVE_TABLE = Pattern(
    r"\n([ \t]*)\.\. (list-table|csv-table)::[^\n]*((?:\n(?:\1[ \t][^\n]*|[ \t]*(?=\n)))+)", re.IGNORECASE
)
TABLE_OPTION = Pattern(r"[ \t]*:([a-z-]{1,20}):[ \t]*(?![ \t])(.*)")
TABLE_ITEM = Pattern(r"[ \t]*(?:\*[ \t]+(?=-))?-(?:[ \t]+(.*)|$)")
ROW_ITEM = Pattern(r"[ \t]*\*[ \t]+-")
QUOTED_CELL = Pattern(r'[ \t]*(?:"((?:[^"]|"")*)"|([^,]*))[ \t]*(?:,|$)')
# A table between lines of equal signs, which say where its columns are; and one that is drawn.
MOST_COLUMNS = 100  # what has more is no table: each row would cost as much as all columns together
SIMPLE_TABLE = Pattern(
    rf"\n[ \t]*(=+(?:[ ]{{1,40}}=+){{1,{MOST_COLUMNS - 1}}})[ \t]*\n(?:[^\n]*\n){{1,60}}?[ \t]*\1[ \t]*(?=\n[ \t]*(?:\n|\Z)|\Z)"
)
DRAWN_RULE = Pattern(r"\n[ \t]*\+([-=])[-=+]{2,400}\+[ \t]*(?=\n)")
GRID_ROW = Pattern(r"\n[ \t]*(?=\|[^\n|]*\|)")


def tables_with_bars(text: str) -> str:
    """`text` with each table that a directive, equal signs or a drawing makes as one of bars; as many lines as before."""
    if "-table::" in text:
        text = DIRECTIVE_TABLE.sub(_of_directive, text)
    if "= =" in text or "=  " in text:
        text = SIMPLE_TABLE.sub(_of_columns, text)
    if "+-" in text:
        text = DRAWN_RULE.sub(lambda m: "\n|---|---|" if m.group(1) == "=" else "\n", text)
    return GRID_ROW.sub("\n", text)


def _bar_row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _of_directive(m: re.Match[str]) -> str:
    """A head is put one line up, where a blank line is, and its own line becomes the rule below it."""
    lines = m.group(3).split("\n")
    out = [""] * len(lines)
    options: dict[str, str] = {}
    rows: list[tuple[int, list[str]]] = []
    for n, line in enumerate(lines):
        option = TABLE_OPTION.fullmatch(line) if not rows else None
        if option:
            options[option.group(1)] = option.group(2)
        elif m.group(2).lower() == "csv-table":
            if line.strip():
                rows.append((n, _quoted_cells(line)))
        elif ROW_ITEM.match(line) or (rows and TABLE_ITEM.match(line)):
            item = TABLE_ITEM.match(line)
            if ROW_ITEM.match(line):
                rows.append((n, []))
            rows[-1][1].append((item.group(1) or "").strip() if item else "")
        elif rows and line.strip():
            rows[-1][1][-1] = f"{rows[-1][1][-1]} {line.strip()}".strip()
    for n, cells in rows:
        out[n] = _bar_row(cells)
    heads = rows[0][0] if rows else 0
    if "header" in options and heads > 1:
        out[heads - 2], out[heads - 1] = _bar_row(_quoted_cells(options["header"])), "|---|---|"
    elif options.get("header-rows", "0") not in ("", "0") and heads:
        out[heads - 1], out[heads] = out[heads], "|---|---|"
    return "\n" + "\n".join(out)


def _quoted_cells(line: str) -> list[str]:
    """The cells of a line of a csv-table."""
    found, at, line = [], 0, line.strip()
    while at < len(line):
        cell = QUOTED_CELL.match(line, at)
        if not cell:
            break
        found.append((cell.group(1) or cell.group(2) or "").replace('""', '"').strip())
        at = cell.end()
    return found


def _of_columns(m: re.Match[str]) -> str:
    """A table whose columns begin where the equal signs of its first line do; its second such line is below its head."""
    whole = m.group().split("\n")
    edges = [part.start() for part in re.finditer("=+", whole[1])]
    out = [""]
    for line in whole[2:-1]:
        if re.fullmatch(r"[ \t]*=[= \t]+", line):
            out.append("|---|---|")
        elif re.fullmatch(r"[ \t]*-[- \t]*", line) or not line.strip():
            out.append("")
        else:
            out.append(_bar_row([line[a:b].strip() for a, b in zip(edges, [*edges[1:], None])]))
    return "\n".join(["", *out, ""])


def columns_kept(text: str) -> str:
    """`text` with its drawn and simple tables as wide as what was written into them needs: else they are none."""
    if "+-" in text:
        text = DRAWN_TABLE.sub(_redrawn, text)
    return SIMPLE_TABLE.sub(_rewidened, text) if "= =" in text or "=  " in text else text


DRAWN_TABLE = Pattern(r"(?:(?<=\n)|\A)([ \t]*)\+-[-+]{1,400}\+[ \t]*\n(?:\1[+|][^\n]*(?:\n|\Z)){2,200}")


def _redrawn(m: re.Match[str]) -> str:
    lead, lines = m.group(1), [line.strip() for line in m.group().rstrip("\n").split("\n")]
    edges = [at for at, mark in enumerate(lines[0]) if mark == "+"]
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines if line[0] == "|"]
    whole = all([at for at, mark in enumerate(line) if mark == "+"] == edges for line in lines if line[0] == "+")
    fits = all(len(line) > edges[-1] and all(line[at] in "|+" for at in edges) for line in lines)
    if fits or not whole or any(len(row) != len(edges) - 1 for row in rows):
        return m.group()
    old = [b - a - 3 for a, b in zip(edges, edges[1:])]  # noqa: RUF007 - Python 3.9
    widths = [max(width, *(len(row[n]) for row in rows)) for n, width in enumerate(old)]
    out, rest = [], iter(rows)
    for line in lines:
        mark = line[1] if line[0] == "+" else ""
        cells = (
            [mark * (width + 2) for width in widths] if mark else [f" {c:<{w}} " for c, w in zip(next(rest), widths)]
        )
        edge = "+" if mark else "|"
        out.append(lead + edge + edge.join(cells) + edge)
    return "\n".join(out) + "\n" * m.group().endswith("\n")


def _rewidened(m: re.Match[str]) -> str:
    lines = m.group().split("\n")[1:]
    starts = [part.start() for part in re.finditer("=+", lines[0])]
    rows = [n for n, line in enumerate(lines) if line.strip() and not re.fullmatch(r"[ \t]*[=-][=\- \t]*", line)]
    fits = all(lines[n][at - 1 : at].strip() == "" for n in rows for at in starts[1:])
    cells = {n: re.split(r"[ ]{2,}", lines[n].strip()) for n in rows}
    if fits or any(len(row) != len(starts) for row in cells.values()):
        return m.group()
    lead = " " * starts[0]
    widths = [max(len(part), *(len(row[n]) for row in cells.values())) for n, part in enumerate(lines[0].split())]
    for n, line in enumerate(lines):
        if n in cells:
            lines[n] = (lead + "  ".join(f"{cell:<{width}}" for cell, width in zip(cells[n], widths))).rstrip()
        elif line.strip():
            lines[n] = lead + "  ".join(line.strip()[0] * width for width in widths)
    return "\n" + "\n".join(lines)
