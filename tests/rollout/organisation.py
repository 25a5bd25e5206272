"""What `status` would see in an organisation of any size: entries for the report, the same on every call."""

import random
from datetime import date, timedelta
from typing import Any

TITLES = (
    "Use PostgreSQL for the order store", "Keep sessions in signed cookies", "Deploy by pull request only",
    "Publish events through an outbox", "Write services in Kotlin", "Split the monolith at the billing seam",
    "Sign container images", "Adopt trunk-based development", "Cache product pages at the edge",
    "Use OpenTelemetry for traces", "Retire the SOAP gateway", "One repository per team",
    "Generate clients from OpenAPI",
    "Store documents in object storage", "Rate-limit public endpoints by tenant", "Move batch jobs to the scheduler",
)  # fmt: skip
STYLES = ("madr", "nygard", "madr", "madr", "tyree-akerman", "trade-off")
HOSTILE = (
    "</script><script>alert(1)</script>", "=HYPERLINK(\"http://x.example\",\"y\")", "<img src=x onerror=alert(1)>",
    "@SUM(A1)", "決定の記録を残す", "نسجّل القرارات", "🚀 Ship it", "a\u2028b & \"c\" 'd'", "-1+1",
    "\x00 control \x1b[31m",
)  # fmt: skip


def entries(count: int, *, today: date = date(2026, 11, 21), records: int = 14) -> list[dict[str, Any]]:
    """So many repositories; states, ages and faults spread as they are in life."""
    chance = random.Random(7)  # noqa: S311 - the same organisation each time
    found = []
    for i in range(count):
        name = f"acme/{chance.choice(('shop', 'billing', 'search', 'identity', 'mobile', 'data'))}-{i:03}"
        entry: dict[str, Any] = {"name": name, "url": f"git@github.com:{name}.git", "outcome": "seen", "why": ""}
        fate = chance.random()
        if fate < 0.04:
            entry |= {
                "outcome": "failed",
                "why": "git clone: Permission denied; check the URL, and that the token may read",
            }
        elif fate < 0.06:
            entry |= {"outcome": "skipped", "why": "opted out in fleet.toml"}
        elif fate < 0.08:
            entry |= {"outcome": "skipped", "why": "empty: it has no commit yet"}
        elif fate < 0.20:
            entry |= {"action": "missing"}
        else:
            version = "v1.4.0" if fate > 0.42 else chance.choice(("v1.3.0", "v1.2.0"))
            entry |= {"action": "current" if version == "v1.4.0" else "behind", "version": version}
            entry["logs"] = [_log(chance, version, today, records)]
        found.append(entry)
    found.sort(key=lambda entry: str(entry["name"]))
    return found


def _log(chance: random.Random, version: str, today: date, most: int) -> dict[str, Any]:
    records = []
    day = today - timedelta(days=chance.randrange(300, 2400))
    for number in range(1, chance.randrange(2, most + 1)):
        day += timedelta(days=int(chance.expovariate(1 / 70)) + 1)
        if day > today:
            break
        word = chance.choices(("accepted", "proposed", "superseded", "rejected", "deprecated", "draft", "stable"),
                              (70, 3, 10, 5, 4, 1, 1))[0]  # fmt: skip
        if (today - day).days < 120 and chance.random() < 0.5:
            word = "proposed"
        title = chance.choice(TITLES)
        records.append(
            {
                "file": f"{number:04}-{title.lower().replace(' ', '-')}.md", "number": number, "title": title,
                "status": word, "status_text": word.title(), "date": day.isoformat(), "supersedes": [],
                "superseded_by": [],
            }
        )  # fmt: skip
    faults = [
        {
            "file": record["file"],
            "rule": "link-target",
            "severity": "error",
            "message": "links to a file that is not there",
        }
        for record in records
        if chance.random() < 0.02
    ]
    return {
        "path": "docs/adr",
        "style": chance.choice(STYLES),
        "version": version,
        "records": records,
        "faults": faults,
    }


def hostile() -> dict[str, Any]:
    """A repository whose people write what breaks careless reports."""
    records = [
        {
            "file": f"{i:04}-{'x' if '/' in text else text}.md", "number": i, "title": text, "status": text,
            "status_text": text, "date": "2026-01-01", "supersedes": [text], "superseded_by": [],
        }
        for i, text in enumerate(HOSTILE)
    ]  # fmt: skip
    fault = {"file": HOSTILE[0], "rule": HOSTILE[2], "severity": "error", "message": HOSTILE[0]}
    log = {"path": "docs/<adr>", "style": HOSTILE[2], "version": HOSTILE[1], "records": records, "faults": [fault]}
    return {
        "name": 'acme/"><script>alert(2)</script>', "url": "javascript:alert(3)", "outcome": "seen", "action": "behind",
        "why": HOSTILE[0], "version": HOSTILE[0], "logs": [log],
    }  # fmt: skip
