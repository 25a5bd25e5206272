"""What the fleet's report takes from a log for faults."""

import json
from pathlib import Path

import pytest

from bench.laid import adr_py
from copier_adr.fleet import records
from tests.adr.logs import README, Log, nygard


def test_a_proposal_is_a_fault_where_the_log_s_rules_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")  # 2026-11-21
    log = Log(tmp_path / "docs" / "adr")
    log.write("0001-a.md", "---\nreview-by: 2026-01-01\n---\n" + nygard(1, "A"))
    log.write("0002-b.md", nygard(2, "B", status="Proposed", date="2026-01-01"))
    log.write("README.md", README)
    log.run("index")

    def seen(**rules: object) -> dict[str, str]:
        places = {"status": {"section": "Status"}, "date": {"line": "Date"}}
        log.write("adr.json", json.dumps({"record": places, "rules": rules}))
        found = records.checked(adr_py(), tmp_path, "docs/adr")
        return {fault["rule"]: fault["severity"] for fault in found}

    assert seen() == {"review-due": "warning"}
    assert seen(max_open_days=100) == {"review-due": "warning", "open-too-long": "warning"}
    assert seen(merged_status="decided") == {"review-due": "warning", "undecided": "error"}
