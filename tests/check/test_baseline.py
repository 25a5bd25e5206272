"""What an update to another style puts into the baseline of old faults."""

import json
from typing import Any

import pytest

from copier_adr.check.baseline import forgive
from tests.adr.conftest import _calm as _calm
from tests.adr.conftest import log as log
from tests.adr.logs import Log, nygard

CONTRACT = {
    "record": {"title": "# {number}. {title}", "status": {"section": "Status"}, "date": {"line": "Date"}},
    "statuses": ["Accepted"],
    "rules": {},
}
SHORT = "# 2. B\n\nDate: 2024-05-06\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n\n## Decision\n\nWhat.\n"


def faults(log: Log) -> list[dict[str, Any]]:
    path = log.path / "adr-baseline.json"
    return list(json.loads(path.read_text(encoding="utf-8"))["faults"]) if path.exists() else []


def test_what_older_records_lack_of_a_new_style_is_old(log: Log, capsys: pytest.CaptureFixture[str]) -> None:
    log.write("0001-a.md", nygard(1, "A"))
    log.write("0002-b.md", SHORT)
    log.write("0003-c.md", nygard(3, "C", more="\n[gone](gone.md)\n"))
    names = ("Context", "Decision", "Consequences")
    log.write("adr.json", json.dumps({**CONTRACT, "sections": [{"heading": name} for name in names]}))
    lacks = {"rule": "missing-section", "file": "0002-b.md", "subject": "Consequences"}
    forgive(str(log.path))
    assert faults(log) == [lacks]
    assert "adr-baseline.json: what 1 of the older records lack of the new style" in capsys.readouterr().out

    broken = {"rule": "broken-link", "file": "0003-c.md", "subject": "gone.md"}
    log.write("adr-baseline.json", json.dumps({"faults": [lacks, broken]}))
    forgive(str(log.path))
    assert faults(log) == [lacks, broken] or faults(log) == [broken, lacks]
    assert capsys.readouterr().out == ""

    log.write("adr.json", json.dumps({**CONTRACT, "sections": [{"heading": name} for name in names[:2]]}))
    forgive(str(log.path))
    assert faults(log) == [broken]
    assert capsys.readouterr().out == ""
