"""Which files of `template/` an answer set brings: the table that `_exclude` in copier.yml is made from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from .data import parsed

Answers = Mapping[str, Any]
# Forges on which a pipeline of ours runs; `adr_review.py` speaks to each of them.
PIPELINES = ("github", "gitlab", "forgejo", "azure-devops")
UPDATE_PIPELINES = ("github", "gitlab")
LOG_NAME = re.compile(r"\.copier-answers\.adr-(.+)\.ya?ml")
# What every log has.
FOR_ALL = ("README.md", "adr.json", "adr-template.md", ".gitattributes")


def code_files(adr_dir: str, answers: Answers) -> dict[str, bool]:
    """Code in a log, never merged: path in the project -> whether these answers ask for it.

    Answers that are not recorded count as no: there was no copy then.
    """
    keep = parsed(answers.get("keep")) or []
    forge, updates = answers.get("forge"), answers.get("template_updates")
    # Version 1 did not ask.
    vendored = bool(answers) and answers.get("tool", "vendored") == "vendored"
    update_pipeline = forge in UPDATE_PIPELINES and updates == "pipeline"
    wanted = {
        "adr.py": vendored,
        "adr_review.py": vendored and forge in PIPELINES and (bool(answers.get("ci")) or updates == "pipeline"),
        "adr_update.py": vendored and update_pipeline,
        "adr_update.txt": update_pipeline,
    }
    paths = {f"{adr_dir}/{name}": held for name, held in wanted.items()}
    return {path: held and path not in keep for path, held in paths.items()}


def only_some(answers: Answers) -> dict[str, bool]:
    """Every file of `template/` that not each project gets: path in the project -> whether this one gets it."""
    log, s = answers["adr_dir"], answers["log_suffix"]
    ci, requests, updates = answers["ci"], answers["pr_template"], answers["template_updates"]
    review = ci and bool(answers["min_approvals"] or answers["min_open_days"])
    comment = ci and answers["governing_comment"] == "comment"
    form, markdown = (answers["issue_template"] == kind for kind in ("form", "markdown"))
    github, gitlab, forgejo, azure = (answers["forge"] == name for name in PIPELINES)
    return {
        f".github/ISSUE_TEMPLATE/adr{s}.yml": github and form,
        f".github/ISSUE_TEMPLATE/adr{s}.md": github and markdown,
        f".github/PULL_REQUEST_TEMPLATE/adr{s}.md": github and requests,
        f".github/workflows/adr{s}.yml": github and ci,
        f".github/workflows/adr-review{s}.yml": github and review,
        f".github/workflows/adr-reviewed{s}.yml": github and review,
        f".github/workflows/adr-update{s}.yml": github and updates == "pipeline",
        f".gitlab/issue_templates/ADR{s}.md": gitlab and markdown,
        f".gitlab/merge_request_templates/ADR{s}.md": gitlab and requests,
        f".gitlab/ci/adr{s}.yml": gitlab and ci,
        f".gitlab/ci/adr-update{s}.yml": gitlab and updates == "pipeline",
        f".gitea/ISSUE_TEMPLATE/adr{s}.yml": forgejo and form,
        f".gitea/ISSUE_TEMPLATE/adr{s}.md": forgejo and markdown,
        ".gitea/PULL_REQUEST_TEMPLATE.md": forgejo and requests and not s,  # one text for all: the first log's
        f".forgejo/workflows/adr{s}.yml": forgejo and ci,
        f".forgejo/workflows/adr-review{s}.yml": forgejo and review,
        f".azuredevops/pull_request_template/adr{s}.md": azure and requests,
        f".azuredevops/adr{s}.yml": azure and ci,
        f".azuredevops/adr-review{s}.yml": azure and (review or comment),
        f"{log}/AGENTS.md": answers["agents"],
        f"{log}/renovate.json": updates == "renovate",
        **code_files(log, answers),
    }


def log_name(answers_file: str) -> str:
    """NAME of a further log, from `.copier-answers.adr-NAME.yml`; "" for the only one."""
    match = LOG_NAME.fullmatch(answers_file.rpartition("/")[2])
    return match[1] if match else ""


def every_path(adr_dir: str, log_suffix: str, answers_file: str) -> list[str]:
    """Every file that the pack may have in a project, whatever the answers, but for records."""
    # What is no answer here is empty; which files there are does not hang on it.
    some = only_some(defaultdict(str, adr_dir=adr_dir, log_suffix=log_suffix))
    return [answers_file, *(f"{adr_dir}/{name}" for name in FOR_ALL), *some]


def left_out(answers: Answers) -> list[str]:
    """Paths that these answers leave out: files, and folders in which nothing is left."""
    some = only_some(answers)
    log = f"{answers['adr_dir']}/"
    folders = {folder: False for path in some for folder in _above(path) if not log.startswith(f"{folder}/")}
    filled = {folder: True for path, held in some.items() for folder in _above(path) if held}
    return [path for path, held in {**folders, **filled, **some}.items() if not held]


def _above(path: str) -> list[str]:
    """The folders that a path lies in."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
