"""The findings of `check` as text, JSON, GitHub's annotations, SARIF and GitLab's report."""

from __future__ import annotations

import os

from ..log.messages import from_here, painted, safe
from ..program import ADR
from ..streams import harmless_json, harmless_lines
from ..text.markup import url
from .finding import Finding, fingerprint
from .registry import RULES
from .rule import ERROR, NOTICE, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


SEVERITY_COLOURS = {ERROR: "31", WARNING: "33", NOTICE: "34"}  # of a terminal
ON_GITLAB = {ERROR: "major", WARNING: "minor", NOTICE: "info"}


def as_text(findings: list[Finding]) -> str:
    lines = [f"{_place(f)}: {f.severity} {f.rule}: {f.message}. {f.mend}" for f in findings]
    return "".join(" ".join(line.split()) + "\n" for line in lines)


def _place(finding: Finding) -> str:
    """File and line as one would type them here."""
    return f"{from_here(os.path.join(finding.folder, finding.file))}:{finding.line}"


def for_terminal(findings: list[Finding], colour: bool) -> str:
    """The findings for a person: the place on a line of its own, what is wrong and what to do wrapped below it."""
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size().columns, 100)
    parts = []
    for f in findings:
        codes = ("1", SEVERITY_COLOURS[f.severity], "36") if colour else ("", "", "")
        place = painted(safe(_place(f)), codes[0])
        head = f"{place}  {painted(f.severity, codes[1])} {painted(f.rule, codes[2])}"
        said = textwrap.wrap(safe(f"{f.message}. {f.mend}"), width, initial_indent="  ", subsequent_indent="  ")
        parts.append("\n".join([head, *said]) + "\n")
    return "\n".join(parts)


def as_json(findings: list[Finding]) -> str:
    import json

    rows = [
        {
            "rule": f.rule,
            "severity": f.severity,
            "file": f.path,
            "line": f.line,
            "message": f.message,
            "mend": f.mend,
        }
        for f in findings
    ]
    return harmless_json(json.dumps(rows, indent=1)) + "\n"


def as_github(findings: list[Finding]) -> str:
    """Workflow commands, escaped as actions/toolkit does it, so that no title can start a command of its own."""
    return "".join(
        f"::{f.severity} file={_property(f.path)},line={f.line},title={_property(f.rule)}"
        f"::{_data(f.message + '. ' + f.mend)}\n"
        for f in findings
    )


def _data(text: str) -> str:
    return harmless_lines(text).replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: list[Finding]) -> str:
    """SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""
    import json

    ids = list(RULES)
    rules = [_sarif_rule(rule) for rule in RULES.values()]
    driver = {"name": ADR, "informationUri": "https://adr.github.io/", "rules": rules}
    results = [_sarif_result(finding, ids.index(finding.rule)) for finding in findings]
    report = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return harmless_json(json.dumps(report, indent=1)) + "\n"


def sarif_level(severity: str) -> str:
    return "note" if severity == NOTICE else severity


def _sarif_rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.what},
        "help": {"text": rule.mend},
        "defaultConfiguration": {"level": sarif_level(rule.severity)},
    }


def _sarif_result(finding: Finding, index: int) -> dict[str, Any]:
    place = {"artifactLocation": {"uri": url(finding.path)}, "region": {"startLine": finding.line}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": sarif_level(finding.severity),
        "message": {"text": f"{finding.message}. {finding.mend}"},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"adr/v1": fingerprint(finding)},
    }


def as_gitlab(findings: list[Finding]) -> str:
    """GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/"""
    import json

    rows = [
        {
            "description": f"{f.message}. {f.mend}",
            "check_name": f.rule,
            "fingerprint": fingerprint(f),
            "severity": ON_GITLAB[f.severity],
            "location": {"path": f.path, "lines": {"begin": f.line}},
        }
        for f in findings
    ]
    return harmless_json(json.dumps(rows, indent=1)) + "\n"


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif, "gitlab": as_gitlab}
