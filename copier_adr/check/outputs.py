"""TODO."""

from __future__ import annotations


from .finding import Finding, fingerprint
from .rules import ERROR, RULES
from ..text.markup import url


def as_text(findings: list[Finding]) -> str:
    lines = [f"{f.path}:{f.line}: {f.severity} {f.rule}: {f.message}. {f.mend}" for f in findings]
    return "".join(" ".join(line.split()) + "\n" for line in lines)


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
    return json.dumps(rows, indent=1) + "\n"


def as_github(findings: list[Finding]) -> str:
    """Workflow commands, escaped as actions/toolkit does it, so that no title can start a command of its own."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return "".join(
        f"::{f.severity} file={value(f.path)},line={f.line},title={value(f.rule)}::{data(f.message + '. ' + f.mend)}\n"
        for f in findings
    )


def as_sarif(findings: list[Finding]) -> str:
    """SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""
    import json

    ids = list(RULES)
    rules = [
        {
            "id": rule,
            "shortDescription": {"text": text},
            "help": {"text": mend},
            "defaultConfiguration": {"level": level},
        }
        for rule, (level, text, mend) in RULES.items()
    ]
    results = [
        {
            "ruleId": f.rule,
            "ruleIndex": ids.index(f.rule),
            "level": f.severity,
            "message": {"text": f"{f.message}. {f.mend}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": url(f.path)},
                        "region": {"startLine": f.line},
                    }
                }
            ],
            "partialFingerprints": {"adr/v1": fingerprint(f)},
        }
        for f in findings
    ]
    driver = {"name": "adr.py", "informationUri": "https://adr.github.io/", "rules": rules}
    return (
        json.dumps(
            {
                "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                "version": "2.1.0",
                "runs": [{"tool": {"driver": driver}, "results": results}],
            },
            indent=1,
        )
        + "\n"
    )


def as_gitlab(findings: list[Finding]) -> str:
    """GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/"""
    import json

    rows = [
        {
            "description": f"{f.message}. {f.mend}",
            "check_name": f.rule,
            "fingerprint": fingerprint(f),
            "severity": "major" if f.severity == ERROR else "minor",
            "location": {"path": f.path, "lines": {"begin": f.line}},
        }
        for f in findings
    ]
    return json.dumps(rows, indent=1) + "\n"


FORMATS = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif, "gitlab": as_gitlab}
