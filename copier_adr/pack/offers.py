"""Answers that are offered because the project's log has them: how its files are called, what its records look like."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from ..faults import Fault
from . import styles
from .questions import folder_of
from .texts import Texts

if TYPE_CHECKING:
    from ..log.log import Log
    from .learnt import Learnt
    from .logs import Names

OF_FORM = ("style", "custom_style")


class Offers(Texts):
    """A log is looked at once: what it offers must not change while it is asked about."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._logs: dict[str, Log | None] = {}
        self._names: dict[str, Names] = {}
        self._learnt: dict[str, Learnt] = {}

    @pass_context
    def log_says(self, context: Context, question: str, otherwise: str | None = None) -> Any:
        """The answer to `question` that is recorded or that the records give; else `otherwise`, or the style's own."""
        if question in self._answered(context):
            return self._answered(context)[question]
        said = self._form_says(context, question) if question in OF_FORM else self._names_say(context, question)
        if said is None:
            return self.style_default(context, question) if otherwise is None else otherwise
        return said

    def _names_say(self, context: Context, question: str) -> Any:
        log = self._log(context)
        if log is None:
            return None
        if log.folder not in self._names:
            from . import logs  # here and below: most projects have no log

            self._names[log.folder] = logs.names_in(self._records(context))
        return getattr(self._names[log.folder], question)

    def _form_says(self, context: Context, question: str) -> str | None:
        form = self._form(context)
        return (form.text if question == "custom_style" else form.style) or None if form else None

    def _form(self, context: Context) -> Learnt | None:
        """The form that new records take where the log itself decides it."""
        folder, name, log = folder_of(context), str(context["adr_dir"]), self._log(context)
        if log is None:
            return None
        if name not in self._learnt:
            from . import learnt

            self._learnt[name] = learnt.learnt(folder, name, log, self._names_say(context, "number_width"))
        return self._learnt[name]

    def _log(self, context: Context) -> Log | None:
        """The log that the project has; None where its folder has no records. It is read once."""
        folder = str(folder_of(context) / str(context["adr_dir"]))
        if folder not in self._logs:
            self._logs[folder] = log_in(folder)
        return self._logs[folder]

    def _records(self, context: Context) -> list[dict[str, Any]]:
        """What `adr.py` reads of that log's records."""
        log = self._log(context)
        return [record.as_json() for record in log.records] if log else []

    @pass_context
    def style_choices(self, context: Context, default: str) -> str:
        """The styles as Copier's choices: `group: name - in short` -> name.

        Copier renders each choice several times, also where nobody is asked: then only what the answer can be is there.
        """
        conf, default = context["_copier_conf"], self.log_says(context, "style", default)
        known = [conf["data"], self._answered(context), conf["user_defaults"], conf["settings"].defaults]
        given = [conf["data"]["style"]] if "style" in conf["data"] else []
        if conf["defaults"]:
            given = given or [default, *(answers["style"] for answers in known if "style" in answers)]
        if given and {*given} <= {*styles.names(), "custom"}:
            return json.dumps({name: name for name in given})
        found = {label: name for name, label in styles.choices()}
        own = "the form of this log's records" if default == "custom" else "the text of a style file"
        return json.dumps({**found, f"Your own: custom - {own}": "custom"}, ensure_ascii=False)

    @pass_context
    def form_offer(self, context: Context) -> str:
        """What the offered form is taken from, to stand after a question; "" where there is no log to take it from."""
        form = self._form(context) if self._first(context) else None
        return "".join(f" {line}." for line in form.said) if form else ""

    @pass_context
    def form_taken(self, context: Context) -> str:
        """What the closing words say of the form that this copy took from the log; "" where it took none."""
        form = self._form(context) if context["adopts"] else None
        if form is None or not form.said or context["style"] != (form.style or "madr"):
            return ""
        lines = [f"{line}." for line in form.said]
        if context["style"] != "custom":
            lines.append(f"New ones take the style {context['style']}; --data style=NAME takes another.")
        elif context["custom_style"] == form.text:
            shown, answers = f"{context['adr_dir']}/adr-template.md", context["_copier_conf"]["answers_file"]
            lines.append(f"{shown} shows it; custom_style in {answers} has it to read and to change.")
        else:
            return ""
        return "\n\n" + "\n".join(lines)


def log_in(folder: str) -> Log | None:
    """The log in a folder; None where there is no record. The reader is loaded only where there is such a folder."""
    if not os.path.isdir(folder):
        return None
    from ..log.log import Log

    try:
        log = Log(folder, parallel=False)
    except Fault as fault:
        raise UserMessageError(f"{fault}\n\nNothing was written.") from None
    return log if log.records else None
