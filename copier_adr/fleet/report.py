"""The report over all repositories: JSON, CSV, an Atom feed, and one HTML page that needs no network.

`collect` makes the data from what `status` saw; all else only reads that data. Titles, names and messages come
from anyone who can write to a repository, so each format escapes them in its own way.
"""

import base64
import csv
import hashlib
import html
import io
import json
import os
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from copier_adr.fleet import git

Data = dict[str, Any]

OPEN = ("proposed", "draft")
GROUPS = ("accepted", "open", "rejected", "deprecated", "superseded", "other")
"""What the chart tells apart; a project's own status words are `other`."""
STATES = ("current", "behind", "ahead", "missing", "other pack", "opted out", "empty", "failed")
FEED_ENTRIES = 200


def collect(entries: Iterable[Data], *, url: str, version: str) -> Data:
    """The report's data: one object per repository with its logs, records, faults and open proposals.

    `age` is in days on the day of the report (`SOURCE_DATE_EPOCH` where that is set), null without a date.
    """
    now = _now()
    repositories = [_repository(entry, now.date()) for entry in entries]
    return {
        "generated": now.isoformat(timespec="seconds"),
        "pack": {"url": url, "version": version},
        "repositories": repositories,
    }


def merge(parts: list[Data]) -> Data:
    """One report from those of several shards. A repository in two of them counts as the later one saw it."""
    parts = sorted(parts, key=lambda part: str(part.get("generated", "")))
    found = {repository["name"]: repository for part in parts for repository in part["repositories"]}
    return {**parts[-1], "repositories": [found[name] for name in sorted(found)]}


def write(data: Data, folder: Path, *, title: str, site: str | None) -> list[Path]:
    """Writes all files of the report; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "report.json": json.dumps(data, indent=1, ensure_ascii=False) + "\n",
        "decisions.csv": _csv(_decision_rows(data)),
        "repositories.csv": _csv(_repository_rows(data)),
        "decisions.atom": _atom(data, title, site),
        "index.html": page(data, title=title),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
    return [folder / name for name in texts]


def table(data: Data) -> str:
    """Where each repository stands, as aligned text."""
    rows = [("repository", "state", "version", "style", "records", "open", "oldest", "faults", "last")]
    for repository in data["repositories"]:
        found = _summary(repository)
        rows.append(
            (
                repository["name"],
                repository["state"],
                repository["version"],
                _styles(repository),
                str(found["records"]),
                str(found["open"]),
                "" if found["oldest"] is None else f"{found['oldest']} d",
                str(found["faults"]),
                found["last"] or "",
            )
        )
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join("".join(c if c.isprintable() else "?" for c in line) for line in lines)


# Data


def _now() -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)


def _repository(entry: Data, today: date) -> Data:
    state = entry.get("action", "")
    if entry["outcome"] == "failed":
        state = "failed"
    elif entry["outcome"] == "skipped":
        state = "empty" if entry["why"].startswith("empty") else "opted out"
    return {
        "name": entry["name"],
        "web": git.web(entry.get("url", "")),
        "outcome": entry["outcome"],
        "state": state,
        "why": entry.get("why", ""),
        "version": entry.get("version", ""),
        "branch": entry.get("branch", ""),
        "logs": [_log(log, today) for log in entry.get("logs", ())],
    }


def _log(log: Data, today: date) -> Data:
    records = log.get("records", [])
    opened = [
        {
            "file": record["file"],
            "number": record.get("number"),
            "title": record.get("title"),
            "date": record.get("date"),
            "age": _age(record.get("date"), today),
        }
        for record in records
        if record.get("status") in OPEN
    ]
    return {
        "path": log["path"],
        "style": log["style"],
        "version": log["version"],
        "error": log.get("error"),
        "records": records,
        "by_status": dict(Counter(record.get("status") or "unstated" for record in records).most_common()),
        "faults": log.get("faults", []),
        "open": sorted(opened, key=lambda proposal: -(proposal["age"] or 0)),
        "last": max((record["date"] for record in records if record.get("date")), default=None),
    }


def _age(day: Any, today: date) -> int | None:
    try:
        return (today - date.fromisoformat(day)).days
    except (TypeError, ValueError):
        return None


def _summary(repository: Data) -> Data:
    """A repository's numbers over all its logs."""
    logs = repository["logs"]
    ages = [proposal["age"] for log in logs for proposal in log["open"]]
    return {
        "records": sum(len(log["records"]) for log in logs),
        "open": len(ages),
        "oldest": max((age for age in ages if age is not None), default=None),
        "faults": sum(len(log["faults"]) for log in logs),
        "last": max((log["last"] for log in logs if log["last"]), default=None),
    }


def _styles(repository: Data) -> str:
    return ", ".join(dict.fromkeys(log["style"] for log in repository["logs"] if log["style"]))


def _decisions(data: Data) -> Iterator[tuple[Data, Data, Data]]:
    for repository in data["repositories"]:
        for log in repository["logs"]:
            for record in log["records"]:
                yield repository, log, record


def _link(repository: Data, log: Data, file: str) -> str | None:
    """The record's page on its forge."""
    web = repository["web"]
    if not web:
        return None
    path = quote((PurePosixPath(log["path"]) / file).as_posix())
    name = git.host(web)
    if name == "dev.azure.com":
        return f"{web}?path=/{path}"
    if "gitlab" in name:
        return f"{web}/-/blob/HEAD/{path}"
    return f"{web}/src/HEAD/{path}" if "bitbucket" in name else f"{web}/blob/HEAD/{path}"


def group(status: str | None) -> str:
    """The chart's group for a canonical status."""
    if status in OPEN:
        return "open"
    return status if status in GROUPS else "other"


# CSV


def _decision_rows(data: Data) -> Iterator[list[Any]]:
    yield ["repository", "log", "file", "number", "title", "status", "status_text", "date",
           "supersedes", "superseded_by", "link"]  # fmt: skip
    for repository, log, record in _decisions(data):
        yield [
            repository["name"], log["path"], record["file"], record.get("number"), record.get("title"),
            record.get("status"), record.get("status_text"), record.get("date"),
            " ".join(record.get("supersedes") or ()), " ".join(record.get("superseded_by") or ()),
            _link(repository, log, record["file"]),
        ]  # fmt: skip


def _repository_rows(data: Data) -> Iterator[list[Any]]:
    yield ["repository", "state", "version", "styles", "records", "open", "oldest_open_days", "faults",
           "last_decision", "why"]  # fmt: skip
    for repository in data["repositories"]:
        found = _summary(repository)
        yield [
            repository["name"], repository["state"], repository["version"], _styles(repository), found["records"],
            found["open"], found["oldest"], found["faults"], found["last"], repository["why"],
        ]  # fmt: skip


def _csv(rows: Iterable[list[Any]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([_cell(value) for value in row] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> Any:
    """A spreadsheet takes text that begins so as a formula; an apostrophe makes it text again."""
    if isinstance(value, str) and re.match(r"\s*[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]", value):
        return f"'{value}"
    return value


# Atom (RFC 4287)


def _atom(data: Data, title: str, site: str | None) -> str:
    generated = data["generated"]
    feed = ElementTree.Element("feed", xmlns="http://www.w3.org/2005/Atom")

    def put(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
        clean = {key: _xml(value) for key, value in attributes.items()}
        ElementTree.SubElement(parent, name, clean).text = _xml(text) or None

    put(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{data['pack']['url']}#{title}").urn)
    put(feed, "title", title)
    put(feed, "updated", generated)
    put(ElementTree.SubElement(feed, "author"), "name", title)
    if site:
        put(feed, "link", rel="alternate", href=site)
        put(feed, "link", rel="self", href=f"{site.rstrip('/')}/decisions.atom")
    dated = [found for found in _decisions(data) if _day(found[2])]
    dated.sort(key=lambda found: found[2]["date"], reverse=True)
    for repository, log, record in dated[:FEED_ENTRIES]:
        entry = ElementTree.SubElement(feed, "entry")
        path = (PurePosixPath(log["path"]) / record["file"]).as_posix()
        put(entry, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{repository['name']}#{path}").urn)
        put(entry, "title", f"{repository['name']}: {record.get('title') or record['file']}")
        put(entry, "updated", f"{record['date']}T00:00:00Z")
        if link := _link(repository, log, record["file"]):
            put(entry, "link", rel="alternate", href=link)
        put(entry, "category", term=record.get("status") or "unstated")
        put(entry, "summary", f"{record.get('status_text') or 'No status'}, {record['date']}, {path}")
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def _day(record: Data) -> date | None:
    try:
        return date.fromisoformat(record.get("date") or "")
    except ValueError:
        return None


# The page


def page(data: Data, *, title: str) -> str:
    """One HTML file: style, script, data and chart inside, and a policy that forbids it everything else."""
    parts = files("copier_adr.fleet") / "page"
    style = (parts / "page.css").read_text(encoding="utf-8")
    script = (parts / "page.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    values = {
        "title": html.escape(title),
        "policy": html.escape(policy),
        "style": style,
        "script": script,
        "data": _embedded(data),
        "generated": html.escape(data["generated"]),
        "day": html.escape(data["generated"][:10]),
        "version": html.escape(data["pack"]["version"]),
        "figures": _figures(data),
        "drift": _drift(data),
        "chart": _chart(data),
    }
    shell = (parts / "page.html").read_text(encoding="utf-8")
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], shell)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embedded(data: Data) -> str:
    """What the tables need, as JSON that cannot end the script element that it stands in."""
    repositories: list[Data] = []
    decisions: list[list[Any]] = []
    faults: list[list[Any]] = []
    for index, repository in enumerate(data["repositories"]):
        logs = repository["logs"]
        summary = _summary(repository)
        errors = "; ".join(log["error"] for log in logs if log["error"])
        waits = f"{repository['branch']} waits to be merged" if repository["branch"] else ""
        repositories.append(
            {key: repository[key] for key in ("name", "web", "state", "version")}
            | {"style": _styles(repository), "why": repository["why"] or errors or waits}
            | summary
        )
        for log in logs:
            age = {proposal["file"]: proposal["age"] for proposal in log["open"]}
            decisions += (
                [
                    index, record.get("number"), record.get("title") or record["file"],
                    record.get("status") or "unstated", group(record.get("status")), record.get("date"),
                    _link(repository, log, record["file"]), log["style"] or "none",
                    f"{log['path']}/{record['file']}", age.get(record["file"]),
                ]
                for record in log["records"]
            )  # fmt: skip
            faults += (
                [
                    index, fault.get("file") or "", fault.get("rule") or "", fault.get("severity") or "error",
                    fault.get("message") or "",
                ]
                for fault in log["faults"]
            )  # fmt: skip
    tables = {"repositories": repositories, "decisions": decisions, "faults": faults}
    text = json.dumps(tables, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _figures(data: Data) -> str:
    """The numbers at the top."""
    repositories = data["repositories"]
    logs = [log for repository in repositories for log in repository["logs"]]
    records = sum(len(log["records"]) for log in logs)
    opened = [proposal for log in logs for proposal in log["open"]]
    oldest = max((proposal["age"] for proposal in opened if proposal["age"] is not None), default=None)
    current = sum(repository["state"] == "current" for repository in repositories)
    faults = sum(len(log["faults"]) for log in logs)
    faulty = sum(any(log["faults"] for log in repository["logs"]) for repository in repositories)
    failed = sum(repository["state"] == "failed" for repository in repositories)
    year = data["generated"][:4]
    recent = sum(str(record.get("date") or "").startswith(year) for _, _, record in _decisions(data))
    share = round(100 * current / len(repositories)) if repositories else 0
    age = "none" if oldest is None else f"oldest {oldest:,} days"
    seen = "see why below" if failed else "all were seen"
    figures = [
        ("Repositories", len(repositories), f"{share} % at {data['pack']['version']}", "#repositories"),
        ("Decisions", records, f"{recent:,} in {year}", "#decisions"),
        ("Open proposals", len(opened), age, "#decisions?group=open"),
        ("Check faults", faults, f"in {faulty:,} repositories", "#faults"),
        ("Could not be read", failed, seen, "#repositories?state=failed"),
    ]
    return "".join(
        f'<li><a href="{html.escape(link)}"><span class="what">{html.escape(what)}</span> '
        f'<strong>{number:,}</strong> <span class="note">{html.escape(note)}</span></a></li>'
        for what, number, note, link in figures
    )


def _drift(data: Data) -> str:
    """One bar of all repositories by state, each part a link that filters the table below."""
    counts = Counter(repository["state"] for repository in data["repositories"])
    total = sum(counts.values()) or 1
    states = [state for state in (*STATES, *sorted(set(counts) - set(STATES))) if counts[state]]
    x = 0.0
    parts, legend = [], []
    for state in states:
        width = 1000 * counts[state] / total
        shown = max(width - 2, 1.5)
        name = _class(state)
        words = f"{state}: {counts[state]} of {total}"
        parts.append(
            f'<rect class="state-{name}" x="{x:.1f}" y="0" width="{shown:.1f}" height="36" rx="3">'
            f"<title>{html.escape(words)}</title></rect>"
        )
        share = f"{100 * counts[state] / total:.0f} %" if counts[state] / total >= 0.005 else "&lt; 1 %"
        legend.append(
            f'<li><a href="#repositories?state={quote(state)}"><span class="dot state-{name}"></span>'
            f'{html.escape(state)} <strong>{counts[state]:,}</strong> <span class="note">{share}</span></a></li>'
        )
        x += width
    told = ", ".join(f"{state} {counts[state]}" for state in states) or "no repositories"
    return (
        f'<svg class="drift" viewBox="0 0 1000 36" preserveAspectRatio="none" role="img" '
        f'aria-label="Repositories by state: {html.escape(told)}">{"".join(parts)}</svg>'
        f'<ul class="legend">{"".join(legend)}</ul>'
    )


def _class(word: str) -> str:
    return re.sub(r"[^a-z]+", "-", word.lower()).strip("-") or "other"


def _chart(data: Data) -> str:
    """Stacked columns of decisions by month, quarter or year, and the same as a table."""
    dated = [(day, group(record.get("status"))) for _, _, record in _decisions(data) if (day := _day(record))]
    undated = sum(1 for _ in _decisions(data)) - len(dated)
    if not dated:
        return '<p class="empty">No decision has a date yet.</p>'
    first, last = min(dated)[0], max(dated)[0]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if months <= 36 else 3 if months <= 108 else 12
    start = (first.year * 12 + first.month - 1) // step * step
    columns = (last.year * 12 + last.month - 1 - start) // step + 1
    counts: list[Counter[str]] = [Counter() for _ in range(columns)]
    for day, name in dated:
        counts[(day.year * 12 + day.month - 1 - start) // step][name] += 1
    labels = [_period(start + i * step, step) for i in range(columns)]
    groups = [name for name in GROUPS if any(column[name] for column in counts)]
    svg = _columns(counts, labels, groups, step)
    legend = "".join(
        f'<li><span class="dot group-{name}"></span>{name} <strong>{sum(c[name] for c in counts):,}</strong></li>'
        for name in groups
    )
    head = "".join(f'<th scope="col">{name}</th>' for name in groups)
    rows = ""
    for label, column in zip(labels, counts, strict=True):
        cells = "".join(f"<td>{value}</td>" for value in (*(column[name] for name in groups), column.total()))
        rows += f'<tr><th scope="row">{label}</th>{cells}</tr>' if column.total() else ""
    note = f'<p class="note">{undated:,} decisions without a date are not shown.</p>' if undated else ""
    return (
        f'<ul class="legend plain">{legend}</ul>{svg}{note}<details><summary>The chart as a table</summary>'
        '<div class="scroll" tabindex="0" role="region" aria-label="Decisions by period">'
        f'<table><thead><tr><th scope="col">Period</th>{head}<th scope="col">all</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _period(month: int, step: int) -> str:
    year, month = divmod(month, 12)
    if step == 12:
        return str(year)
    return f"{year}-Q{month // 3 + 1}" if step == 3 else f"{year}-{month + 1:02}"


def _columns(counts: list[Counter[str]], labels: list[str], groups: list[str], step: int) -> str:
    width, height, left, top, bottom = 1000, 280, 44, 12, 28
    highest = max(column.total() for column in counts)
    tick = _tick(highest)
    ceiling = -(-highest // tick) * tick
    inner_w, inner_h = width - left, height - top - bottom
    pitch = inner_w / len(counts)
    bar = min(max(pitch * 0.8, 1.0), 34.0)
    lines = []
    for value in range(0, ceiling + 1, tick):
        y = top + inner_h * (1 - value / ceiling)
        lines.append(f'<line class="grid" x1="{left}" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(f'<text class="axis" x="{left - 8}" y="{y + 4:.1f}" text-anchor="end">{value}</text>')
    every = max(1, -(-len(counts) * 64 // inner_w))
    if step < 12:
        # Labels stand at the turn of a year where they cannot all stand.
        per_year = 12 // step
        every = -(-every // per_year) * per_year if every > 1 else 1
    offset = next((i for i, label in enumerate(labels) if label.endswith(("-01", "-Q1"))), 0) if every > 1 else 0
    bars = []
    for i, (column, label) in enumerate(zip(counts, labels, strict=True)):
        x = left + i * pitch + (pitch - bar) / 2
        if (i - offset) % every == 0 and i >= offset:
            at = f'x="{x + bar / 2:.1f}" y="{height - 8}" text-anchor="middle"'
            lines.append(f'<text class="axis" {at}>{label[:4] if every > 1 else label}</text>')
        y = top + inner_h
        if not column.total():
            continue
        rects = []
        for name in groups:
            if column[name]:
                size = inner_h * column[name] / ceiling
                y -= size
                gap = 1 if size > 3 else 0
                rects.append(
                    f'<rect class="group-{name}" x="{x:.1f}" y="{y:.1f}" width="{bar:.1f}" height="{size - gap:.1f}"/>'
                )
        words = ", ".join(f"{name} {column[name]}" for name in groups if column[name])
        reach = f'<rect class="reach" x="{left + i * pitch:.1f}" y="{top}" width="{pitch:.1f}" height="{inner_h}"/>'
        bars.append(f"<g>{reach}{''.join(rects)}<title>{label}: {column.total()} ({words})</title></g>")
    total = sum(column.total() for column in counts)
    told = f"{total} decisions from {labels[0]} to {labels[-1]}, at most {highest} in one period"
    return (
        f'<svg class="columns" viewBox="0 0 {width} {height}" role="img" aria-label="{told}">'
        f"{''.join(lines)}{''.join(bars)}</svg>"
    )


def _tick(highest: int) -> int:
    """A round distance between grid lines, for three to six of them."""
    for factor in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10000):
        if highest / factor <= 5:
            return factor
    return int(10 ** (len(str(highest)) - 1))
