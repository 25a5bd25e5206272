"""What `copier.yml` asks while it questions people: choices, defaults, and what is wrong with an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2.ext
from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from . import answers, blanks, kept, project, styles, tree, ways
from .data import parsed, recorded

# Our answers file, where a copy names none that can be ours.
OURS = ".copier-answers.adr.yml"
# Nobody is asked this: where a run is given it, it was given all that is recorded, as an update's old version is.
RECORDED = "adr_dir_was"


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
        self._refuse_strangers(context, given)
        self._refuse_moved(context)
        if RECORDED not in given and (unknown := kept.unknown(given)):
            raise UserMessageError(ways.unknown_names(unknown))
        if RECORDED in given and (wrong := self._mended(context, given)):
            values = [(name, given[name], value) for name, value in wrong.items()]
            raise UserMessageError(ways.mended(values, str(context["_copier_conf"]["answers_file"]), written=False))
        if problems := kept.not_a_text(given) or answers.check_given(given, known_of(context), folder_of(context)):
            raise UserMessageError(problems)
        return True

    def _refuse_strangers(self, context: Context, given: dict[str, Any]) -> None:
        """Ends a copy in which Copier takes answers of another template for ours."""
        conf, folder, file = context["_copier_conf"], folder_of(context), str(context["_copier_conf"]["answers_file"])
        source = str(context["_copier_answers"].get("_src_path", ""))
        names = list(kept.strangers(folder, file, context.get_all(), {**conf["user_defaults"], **given}))
        answered = self._answered(context)
        if answered and "adr_dir" not in answered and (theirs := kept.owner(folder, file)) not in ("", source):
            names, file = sorted(set(answered) & set(kept.questions())), OURS
        elif names:
            theirs = kept.owner(folder, kept.COMMON)
        else:
            return
        command = ways.copy_command(conf, source, file)
        raise UserMessageError(ways.of_another_template(names, kept.COMMON, theirs, command))

    def _refuse_moved(self, context: Context) -> None:
        """Ends a run in whose project somebody has moved the log, so that it would be written anew at its old place."""
        before = self._answered(context)
        if now := kept.moved_away(folder_of(context), before):
            file = str(context["_copier_conf"]["answers_file"])
            raise UserMessageError(ways.moved(before, now, folder_of(context), file))

    @pass_context
    def recorded_answers_hold(self, context: Context) -> str:
        """An empty text; recorded answers that cannot be are mended, and end an update before it has begun.

        The old version is rendered with them as they are, so that no other step could go on.
        """
        before, file = self._answered(context), str(context["_copier_conf"]["answers_file"])
        self._refuse_moved(context)
        if wrong := self._mended(context, before):
            path = folder_of(context) / file
            text = kept.rewritten(path.read_text(encoding="utf-8"), wrong)
            written = text is not None and not context["_copier_conf"]["pretend"]
            if written:
                path.write_text(str(text), encoding="utf-8", newline="")
            values = [(name, before[name], value) for name, value in wrong.items()]
            raise UserMessageError(ways.mended(values, file, written=written))
        return ""

    def _mended(self, context: Context, before: dict[str, Any]) -> dict[str, Any]:
        """What has to stand for those of these recorded answers that cannot be."""

        def render(text: str, known: Mapping[str, Any]) -> Any:
            return context.environment.from_string(text).render({**context.get_all(), **known})

        recorded_so = self._recorded
        # What cannot be must not be offered.
        self._recorded = {"_commit": before.get("_commit")}
        try:
            return kept.mended(before, folder_of(context), render)
        finally:
            self._recorded = recorded_so

    @pass_context
    def wrong(self, context: Context, name: str) -> str:
        """What is wrong with the answer to question `name`, or "". Copier says itself which question it is."""
        return answers.wrong(name, context[name], known_of(context), folder_of(context)).removeprefix(f"{name}: ")

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
        found = project.name(folder_of(context), str(context["_folder_name"]))
        return found.encode("utf-8", "replace").decode("utf-8")  # a folder's name need not be text

    @pass_context
    def project_branch(self, context: Context) -> str:
        """The branch that changes go to: the recorded one, else what the project's git says."""
        before = self._answered(context).get("default_branch")
        return str(before or project.default_branch(folder_of(context)))

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
        return tree.log_name(str(context["_copier_conf"]["answers_file"]))

    @pass_context
    def suffix_of_log(self, context: Context) -> str:
        """What the names of files carry that several logs would share: `-NAME`; "" for the only log."""
        name = self.log_name(context)
        return f"-{name}" if name else ""
