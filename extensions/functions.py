"""What `copier.yml` and `template/` can ask of the pack: a Jinja extension with a function for each question.

Every function here is named as templates call it. Work is done in the neighbours: `styles` loads styles, `records`
and `forms` make texts of them, `answers` checks answers, `project` and `logs` look at the project, `after_update` at
what an update made of it.
"""

import contextlib
import io
import json
import os
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2.ext
from copier.errors import UserMessageError
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

if TYPE_CHECKING:
    from extensions import after_update, answers, forms, logs, project, records, rendering, styles
else:  # `pack.py` puts the neighbours here: see there for why these are no plain imports
    after_update: Any
    answers: Any
    forms: Any
    logs: Any
    project: Any
    records: Any
    rendering: Any
    styles: Any

LOG_NAME = re.compile(r"\.copier-answers\.adr-(.+)\.ya?ml")


def _folder(context: Context) -> Path:
    return Path(str(context["_copier_conf"]["dst_path"]))


class Pack(jinja2.ext.Extension):
    """Binds the functions below to a Jinja environment; a style is read once per environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._styles: dict[tuple[str, str], styles.Style] = {}
        # What the project was like before anything was written: the copy changes it.
        self._found_log: str | None = None
        self._recorded: dict[str, Any] | None = None
        self._adopts = False
        rendering.quicken(environment)
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
        self._answered(context)
        if problems := answers.check_given(given, _known(context), _folder(context)):
            raise UserMessageError(problems)
        return True

    @pass_context
    def wrong(self, context: Context, name: str) -> str:
        """What is wrong with the answer to question `name`, or ""."""
        return answers.wrong(name, context[name], _known(context), _folder(context))

    @pass_context
    def style_choices(self, context: Context, default: str) -> str:
        """The styles as Copier's choices: `name - title: summary` -> name.

        Copier renders each choice several times, also where nobody is asked: then only what the answer can be is there.
        """
        conf, default = context["_copier_conf"], self.log_says(context, "style", default)
        known = [conf["data"], self._answered(context), conf["user_defaults"], conf["settings"].defaults]
        given = [conf["data"]["style"]] if "style" in conf["data"] else []
        if conf["defaults"]:
            given = given or [default, *(answers["style"] for answers in known if "style" in answers)]
        if given and {*given} <= {*styles.names(), "custom"}:
            return json.dumps({name: name for name in given})
        found = {f"{name} - {title}: {summary}": name for name, title, summary in styles.heads()}
        return json.dumps({**found, "custom - your own: the text of a style file": "custom"}, ensure_ascii=False)

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
        return project.forge(_folder(context))

    @pass_context
    def project_title(self, context: Context) -> str:
        """The project's name: its remote's, else its folder's."""
        return project.name(_folder(context), str(context["_folder_name"]))

    # ---- a project that has a log ------------------------------------------------------------------------------

    def _answered(self, context: Context) -> dict[str, Any]:
        """The answers that the project recorded before this run; none on a first copy.

        Copier itself reads them only where the command names the answers file.
        """
        if self._recorded is None:
            file = _folder(context) / str(context["_copier_conf"]["answers_file"])
            self._recorded = dict(answers.parsed(file.read_text(encoding="utf-8")) or {}) if file.is_file() else {}
        return self._recorded

    def _first(self, context: Context) -> bool:
        """Whether this run brings the pack into the project for the first time."""
        return not self._answered(context)

    @pass_context
    def project_log(self, context: Context, otherwise: str) -> str:
        """The folder of the log that the project has, else `otherwise`; a further log is never looked for."""
        if self._found_log is None:
            nowhere = self.log_name(context) or project.is_empty(_folder(context))
            found = "" if nowhere else logs.find_log(_folder(context), _read_log)
            # A folder that is there may have a name that the pack cannot work with: then the person decides.
            found = "" if answers.wrong("adr_dir", found or ".", {}, _folder(context)) else found
            self._found_log = str(self._answered(context).get("adr_dir", found))
        return self._found_log or otherwise

    @pass_context
    def log_says(self, context: Context, question: str, otherwise: str | None = None) -> Any:
        """The answer to `question` that is recorded or that the records give; else `otherwise`, or the style's own."""
        if question in self._answered(context):
            return self._answered(context)[question]
        log = _folder(context) / str(context["adr_dir"])
        found = _read_log(str(log)) if log.is_dir() else []
        said = None
        if found and question == "style":
            said = logs.style_in(log, found) or None
        elif found:
            said = getattr(logs.names_in(found), question)
        if said is None:
            return self.style_default(context, question) if otherwise is None else otherwise
        return said

    @pass_context
    def readme_of_its_own(self, context: Context) -> str:
        """The file in `adr_dir` that served as the log's index before the first copy, or ""."""
        if not self._first(context):
            return str(self._answered(context).get("own_readme", ""))
        log = _folder(context) / str(context["adr_dir"])
        return logs.own_index(log) if log.is_dir() else ""

    @pass_context
    def files_to_keep(self, context: Context) -> str:
        """Paths of the pack's that the project fills already in a way that the pack can live with, as JSON."""
        path = f"{context['adr_dir']}/adr-template.md"
        blank = _folder(context) / path
        kept: list[str] = []
        if not self._first(context):
            kept = list(self._answered(context).get("keep") or [])
        elif blank.is_file() and records.can_fill(blank.read_bytes(), self._contract(context)):
            kept = [path]
        return json.dumps(kept, ensure_ascii=False)

    @pass_context
    def nothing_in_the_way(self, context: Context) -> bool:
        """True; files that a first copy would write over, or pass over, end the run with a list and the ways on."""
        folder = _folder(context)
        log = folder / str(context["adr_dir"])
        if not self._first(context) or project.is_empty(folder):
            return True
        self._adopts = bool(context["own_readme"] or (log.is_dir() and _read_log(str(log))))
        if context["_copier_conf"]["overwrite"]:
            return True
        # A person who names the folder has decided what becomes of records elsewhere.
        named = self._adopts or "adr_dir" in context["_copier_conf"]["data"]
        if stray := [] if named else logs.records_in_root(folder, _read_log):
            raise UserMessageError(_in_root(stray, str(context["adr_dir"])))
        kept = set(answers.parsed(context["keep"]) or [])
        if context["own_readme"]:
            kept.add(f"{context['adr_dir']}/README.md")
        if there := sorted(path for path in _written(context) if path not in kept and os.path.lexists(folder / path)):
            raise UserMessageError(_in_the_way(there, str(context["adr_dir"])))
        return True

    def adopts(self) -> bool:
        """Whether this copy takes over a log, or a README of one, that the project had before."""
        return self._adopts

    @pass_context
    def leaves_readme(self, context: Context) -> bool:
        """Whether a copy leaves the pack's README as it is: on a second copy it holds the index and people's words."""
        readme = _folder(context) / str(context["adr_dir"]) / "README.md"
        return not self._first(context) and readme.exists() and not context["_copier_conf"]["overwrite"]

    @pass_context
    def nothing_for_an_update(self, context: Context) -> str:
        """An empty text; a second copy that would bring another version or other answers ends with a message.

        Copier asks for each file that differs, and where nobody can answer it stops half-way, the answers changed.
        """
        conf, recorded = context["_copier_conf"], self._answered(context)
        if not recorded or conf["overwrite"] or conf["pretend"]:
            return ""
        now = {name: context[name] for name in conf["data"] if name in recorded}
        now["_commit"] = context["_copier_answers"].get("_commit")
        changed = [(name, recorded.get(name), value) for name, value in now.items() if recorded.get(name) != value]
        if changed:
            raise UserMessageError(_for_an_update(changed, str(conf["answers_file"])))
        return ""

    @pass_context
    def index_file(self, context: Context) -> str:
        """The name of the file in the log that holds the index."""
        return str(context["own_readme"]) or "README.md"

    # ---- when all is written -----------------------------------------------------------------------------------

    @pass_context
    def indexed(self, context: Context) -> bool:
        """Whether every index could be written here and now; a task is a process, which starts more slowly than that.

        False leaves it to the task: a long log is read on all cores there, and what is wrong with a log is said there.
        """
        log, conf = _folder(context) / str(context["adr_dir"]), context["_copier_conf"]
        adr = styles.adr()
        try:
            if conf["pretend"]:
                return False
            # Every log: each names the others in its index.
            if any(len(adr.find_files(one)[0]) >= adr.PARALLEL_FROM for one in adr.every_log(str(log))):
                return False
            with contextlib.redirect_stdout(io.StringIO()) if conf["quiet"] else contextlib.nullcontext():
                adr.write_indexes(str(log))
        except (adr.Fault, OSError, ValueError):
            return False
        return True

    @pass_context
    def finished(self, context: Context) -> bool:
        """The same at the end of an update, which then says what is left to people."""
        if not self.indexed(context):
            return False
        answers_file = str(context["_copier_conf"]["answers_file"])
        after_update.finish(styles.adr(), str(_folder(context)), str(context["adr_dir"]), answers_file)
        return True

    # ---- what forges have --------------------------------------------------------------------------------------

    @pass_context
    def forge_default(self, context: Context, question: str) -> Any:
        """The default on the project's forge of `issue_template`, `pr_template` or `ci`."""
        forge = str(context["forge"])
        match question:
            case "issue_template":
                return (*answers.ISSUE_FORMATS.get(forge, ()), "none")[0]
            case "pr_template":
                # Forgejo has one text for all pull requests: the project's own one stays in force.
                alone = forge != "forgejo" or not project.has_request_text(_folder(context))
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

    # ---- files -------------------------------------------------------------------------------------------------

    @pass_context
    def only(self, context: Context, name: str, *terms: str) -> str:
        """`name` where every term holds, else "": then Copier writes nothing of that name.

        A term is a forge, a kind of issue template, a way of updates, one of `SWITCHES` whose answer is not empty, or
        `one log`; `a or b` holds where one of them does. `{}` in the name is where that of a further log stands.
        """
        held = {context["forge"], context["issue_template"], context["template_updates"]}
        held |= {name for name in SWITCHES if context[name]} | (set() if context["log_suffix"] else {"one log"})
        met = all(not held.isdisjoint(term.split(" or ")) for term in terms)
        return name.replace("{}", str(context["log_suffix"])) if met else ""

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
        """The same, or "" where the log holds records already, and after the first copy: then the pack writes none."""
        folder = _folder(context) / str(context["adr_dir"])
        if not self._first(context) or (folder.is_dir() and _read_log(str(folder))):
            return ""
        return self.first_record_name(context)

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


def _read_log(folder: str) -> list[dict[str, Any]]:
    """The records of a log. adr.py is loaded only when there is something to read."""
    return list(styles.adr().read_log(folder))


# The questions that a file's name may ask for.
SWITCHES = ("agents", "ci", "pr_template", "min_approvals", "min_open_days")
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


def _written(context: Context) -> list[str]:
    """Paths below the project that this copy writes, made as Copier makes them from the names in `template/`."""
    root = styles.STYLES.parent / "template"
    found = []
    for source in root.rglob("*"):
        if "__pycache__" in source.parts or not source.is_file():
            continue
        parts = [str(context.environment.from_string(part).render(context)) for part in source.relative_to(root).parts]
        path = "/".join(parts)
        name = path.removesuffix(".jinja").rpartition("/")[2]
        if all(parts) and name:
            found.append(path.removesuffix(".jinja"))
    return found


def _in_the_way(paths: list[str], adr_dir: str) -> str:
    """The message for files that are there and that the pack would write over."""
    # The pack's own parts: a log without them is none of the pack's.
    needed = {f"{adr_dir}/{name}" for name in ("adr.py", "adr.json", "adr-template.md", "README.md")}
    keep = [path for path in paths if path not in needed]
    ways = [f"to keep your own, add  --data {shlex.quote('keep=' + json.dumps(keep))}"] if keep else []
    ways += [
        "to have the pack's instead, add  --overwrite  (git keeps yours)",
        "or move them away, and copy again",
    ]
    return (
        "These files are there, and the copy would write over them:\n\n"
        + "".join(f"  {path}\n" for path in paths)
        + "\nNothing was written. Ways on:\n\n"
        + "".join(f"  - {way}\n" for way in ways)
        + "\ndocs/adopt.md of the pack says what each means."
    )


def _in_root(names: list[str], adr_dir: str) -> str:
    """The message for records that lie in the project's root."""
    shown = names[:8] + ([f"and {len(names) - 8} more"] if len(names) > 8 else [])
    return (
        "These records lie in the project's root, and a log needs a folder of its own:\n\n"
        + "".join(f"  {name}\n" for name in shown)
        + "\nNothing was written. Ways on:\n\n"
        + f"  - to take them over, git mv them into a folder such as {adr_dir}, commit, and copy again\n"
        + f"  - to leave them and start a new log, add  --data adr_dir={shlex.quote(adr_dir)}"
    )


def _for_an_update(changed: list[tuple[str, Any, Any]], answers_file: str) -> str:
    """The message for a second copy that would change what is recorded."""
    names = {"_commit": "version"}
    return (
        "The project has the pack already, and this copy would change what it recorded:\n\n"
        + "".join(f"  {names.get(name, name)}: {before} -> {after}\n" for name, before, after in changed)
        + "\nNothing was written. Ways on:\n\n"
        + "  - a new version or other answers come with\n"
        + f"    copier update --trust --defaults -a {shlex.quote(answers_file)}  (and the same --data)\n"
        + "  - a further log has answers of its own: add  --answers-file .copier-answers.adr-NAME.yml\n"
        + "  - to write every file of the pack anew, add  --overwrite  (git keeps yours)"
    )


def shell_word(text: str) -> str:
    """`text` as one word for a shell, quoted only where it must be."""
    return shlex.quote(text)


def gitignore_path(path: str) -> str:
    """`path` as a pattern of Copier's `_exclude` (gitignore syntax) that matches nothing else."""
    return "/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", str(path))
