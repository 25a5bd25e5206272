"""The one Jinja extension: what `copier.yml` and `template/` can ask of the pack.

Every function here is named as templates call it. Work is done in the neighbours: `styles` loads styles, `records`
and `forms` make texts of them, `answers` checks answers, `project` looks at the project.
"""

import importlib.util
import json
import os
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2.ext
from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

# An update runs the old and the new version of the pack in one process. A plain import would give the new
# version the old one's neighbours, so each is loaded by its path and handed to those that need it.
if TYPE_CHECKING:
    from extensions import answers, forms, project, records, styles
else:

    def _load(name, **neighbours):
        path = Path(__file__).with_name(f"{name}.py")
        spec = importlib.util.spec_from_file_location(f"copier_adr_{name}", path)
        module = importlib.util.module_from_spec(spec)
        # dataclasses and pydantic look their module up while a class is made.
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        vars(module).update(neighbours)
        return module

    styles = _load("styles")
    records = _load("records", styles=styles)
    forms = _load("forms", styles=styles, records=records)
    answers = _load("answers", styles=styles)
    project = _load("project")

LOG_NAME = re.compile(r"\.copier-answers\.adr-(.+)\.ya?ml")


def _folder(context: Context) -> Path:
    return Path(str(context["_copier_conf"]["dst_path"]))


class Pack(jinja2.ext.Extension):
    """Binds the functions below to a Jinja environment; a style is read once per environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._styles: dict[tuple[str, str], styles.Style] = {}
        public = [name for name in vars(type(self)) if not name.startswith("_") and name not in ("identifier", "tags")]
        environment.globals.update({name: getattr(self, name) for name in public})
        environment.filters.update(md=styles.markdown_text, shell=shell_word, exactly=gitignore_path)

    def _style(self, context: Mapping[str, Any] | Context) -> "styles.Style":
        name = str(context["style"])
        custom = str(context.get("custom_style") or "") if name == "custom" else ""
        key = name, custom
        if key not in self._styles:
            try:
                self._styles[key] = styles.in_force(name, custom)
            except styles.StyleError as error:
                raise UserMessageError(str(error)) from None
        return self._styles[key]

    def _given(self, context: Context) -> "records.Given":
        given = answers.parsed(context["style_parameters"]) or {}
        parameters = {k: [str(i) for i in v] if isinstance(v, list) else str(v) for k, v in given.items()}
        return records.Given(
            project_name=str(context["project_name"]),
            parameters=parameters,
            min_approvals=context["min_approvals"],
            min_open_days=context["min_open_days"],
        )

    # ---- questions ---------------------------------------------------------------------------------------------

    @pass_context
    def given_answers_hold(self, context: Context) -> bool:
        """True; a wrong answer among those given by `--data` ends the run with a message before anything is written."""
        given = dict(context["_copier_conf"]["data"])
        if problems := answers.check_given(given, _known(context), _folder(context)):
            raise UserMessageError(problems)
        return True

    @pass_context
    def wrong(self, context: Context, name: str) -> str:
        """What is wrong with the answer to question `name`, or ""."""
        return answers.wrong(name, context[name], _known(context), _folder(context))

    def style_choices(self) -> str:
        """The styles as Copier's choices: `name - title: summary` -> name."""
        found = {f"{name} - {title}: {summary}": name for name, title, summary in styles.heads()}
        return json.dumps({**found, "custom - your own: the text of a style file": "custom"}, ensure_ascii=False)

    @pass_context
    def style_default(self, context: Context, key: str) -> Any:
        """A default that the style sets: `parameters`, `number_width`, `min_approvals`, `issue_labels`, …"""
        own = self._style(context).contract
        match key:
            case "parameters" | "number_width":
                return getattr(own, key)
            case "min_approvals" | "min_open_days":
                return getattr(own.review, key)
            case _:
                return getattr(own.issue, key.removeprefix("issue_"))

    @pass_context
    def project_forge(self, context: Context) -> str:
        """The forge that the project's remote or files point to."""
        return project.forge(_folder(context))

    @pass_context
    def project_title(self, context: Context) -> str:
        """The project's name: its remote's, else its folder's."""
        return project.name(_folder(context), str(context["_folder_name"]))

    def forge_has(self, forge: str, what: str) -> Any:
        """The default on that forge of `issue_template`, `pr_template` or `ci`."""
        match what:
            case "issue_template":
                return (*answers.ISSUE_FORMATS.get(forge, ()), "none")[0]
            case "pr_template":
                return forge in answers.PR_TEMPLATES
            case _:
                return forge in answers.PIPELINES

    @pass_context
    def log_name(self, context: Context) -> str:
        """NAME of a further log, from `--answers-file .copier-answers.adr-NAME.yml`; "" for the only one."""
        match = LOG_NAME.fullmatch(os.path.basename(str(context["_copier_conf"]["answers_file"])))
        return match[1] if match else ""

    # ---- files -------------------------------------------------------------------------------------------------

    @pass_context
    def blank_record(self, context: Context) -> str:
        """`adr-template.md`."""
        return records.blank(self._style(context), self._given(context))

    def _contract(self, context: Context) -> dict[str, Any]:
        return records.contract(
            self._style(context),
            self._given(context),
            numbering=context["numbering"],
            number_width=context["number_width"],
            filename_prefix=context["filename_prefix"],
            rules={name: context[name] for name in RULES},
            forge=context["forge"],
        )

    @pass_context
    def adr_json(self, context: Context) -> str:
        """`adr.json`."""
        return records.contract_text(self._contract(context))

    @pass_context
    def first_record(self, context: Context) -> str:
        """The first record, complete, dated today."""
        contract = self._contract(context)
        number = FIRST_NUMBER[context["numbering"]]
        return records.first_record(self._style(context), self._given(context), contract, number=number)

    @pass_context
    def first_record_name(self, context: Context) -> str:
        """The first record's file name."""
        number = FIRST_NUMBER[context["numbering"]]
        return records.first_record_file(self._style(context), self._contract(context), number=number)

    @pass_context
    def first_record_file(self, context: Context) -> str:
        """The same, or "" where the log holds records already: then the pack writes none."""
        folder = _folder(context) / str(context["adr_dir"])
        return "" if folder.is_dir() and styles.adr().read_log(str(folder)) else self.first_record_name(context)

    @pass_context
    def record_name_form(self, context: Context) -> str:
        """What records are called in this log, such as `ADR-NNNN-short-title.md`."""
        number = "YYYYMMDD" if context["numbering"] == "date" else "N" * context["number_width"]
        return f"{context['filename_prefix']}{number}-short-title.md"

    @pass_context
    def style_says(self, context: Context, key: str) -> Any:
        """`title`, `summary`, `source` or `statuses` of the style in force."""
        return getattr(self._style(context).contract, key)

    @pass_context
    def decided_status(self, context: Context) -> str:
        """The style's word for a decision that stands."""
        return self._style(context).contract.first_record.status

    @pass_context
    def style_fields(self, context: Context) -> list[tuple[str, str]]:
        """The metadata fields of a record that are no facts, such as scope and authors: (label, guidance)."""
        style = self._style(context)
        fields = forms.metadata(style, records.blank(style, self._given(context)))
        # A hint that shows how to write a link says nothing to a reader.
        return [(label, "" if "](" in hint else hint) for label, hint in fields]

    @pass_context
    def style_sections(self, context: Context, level: int = 6) -> list["styles.Section"]:
        """The sections of a record, down to a heading level, without those that hold only status and date."""
        style = self._style(context)
        stated = forms.fact_sections(style)
        found = styles.sections(style, records.blank(style, self._given(context)))
        return [part for part in found if part.level <= level and part.title not in stated]

    @pass_context
    def section_hint(self, _context: Context, section: "styles.Section") -> str:
        """The first sentence of a section's guidance, as plain text."""
        return forms.hint(section)

    @pass_context
    def issue_name(self, context: Context) -> str:
        """What the issue template is called where people choose one."""
        return self._style(context).contract.issue.name

    @pass_context
    def issue_form(self, context: Context) -> str:
        """The issue form as YAML."""
        return forms.issue_form(self._style(context), self._given(context), _issue(context))

    @pass_context
    def issue_front_matter(self, context: Context) -> str:
        """The front matter of a Markdown issue template."""
        return forms.issue_front_matter(self._style(context), _issue(context))

    @pass_context
    def issue_sections(self, context: Context) -> str:
        """The sections of a Markdown issue template."""
        return forms.issue_markdown(self._style(context), self._given(context))

    @pass_context
    def quick_actions(self, context: Context) -> list[str]:
        """GitLab's quick actions for the labels and assignees of an issue."""
        return forms.quick_actions(_issue(context))

    @pass_context
    def review_rule(self, context: Context) -> str:
        """The review rule in words."""
        return records.review_rule(context["min_approvals"], context["min_open_days"])


RULES = ("min_approvals", "min_open_days", "min_approvals_editorial", "merged_status")
# The number of the first record; `None` where file names bear a date.
FIRST_NUMBER = {"sequential": 1, "tracker": 0, "date": None}


def _known(context: Context) -> dict[str, Any]:
    return {name: context[name] for name in ("adr_dir_was", "style", "custom_style", "forge") if name in context}


def _issue(context: Context) -> "forms.IssueText":
    return forms.IssueText(
        title=str(context["issue_title"]),
        labels=[str(item) for item in answers.parsed(context["issue_labels"]) or []],
        assignees=[str(item) for item in answers.parsed(context["issue_assignees"]) or []],
    )


def shell_word(text: str) -> str:
    """`text` as one word for a shell, quoted only where it must be."""
    return shlex.quote(text)


def gitignore_path(path: str) -> str:
    """`path` as a pattern of Copier's `_exclude` (gitignore syntax) that matches nothing else."""
    return "/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", path)
