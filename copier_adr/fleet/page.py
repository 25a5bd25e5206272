"""The report's page: one HTML file with all that it needs."""

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import Any

from copier_adr.fleet.chart import chart, drift
from copier_adr.fleet.facts import Data, decisions, group, link, styles, summary


def page(data: Data, *, title: str) -> str:
    """One HTML file: style, script, data and chart inside, and a policy that forbids it everything else."""
    parts = files("copier_adr.fleet") / "page_files"
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
        "drift": drift(data),
        "chart": chart(data),
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
        numbers = summary(repository)
        errors = "; ".join(log["error"] for log in logs if log["error"])
        waits = f"{repository['branch']} waits to be merged" if repository["branch"] else ""
        repositories.append(
            {key: repository[key] for key in ("name", "web", "state", "version")}
            | {"style": styles(repository), "why": repository["why"] or errors or waits}
            | numbers
        )
        for log in logs:
            age = {proposal["file"]: proposal["age"] for proposal in log["open"]}
            decisions += (
                [
                    index, record.get("number"), record.get("title") or record["file"],
                    record.get("status") or "unstated", group(record.get("status")), record.get("date"),
                    link(repository, log, record["file"]), log["style"] or "none",
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
    recent = sum(str(record.get("date") or "").startswith(year) for _, _, record in decisions(data))
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
