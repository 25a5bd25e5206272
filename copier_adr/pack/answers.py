"""Answers: what is wrong with one, in words that name it and say how to mend it.

`copier.yml` asks `wrong(name)` in each question's validator; `check_given` asks the same of all answers that
come by `--data` before any question is read, because Copier shows a traceback for those.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ..record.name_form import usable_form
from ..text.path_patterns import BadPatternError, PathPattern
from . import styles
from .data import parsed
from .project import BRANCH
from .tool import is_source, on_log
from .tree import PIPELINES as PIPELINES

FORGES = ("github", "gitlab", "forgejo", "azure-devops", "bitbucket", "none")
CHOICES: dict[str, tuple[str, ...]] = {
    "forge": FORGES,
    "index": ("written", "own", "replace"),
    "numbering": ("sequential", "date", "tracker"),
    "issue_template": ("form", "markdown", "none"),
    "index_group": ("none", "folder", "tag"),
    "merged_status": ("any", "warn", "decided"),
    "missing_record": ("warn", "error"),
    "governing_comment": ("none", "annotation", "comment"),
    "template_updates": ("none", "pipeline", "renovate"),
    "tool": ("vendored", "installed"),
}
COMMENTING = ("github", "gitlab", "forgejo", "azure-devops")
# What each forge has: issue forms and Markdown issue templates, pull request templates, pipelines of ours.
ISSUE_FORMATS = {"github": ("form", "markdown"), "forgejo": ("form", "markdown"), "gitlab": ("markdown",)}
PR_TEMPLATES = ("github", "gitlab", "forgejo", "azure-devops")
TEMPLATE_UPDATES: dict[str, tuple[str, ...]] = {
    "github": ("pipeline", "renovate"),
    "gitlab": ("pipeline", "renovate"),
    "forgejo": ("renovate",),
    "azure-devops": ("renovate",),
    "bitbucket": ("renovate",),
}
NUMBERS = {
    "number_width": (1, 6),
    "min_approvals": (0, 99),
    "min_open_days": (0, 999),
    "max_open_days": (0, 9999),
    "min_approvals_editorial": (0, 99),
}
LONGEST_LABEL = {"github": 50, "forgejo": 50, "gitlab": 255}  # an issue's, in signs
BOOLEANS = ("customise", "pr_template", "ci", "agents", "agents_root")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
SEGMENT = re.compile(r"[\w.][\w.+@ -]*")

Answers = Mapping[str, Any]


def wrong(name: str, value: Any, answers: Answers, project: Path) -> str:
    """What is wrong with the answer `value` to question `name`, or "".

    Args:
        name: the question.
        value: the answer as given (a text) or as Copier has parsed it.
        answers: the answers known so far.
        project: the folder that the pack is copied into.
    """
    if _is_broken(value):
        return f"{name}: has a sign that is no text, as bytes leave that are not UTF-8; answer in UTF-8"
    if name in CHOICES and value not in CHOICES[name]:
        return f"{name}: {value!r} is no choice{_near(value, CHOICES[name])}; answer one of {', '.join(CHOICES[name])}"
    if name in NUMBERS:
        return _number(name, value)
    check = CHECKS.get(name)
    return check(value, answers, project) if check else ""


def check_given(given: Answers, answers: Answers, project: Path) -> str:
    """What is wrong with the answers given by `--data` or `--data-file`, one line each, or ""."""
    known = {**answers, **given}
    names = [name for name in dict.fromkeys((*CHOICES, *NUMBERS, *CHECKS)) if name in given]
    names += [name for name, value in given.items() if name not in names and _is_broken(value)]
    if known.get("style") == "custom" and "custom_style" not in names:
        names.append("custom_style")
    problems = [wrong(name, known.get(name, ""), known, project) for name in names]
    return "\n".join(filter(None, problems))


def _is_broken(value: Any) -> bool:
    """Whether a text in an answer cannot be written to a file: it has half a character (a lone surrogate)."""
    if isinstance(value, Mapping):
        return any(_is_broken(item) for pair in value.items() for item in pair)
    if isinstance(value, list):
        return any(map(_is_broken, value))
    return isinstance(value, str) and any("\ud800" <= sign <= "\udfff" for sign in value)


def _near(value: Any, choices: tuple[str, ...]) -> str:
    import difflib

    close = difflib.get_close_matches(str(value), choices, 1)
    return f" (did you mean {close[0]}?)" if close else ""


def _number(name: str, value: Any) -> str:
    low, high = NUMBERS[name]
    whole = not isinstance(value, bool) and re.fullmatch(r"[+-]?\d{1,9}", str(value).strip())
    if whole and low <= int(value) <= high:
        return ""
    return f"{name}: {value!r} is not a whole number from {low} to {high}; answer one such as {max(low, 2)}"


def _project_name(value: Any, _answers: Answers, _project: Path) -> str:
    if not isinstance(value, str | int | float) or not str(value).strip():
        return "project_name: is empty; answer the name that people know the project by"
    if CONTROL.search(str(value)) or "\n" in str(value):
        return "project_name: has a line break or a control character; answer one line of text"
    return ""


def _adr_dir(value: Any, answers: Answers, project: Path) -> str:
    text = str(value)
    mend = 'answer a path inside the project such as "docs/adr"'
    if not text.strip():
        return f"adr_dir: is empty; {mend}"
    if "\\" in text or re.match(r"[A-Za-z]:", text):
        return f"adr_dir: {text!r} has a backslash or a drive letter; write it with / from the project's root: {mend}"
    if text.startswith(("/", "~")):
        return f"adr_dir: {text!r} is not inside the project; {mend}"
    parts = text.split("/")
    if ".." in parts:
        return f"adr_dir: {text!r} leaves the folder with `..`; {mend}"
    if parts[0].lower() == ".git":
        return f"adr_dir: {text!r} lies in git's own folder; {mend}"
    tidy = "/".join(part for part in parts if part not in ("", "."))
    if tidy != text:
        return f'adr_dir: {text!r} has parts that say nothing; answer "{tidy or "docs/adr"}"'
    for part in parts:
        if not SEGMENT.fullmatch(part) or part != part.strip(" ") or part.endswith("."):
            return f"adr_dir: {part!r} is no folder name that works everywhere; use letters, digits, `-`, `_` and `.`"
        if part.split(".")[0].lower() in RESERVED:
            return f"adr_dir: {part!r} is a reserved name on Windows; choose another folder name"
    before = answers.get("adr_dir_was", text)
    if before != text:
        return (
            f"adr_dir: the log lies in {before!r}, and an update does not move it. Move it, with every link, by\n\n"
            f"  {on_log(before, answers)} move {shlex.quote(text)}\n\nand commit; then update as always"
        )
    root = project.resolve()
    if not (root / text).resolve().is_relative_to(root):
        return f"adr_dir: {text!r} leads out of the project through a symbolic link; {mend}"
    if any(parent.exists() and not parent.is_dir() for parent in [root / text, *(root / text).parents]):
        return f"adr_dir: {text!r} is or passes through a file; choose a folder"
    return ""


def _style(value: Any, _answers: Answers, _project: Path) -> str:
    choices = (*styles.names(), "custom")
    if value in choices:
        return ""
    return f"style: {value!r} is no style{_near(value, choices)}; answer one of {', '.join(choices)}"


def _custom_style(value: Any, answers: Answers, _project: Path) -> str:
    if answers.get("style") != "custom":
        return ""
    if not isinstance(value, str) or not value.strip():
        return "custom_style: is empty; give the whole text of a style file, or choose a style by its name"
    try:
        styles.parse(value, name="custom", where="custom_style")
    except styles.StyleError as error:
        return str(error)
    return ""


def _texts(name: str) -> Callable[[Any, Answers, Path], str]:
    def check(value: Any, _answers: Answers, _project: Path) -> str:
        items = parsed(value)
        if items is None or items == "":
            return ""
        if not isinstance(items, list) or not all(isinstance(item, str | int | float) for item in items):
            return f'{name}: is not a list of texts; answer like ["one", "two"], or [] for none'
        if any(CONTROL.search(str(item)) or "\n" in str(item) or not str(item).strip() for item in items):
            return f"{name}: an item is empty or has a line break; give each item as one line of text"
        return ""

    return check


def _patterns(name: str) -> Callable[[Any, Answers, Path], str]:
    def check(value: Any, answers: Answers, project: Path) -> str:
        problem = _texts(name)(value, answers, project)
        for item in [] if problem else parsed(value) or []:
            try:
                matches = PathPattern(str(item)).parts
            except BadPatternError as error:
                return f"{name}: {str(item)!r} {error}"
            if not matches:
                return f'{name}: {str(item)!r} matches no path inside the project; answer such as ["infra/**"]'
        return problem

    return check


def _governing_comment(value: Any, answers: Answers, _project: Path) -> str:
    forge = answers.get("forge", "github")
    if value != "comment" or forge in COMMENTING:
        return ""
    return f"governing_comment: on {forge} nothing of ours writes comments; answer annotation or none"


def _issue_labels(value: Any, answers: Answers, project: Path) -> str:
    problem = _texts("issue_labels")(value, answers, project)
    longest = LONGEST_LABEL.get(str(answers.get("forge")), 0)
    long = [] if problem or not longest else [str(item) for item in parsed(value) or [] if len(str(item)) > longest]
    return problem or (
        f"issue_labels: {long[0]!r} is longer than the forge's {longest} signs; shorten it" if long else ""
    )


def _style_parameters(value: Any, answers: Answers, _project: Path) -> str:
    given = parsed(value)
    if given is None or given == "":
        return ""
    style, custom = answers.get("style"), answers.get("custom_style", "")
    if style is None and given:
        return "style_parameters: they belong to a style; name it too, such as  --data style=codeflare"
    try:
        own = styles.in_force(str(style), custom)
    except styles.StyleError:
        return ""  # said where the style is answered
    declared = own.contract.parameters
    example = json.dumps(declared, ensure_ascii=False)
    if not isinstance(given, dict):
        return f"style_parameters: is not a mapping of names to values; answer like {example}"
    for name, item in given.items():
        if name not in declared:
            return f"style_parameters: {name!r} is no parameter of this style; it takes {', '.join(declared) or 'none'}"
        if isinstance(declared[name], list):
            problem = _texts(f"style_parameters: {name}")(item, answers, _project)
            if problem or not isinstance(item, list) or not item:
                return problem or f'style_parameters: {name}: is not a list with an item; answer like ["one", "two"]'
        elif not isinstance(item, str | int | float) or "\n" in str(item) or CONTROL.search(str(item)):
            return f"style_parameters: {name}: is not one line of text; answer like {json.dumps(declared[name])}"
    return ""


def _on_forge(name: str, what: str, forges: Mapping[str, tuple[str, ...]]) -> Callable[[Any, Answers, Path], str]:
    def check(value: Any, answers: Answers, _project: Path) -> str:
        forge = answers.get("forge", "github")
        has = (*forges.get(forge, ()), "none")
        return "" if value in has else f"{name}: {forge} has no {what} {value!r}; answer {' or '.join(has)}"

    return check


def _one_line(name: str) -> Callable[[Any, Answers, Path], str]:
    def check(value: Any, _answers: Answers, _project: Path) -> str:
        if not isinstance(value, str | int | float) or "\n" in str(value) or CONTROL.search(str(value)):
            return f"{name}: has a line break or a control character; answer one line of text"
        return ""

    return check


def _tool_source(value: Any, _answers: Answers, _project: Path) -> str:
    if is_source(str(value)):
        return ""
    return (
        f"tool_source: {str(value)!r} is no address to take the tool from; answer the https, ssh or file URL of a git "
        "repository of the pack, without a user's password"
    )


def _default_branch(value: Any, _answers: Answers, _project: Path) -> str:
    if BRANCH.fullmatch(str(value)):
        return ""
    return (
        f"default_branch: {str(value)!r} is no branch that a pipeline can name; answer letters, digits, `-`, `_`, `.` "
        "and `/`, such as main"
    )


def _filename_prefix(value: Any, _answers: Answers, _project: Path) -> str:
    text = str(value)
    if not text or (re.fullmatch(r"[^\W\d_][\w.-]{0,39}", text) and not re.search(r"\d$", text)):
        return ""
    return (
        f"filename_prefix: {text!r} cannot start a file name; answer letters, digits, `-`, `_` and `.` that start "
        "with a letter and do not end in a digit, such as ADR-, or nothing"
    )


def _file_name(value: Any, _answers: Answers, _project: Path) -> str:
    text = str(value)
    if not text or usable_form(text) == text:
        return ""
    return (
        f"file_name: {text!r} is no form of a record's file name; answer a path below the log that ends in .md and has "
        "{number} or {yyyy}-{mm}-{dd} in it, such as {prefix}{number}-{slug}.md, or nothing"
    )


def _boolean(name: str) -> Callable[[Any, Answers, Path], str]:
    def check(value: Any, _answers: Answers, _project: Path) -> str:
        if str(value).strip().lower() in ("true", "false", "yes", "no", "y", "n", "on", "off", "1", "0", "t", "f"):
            return ""
        return f"{name}: {value!r} is neither true nor false; answer one of the two"

    return check


CHECKS: dict[str, Callable[[Any, Answers, Path], str]] = {
    "project_name": _project_name,
    "adr_dir": _adr_dir,
    "style": _style,
    "custom_style": _custom_style,
    "style_parameters": _style_parameters,
    "filename_prefix": _filename_prefix,
    "file_name": _file_name,
    "issue_template": _on_forge("issue_template", "issue template of the kind", ISSUE_FORMATS),
    "template_updates": _on_forge("template_updates", "template updates by", TEMPLATE_UPDATES),
    "issue_title": _one_line("issue_title"),
    "keep": _texts("keep"),
    "needs_record": _patterns("needs_record"),
    "governing_comment": _governing_comment,
    "tool_source": _tool_source,
    "default_branch": _default_branch,
    "issue_labels": _issue_labels,
    "issue_assignees": _texts("issue_assignees"),
    **{name: _boolean(name) for name in BOOLEANS},
}
