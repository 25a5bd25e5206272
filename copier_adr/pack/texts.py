"""What `template/` asks: the texts of files, made of the style in force and the answers, and of nothing else."""

from __future__ import annotations

from typing import Any, cast

from jinja2 import pass_context
from jinja2.runtime import Context

from ..record.name_form import shown_name
from . import blanks, forms, layout, prints, styles, tool
from .data import parsed
from .questions import Questions

RULES = ("min_approvals", "min_open_days", "min_approvals_editorial", "merged_status", "max_open_days")
# The number of the first record; `None` where file names bear a date.
FIRST_NUMBER = {"sequential": 1, "tracker": 0, "date": None}


def _rules_on_code(context: Context) -> dict[str, Any]:
    """The rules on changes of code, as far as they are other than without an answer."""
    patterns = [str(item).strip() for item in parsed(context["needs_record"]) or []]
    rules = {"needs_record": patterns, "missing_record": context["missing_record"]} if patterns else {}
    told = context["governing_comment"]
    return rules if told == "annotation" else {**rules, "governing_comment": told}


class Texts(Questions):
    """A function for each text, or part of one."""

    @pass_context
    def blank_record(self, context: Context) -> str:
        """`adr-template.md`."""
        return blanks.blank(self._style(context), self._given(context))

    def _contract(self, context: Context) -> dict[str, Any]:
        return blanks.contract(
            self._style(context),
            self._given(context),
            numbering=context["numbering"],
            number_width=context["number_width"],
            filename_prefix=context["filename_prefix"],
            **({"file_name": str(context["file_name"])} if context["file_name"] else {}),
            rules={**{name: context[name] for name in RULES}, **_rules_on_code(context)},
            forge=context["forge"],
            **({"index_group": str(context["index_group"])} if context["index_group"] != "none" else {}),
            **self._index_facts(context),
        )

    def _index_facts(self, context: Context) -> dict[str, Any]:
        """What adr.json says of the index."""
        raise NotImplementedError

    @pass_context
    def answers_yaml(self, context: Context) -> str:
        """What Copier's answers file holds."""
        answers = context["_copier_answers"]
        return prints.yaml_lines({name: answers[name] for name in sorted(answers)})

    @pass_context
    def adr_json(self, context: Context) -> str:
        """`adr.json`."""
        return blanks.contract_text(self._contract(context))

    @pass_context
    def first_record(self, context: Context) -> str:
        """The first record, complete, dated today."""
        contract = self._contract(context)
        number = FIRST_NUMBER[context["numbering"]]
        text = blanks.first_record(self._style(context), self._given(context), contract, number=number)
        return layout.markdown(text.replace("adr.py", self.adr_name(context)))

    @pass_context
    def first_record_name(self, context: Context) -> str:
        """The first record's file name."""
        number = FIRST_NUMBER[context["numbering"]]
        return blanks.first_record_file(self._style(context), self._contract(context), number=number)

    @pass_context
    def record_name_form(self, context: Context) -> str:
        """What records are called in this log, such as `ADR-NNNN-short-title.md`."""
        contract = self._contract(context)
        number = FIRST_NUMBER[context["numbering"]]
        return shown_name(contract, number=number is not None)

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
        fields = forms.metadata(style, blanks.body(style, self._given(context)))
        # Guidance that shows how to write a link says nothing to a reader.
        return [(label, forms.hint(style, label, [] if "](" in said else [said])) for label, said in fields]

    @pass_context
    def style_sections(self, context: Context, level: int = 6) -> list[styles.Section]:
        """The sections of a record, down to a heading level, without those that hold only status and date."""
        style = self._style(context)
        stated = forms.fact_sections(style)
        found = styles.sections(style, blanks.body(style, self._given(context)))
        return [part for part in found if part.level <= level and part.title not in stated]

    @pass_context
    def section_hint(self, context: Context, section: styles.Section) -> str:
        """What belongs into a section, as plain text."""
        return forms.hint(self._style(context), section.title, styles.GUIDANCE.findall(section.text))

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
    def adr_command(self, context: Context) -> str:
        """What a person types to run the tool in the project."""
        return tool.command(_answers(context))

    @pass_context
    def adr_name(self, context: Context) -> str:
        """What the tool is called in prose."""
        return "adr" if tool.installed(_answers(context)) else "adr.py"

    @pass_context
    def tool_requirement(self, context: Context) -> str:
        """What installs the tool: the argument of `pipx install` and `uvx --from`."""
        return tool.requirement(_answers(context))

    @pass_context
    def fetch_tool(self, context: Context) -> str:
        """The command by which a pipeline brings the installed tool."""
        return tool.fetch(_answers(context))

    @pass_context
    def run_tool(self, context: Context, name: str, python: str = "python3", above: str = "") -> str:
        """How a pipeline runs `adr.py`, `adr_review.py` or `adr_update.py`."""
        return tool.call(name, _answers(context), python, above)

    @pass_context
    def review_rule(self, context: Context) -> str:
        """The review rule in words."""
        return blanks.review_rule(context["min_approvals"], context["min_open_days"])


def _answers(context: Context) -> tool.Answers:
    return cast("tool.Answers", context)


def _issue(context: Context) -> forms.IssueText:
    return forms.IssueText(
        title=str(context["issue_title"]),
        labels=[str(item) for item in parsed(context["issue_labels"]) or []],
        assignees=[str(item) for item in parsed(context["issue_assignees"]) or []],
    )
