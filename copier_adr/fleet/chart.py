"""The two pictures of the report's page, as SVG: where the repositories stand, and decisions over time."""

import html
import re
from collections import Counter
from urllib.parse import quote

from copier_adr.fleet.facts import GROUPS, STATES, Data, day, decisions, group


def drift(data: Data) -> str:
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


def chart(data: Data) -> str:
    """Stacked columns of decisions by month, quarter or year, and the same as a table."""
    dated = [(when, group(record.get("status"))) for _, _, record in decisions(data) if (when := day(record))]
    undated = sum(1 for _ in decisions(data)) - len(dated)
    if not dated:
        return '<p class="empty">No decision has a date yet.</p>'
    first, last = min(dated)[0], max(dated)[0]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if months <= 36 else 3 if months <= 108 else 12
    start = (first.year * 12 + first.month - 1) // step * step
    columns = (last.year * 12 + last.month - 1 - start) // step + 1
    counts: list[Counter[str]] = [Counter() for _ in range(columns)]
    for when, name in dated:
        counts[(when.year * 12 + when.month - 1 - start) // step][name] += 1
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
