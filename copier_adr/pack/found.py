"""What `copier.yml` asks of a project that has a log, or other files, before the pack comes to it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, cast

from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from . import again, answers, project, tree, untracked, ways
from .data import parsed
from .own_list import OwnList
from .questions import folder_of

if TYPE_CHECKING:
    from . import look

TEMPLATE = Path(__file__).resolve().parents[2] / "template"


class Found(OwnList):
    """Looks at the project; what it finds becomes an answer, which is recorded."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._log_before: str | None = None
        # What the project had before anything was written: the copy changes it.
        self._finds: look.Finds | None = None

    def _seen(self, context: Context) -> look.Finds:
        """Where the project keeps its decisions."""
        if self._finds is None:
            from . import look  # here and below: most projects have no log, and its reader is the larger half of us

            self._finds = look.look(folder_of(context))
        return self._finds

    @pass_context
    def project_log(self, context: Context, otherwise: str) -> str:
        """The folder of the log that the project has, else `otherwise`; a further log is never looked for."""
        if self._log_before is None:
            found = str(self._answered(context).get("adr_dir") or "")
            if not (found or self.log_name(context) or project.is_empty(folder_of(context))):
                found = self._seen(context).log
                # A folder that is there may have a name that the pack cannot work with: then the person decides.
                found = "" if answers.wrong("adr_dir", found or ".", {}, folder_of(context)) else found
            self._log_before = found
        return self._log_before or otherwise

    @pass_context
    def readme_of_its_own(self, context: Context) -> str:
        """The file in `adr_dir` that served as the log's index before the first copy, or ""."""
        if not self._first(context):
            return str(self._answered(context).get("own_readme", ""))
        log = folder_of(context) / str(context["adr_dir"])
        if not log.is_dir():
            return ""
        if kept := self._kept_list(context):
            return kept.file
        from . import logs

        return logs.own_index(log)

    @pass_context
    def files_to_keep(self, context: Context) -> str:
        """Paths of the pack's that the project fills already in a way that the pack can live with, as JSON.

        A blank record is one: `adr.py new` states what it lacks.
        """
        path = f"{context['adr_dir']}/adr-template.md"
        blank = folder_of(context) / path
        kept: list[str] = []
        if not self._first(context):
            kept = list(self._answered(context).get("keep") or [])
        elif blank.is_file():
            kept = [path]
        return json.dumps(kept, ensure_ascii=False)

    @pass_context
    def takes_over(self, context: Context) -> bool:
        """Whether this copy takes over a log, or a README of one, that the project had before."""
        return self._first(context) and bool(context["own_readme"] or self._records(context))

    @pass_context
    def nothing_in_the_way(self, context: Context) -> bool:
        """True; files that a first copy would write over, or pass over, end the run with a list and the ways on."""
        self._refuse_wrong_way(context)
        folder = folder_of(context)
        if not self._first(context) or project.is_empty(folder) or context["_copier_conf"]["overwrite"]:
            return True
        # A person who names the folder has decided what becomes of records elsewhere.
        if not (context["adopts"] or "adr_dir" in context["_copier_conf"]["data"]):
            seen = self._seen(context)
            if seen.root:
                raise UserMessageError(ways.in_root(seen.root, str(context["adr_dir"])))
            if seen.page[0]:
                raise UserMessageError(ways.in_one_file(*seen.page, str(context["adr_dir"])))
        if there := sorted(path for path in self._written(context) if os.path.lexists(folder / path)):
            alone = untracked.unheld(str(folder), there)
            raise UserMessageError(ways.in_the_way(there, str(context["adr_dir"]), alone))
        return True

    def _written(self, context: Context) -> set[str]:
        """Paths below the project that this copy writes."""
        names = [path.relative_to(TEMPLATE).as_posix() for path in TEMPLATE.rglob("*") if path.is_file()]
        paths = {context.environment.from_string(name).render(context).removesuffix(".jinja") for name in names}
        return paths - set(self._left_out(context))

    def _left_out(self, context: Context) -> list[str]:
        """Paths that are not written: what the answers leave out, and what is the project's own."""
        log, first, copy = str(context["adr_dir"]), self._first(context), context.get("_copier_operation") != "update"
        paths = tree.left_out(cast("tree.Answers", context))
        # The first record is written once. An update neither changes it nor makes it again.
        if not (copy and first) or self._records(context):
            paths.append(f"{log}/{self.first_record_name(context)}")
        # On a second copy the README holds the index, and people's words.
        readme = f"{log}/README.md"
        again = copy and not first and not context["_copier_conf"]["overwrite"]
        if context["own_readme"] or (again and (folder_of(context) / readme).exists()):
            paths.append(readme)
        return [*paths, *(parsed(context["keep"]) or [])]

    @pass_context
    def nothing_for_an_update(self, context: Context) -> str:
        """An empty text; a second copy that would bring another version or other answers ends with a message.

        Copier asks for each file that differs, and where nobody can answer it stops half-way, the answers changed.
        """
        conf, before = context["_copier_conf"], self._answered(context)
        if not before or conf["overwrite"] or conf["pretend"]:
            return ""
        now = {name: context[name] for name in conf["data"] if name in before}
        now["_commit"] = context["_copier_answers"].get("_commit")
        changed = [(name, before.get(name), value) for name, value in now.items() if before.get(name) != value]
        if changed:
            raise UserMessageError(ways.for_an_update(changed, self.update_command_here(context)))
        return ""

    @pass_context
    def update_command_here(self, context: Context) -> str:
        """The command that brings the next version, for the person who runs this one."""
        answers = context["_copier_answers"]
        source, commit = str(answers.get("_src_path", "")), str(answers.get("_commit", ""))
        return again.here(str(context["_copier_conf"]["answers_file"]), source, commit)

    @pass_context
    def update_commands(self, context: Context) -> list[str]:
        """Every command that brings the next version, for those who read it in a file."""
        return again.in_file(str(context["_copier_conf"]["answers_file"]))
