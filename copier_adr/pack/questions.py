"""What `copier.yml` asks while it questions people: choices, defaults, and what is wrong with an answer."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2.ext
from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from . import answers, blanks, project, styles
from .data import parsed, recorded

LOG_NAME = re.compile(r"\.copier-answers\.adr-(.+)\.ya?ml")


def folder_of(context: Context) -> Path:
    """The folder that this run writes into: the project, or a temporary one in an update."""
    return Path(str(context["_copier_conf"]["dst_path"]))


def known_of(context: Context) -> dict[str, Any]:
    """The answers so far that others are judged by."""
    names = ("adr_dir_was", "style", "custom_style", "forge", "tool")
    return {name: context[name] for name in names if name in context}


class Questions(jinja2.ext.Extension):
    """A style is read once per environment, and so are the answers that were recorded before this run."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._styles: dict[tuple[str, str], styles.Style] = {}
        # What the project had before anything was written: the copy changes it.
        self._recorded: dict[str, Any] | None = None

    def _style(self, context: Mapping[str, Any] | Context) -> styles.Style:
        name = str(context["style"])
        custom = str(context.get("custom_style") or "") if name == "custom" else ""
        key = name, custom
        if key not in self._styles:
            try:
                self._styles[key] = styles.in_force(name, custom)
            except styles.StyleError as error:
                raise UserMessageError(str(error)) from None
        return self._styles[key]

    def _given(self, context: Context) -> blanks.Given:
        given = parsed(context["style_parameters"]) or {}
        parameters = {k: [str(i) for i in v] if isinstance(v, list) else str(v) for k, v in given.items()}
        return blanks.Given(
            project_name=str(context["project_name"]),
            parameters=parameters,
            min_approvals=context["min_approvals"],
            min_open_days=context["min_open_days"],
        )

    def _answered(self, context: Context) -> dict[str, Any]:
        """The answers that the project recorded before this run; none on a first copy.

        Copier itself reads them only where the command names the answers file.
        """
        if self._recorded is None:
            file = folder_of(context) / str(context["_copier_conf"]["answers_file"])
            self._recorded = recorded(file.read_text(encoding="utf-8")) if file.is_file() else {}
        return self._recorded

    def _first(self, context: Context) -> bool:
        """Whether this run brings the pack into the project for the first time."""
        return not self._answered(context)

    @pass_context
    def given_answers_hold(self, context: Context) -> bool:
        """True; a wrong answer among those given by `--data` ends the run with a message before anything is written."""
        given = dict(context["_copier_conf"]["data"])
        self._answered(context)
        if problems := answers.check_given(given, known_of(context), folder_of(context)):
            raise UserMessageError(problems)
        return True

    @pass_context
    def wrong(self, context: Context, name: str) -> str:
        """What is wrong with the answer to question `name`, or ""."""
        return answers.wrong(name, context[name], known_of(context), folder_of(context))

    @pass_context
    def style_default(self, context: Context, key: str) -> Any:
        """A default that the style sets: `parameters`, `number_width`, `min_approvals`, `issue_labels`, …"""
        own = self._style(context).contract
        match key:
            case "parameters" | "number_width":
                said = getattr(own, key)
            case "min_approvals" | "min_open_days":
                said = getattr(own.review, key)
            case _:
                said = getattr(own.issue, key.removeprefix("issue_"))
        return json.dumps(said, ensure_ascii=False) if isinstance(said, dict | list) else said

    @pass_context
    def style_has_parameters(self, context: Context) -> bool:
        """Whether the style leaves lists to the project."""
        return bool(self._style(context).contract.parameters)

    @pass_context
    def project_forge(self, context: Context) -> str:
        """The forge that the project's remote or files point to."""
        return project.forge(folder_of(context))

    @pass_context
    def project_title(self, context: Context) -> str:
        """The project's name: its remote's, else its folder's."""
        return project.name(folder_of(context), str(context["_folder_name"]))

    @pass_context
    def forge_default(self, context: Context, question: str) -> Any:
        """The default on the project's forge of `issue_template`, `pr_template` or `ci`."""
        forge = str(context["forge"])
        match question:
            case "issue_template":
                return (*answers.ISSUE_FORMATS.get(forge, ()), "none")[0]
            case "pr_template":
                # Forgejo has one text for all pull requests: the project's own one stays in force.
                alone = forge != "forgejo" or not project.has_request_text(folder_of(context))
                return forge in answers.PR_TEMPLATES and alone
            case _:
                return forge in answers.PIPELINES

    @pass_context
    def log_name(self, context: Context) -> str:
        """NAME of a further log, from `--answers-file .copier-answers.adr-NAME.yml`; "" for the only one."""
        match = LOG_NAME.fullmatch(os.path.basename(str(context["_copier_conf"]["answers_file"])))
        return match[1] if match else ""

    @pass_context
    def suffix_of_log(self, context: Context) -> str:
        """What the names of files carry that several logs would share: `-NAME`; "" for the only log."""
        name = self.log_name(context)
        return f"-{name}" if name else ""
