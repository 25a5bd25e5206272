"""What a copy and an update say when they are done: only what is true in this project, and what is left to people."""

from __future__ import annotations

import fnmatch
import os
import re
import shlex
from collections import defaultdict
from pathlib import Path
from typing import Any, cast

from jinja2 import pass_context
from jinja2.runtime import Context

from ..faults import Fault
from ..log.git import git
from ..log.project import ROOT_NOTES, answered_logs
from . import project, root_lines, tree, untracked, ways
from .data import parsed
from .found import Found
from .questions import folder_of

GITLAB_CI = ".gitlab-ci.yml"
BITBUCKET_CI = "bitbucket-pipelines.yml"
LARGE = 1 << 20  # bytes from which nobody wrote a file by hand
# The key `include` with all that belongs to it: lines that are indented, items of a list, and empty ones.
INCLUDE = re.compile(r"^include:.*\n(?:(?:[ \t-].*)?\n)*", re.M)
FILE = re.compile(r"(?<![\w./*-])[\w./*-]+\.ya?ml")


class Closing(Found):
    """Functions for `_message_after_copy` and `_message_after_update`."""

    @pass_context
    def git_start(self, context: Context) -> str:
        """What has to come before `git add` in a folder that no repository holds."""
        return "" if project.in_git(folder_of(context)) else "git init && "

    @pass_context
    def next_record(self, context: Context) -> str:
        """The command that writes the next record."""
        number = " --number NUMBER" if context["numbering"] == "tracker" else ""
        title = "Title of the next decision" if context["adopts"] else "Title of the first decision of your own"
        return f'{self.adr_command(context)} new{number} "{title}"'

    @pass_context
    def way_of_working(self, context: Context) -> str:
        """Where it says how people work with the log. A README that was there says what the project says."""
        helps = f"{self.adr_command(context)} --help  lists the commands."
        if context["own_readme"]:
            return f"The words in {context['own_readme']} stay yours;  {helps}"
        readme = f"{context['adr_dir']}/README.md"
        ours = readme not in (parsed(context["keep"]) or []) and (folder_of(context) / readme).exists()
        return "The log's README.md says how to propose, decide and supersede." if ours else helps

    @pass_context
    def changed(self, context: Context) -> bool:
        """Whether git sees anything in the project that is not committed; yes where there is no git to ask."""
        said = git(str(folder_of(context)), "status", "--porcelain", "--", ".")
        return said is None or bool(said)

    @pass_context
    def in_conflict(self, context: Context) -> list[str]:
        """The files that the update left in conflict."""
        from .after_update import in_conflict

        return in_conflict(str(folder_of(context)), str(context["_copier_conf"]["answers_file"]))

    @pass_context
    def conflicts(self, context: Context) -> str:
        """What is to be done about files in conflict, with their names as the last lines; "" where there are none."""
        met = self.in_conflict(context)
        return ways.conflicts_met(met, self.adr_command(context)) if met else ""

    @pass_context
    def pipelines_to_start(self, context: Context) -> str:
        """What people still do so that the pipelines which have just come run, as paragraphs; "" where nothing."""
        before = self._answered(context)
        asked = cast("tree.Answers", context)
        same = {"adr_dir": context["adr_dir"], "log_suffix": context["log_suffix"]}
        had = tree.only_some(defaultdict(str, {**before, **same})) if before else {}
        new = [path for path, held in tree.only_some(asked).items() if held and not had.get(path)]
        said = []
        if files := [path for path in new if path.startswith(".gitlab/ci/")]:
            lines = to_include(folder_of(context), files)
            said += [f"GitLab runs the checks once {GITLAB_CI} has:\n\n  include: [{lines}]"] if lines else []
        if files := [path for path in new if re.match(r"\.azuredevops/adr[^/]*\.yml", path)]:
            said.append(f"Azure DevOps runs the checks once there is a pipeline of {' and one of '.join(files)}.")
        if self._new_on_bitbucket(context, before):
            snippet = context.environment.from_string("{% include 'includes/bitbucket-pipelines.yml.jinja' %}")
            text = snippet.render(context.get_all()).rstrip("\n").replace("\n", "\n  ")
            said.append(f"Bitbucket runs the checks once {BITBUCKET_CI} has:\n\n  {text}")
        return "".join(f"\n\n{text}" for text in said)

    def _new_on_bitbucket(self, context: Context, before: dict[str, Any]) -> bool:
        """Whether this run asks for checks on Bitbucket for the first time; it reads one file only, the project's."""
        had = before.get("forge") == "bitbucket" and before.get("ci")
        there = "refs/adr/target" in _text(folder_of(context) / BITBUCKET_CI)
        return bool(context["forge"] == "bitbucket" and context["ci"] and not had and not there)

    @pass_context
    def for_agents(self, context: Context) -> str:
        """The lines that lead agents from the root to the log, offered by a first copy; "" where they are there."""
        if not context["agents"] or context["agents_root"] or not self._first(context):
            return ""
        page, folder = f"{context['adr_dir']}/AGENTS.md", folder_of(context)
        if any(page in _text(folder / name) for name in ROOT_NOTES):
            return ""
        told = "".join(f"  {line}\n" for line in root_lines.lines(cast("tree.Answers", context)))
        names = " or ".join(ROOT_NOTES)
        return (
            f"\n\nCoding agents find the log by three lines in the root's {names}\n"
            f"(the answer agents_root=true writes them there):\n\n{told.rstrip()}"
        )

    @pass_context
    def other_lists(self, context: Context) -> str:
        """Further lists of the log's records, as a paragraph of a first copy; "" where there is none."""
        log = self._log(context) if context["adopts"] else None
        if log is None:
            return ""
        from .elsewhere import other_lists  # most projects have no log

        adr_dir, own = str(context["adr_dir"]), self.index_file(context)
        found = other_lists(folder_of(context), adr_dir, own, log.files, _text)
        if not (lines := "".join(f"  {path} ({count} of {len(log.records)})\n" for path, count in found)):
            return ""
        return (
            f"\n\nThese list records of the log too, and nothing of the pack writes or checks them:\n\n{lines}\n"
            f"Add new records there by hand, or let them lead to {adr_dir}/{own}."
        )

    @pass_context
    def other_logs(self, context: Context) -> str:
        """Further logs that were seen while a first copy looked for one, as a paragraph; "" where there is none."""
        if self._finds is None or not self._first(context) or self.log_name(context):
            return ""
        named = answered_logs(str(folder_of(context)))
        if not (others := [log for log in (self._finds.log, *self._finds.others) if log and log not in named]):
            return ""
        source = str(context["_copier_answers"].get("_src_path", ""))
        command = f"copier copy --trust -a .copier-answers.adr-NAME.yml -d adr_dir={shlex.quote(others[0])}"
        lines = "".join(f"  {log}\n" for log in others)
        return (
            f"\n\nThese read as logs too, and stay as they are:\n\n{lines}\n"
            f"Each is taken over by a copy with answers of its own:\n\n  {command} {shlex.quote(source)} ."
        )

    @pass_context
    def not_in_git(self, context: Context) -> str:
        """What of the written files no `git add` takes, as a paragraph; "" where it takes all."""
        folder = folder_of(context)
        if not project.in_git(folder):
            return ""
        lines = untracked.told(str(folder), self._written(context), str(context["adr_dir"]))
        if not lines:
            return ""
        return f"\n\ngit leaves these out, so that no commit has them and no update reaches them:\n\n{lines}"

    @pass_context
    def skipped_index(self, context: Context) -> str:
        """What hinders the log's index, as a sentence; "" where it was written."""
        log = folder_of(context) / str(context["adr_dir"])
        if context["index"] == "own":
            return ""
        from ..log.index import index_file, marker_span
        from ..text.files import decode, read_bytes

        try:
            file = index_file(str(log))
            name = f"{context['adr_dir']}/{os.path.basename(file)}"
            if not os.path.exists(file):
                return f" The index was skipped: {name} is not there."
            marker_span(decode(read_bytes(file))[0], name)
        except (Fault, OSError) as fault:
            return f" The index was skipped: {fault}."
        return ""


def to_include(folder: Path, paths: list[str]) -> str:
    """Those of these files that the project's .gitlab-ci.yml does not include, as entries of its `include`."""
    text = "".join(INCLUDE.findall(re.sub(r"(?m)(^|\s)#.*", "", _text(folder / GITLAB_CI) + "\n")))
    # Patterns there begin at the root, with `/` or without; `**` goes through folders, which `*` does here anyhow.
    named = [word.lstrip("./").replace("**", "*") for word in FILE.findall(text)]
    left = [path for path in paths if not any(fnmatch.fnmatchcase(path.lstrip("."), name) for name in named)]
    return ", ".join(f"{{local: {path}}}" for path in left)


def _text(path: Path) -> str:
    """The text of a file of the project; "" where it is not there, a link, or too large to be one."""
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGE:
            return ""
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
