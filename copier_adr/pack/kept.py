"""Answers that are recorded already: another template's, which Copier takes for ours, and ours that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ..log.contract import BLANK, CONTRACT
from ..log.messages import nearest
from ..log.project import answered_logs, project_files
from . import answers
from .data import parsed, recorded, yaml_data

ROOT = Path(__file__).resolve().parents[2]
# What Copier reads in a copy that names no answers file, whatever the template calls its own.
COMMON = ".copier-answers.yml"
YES = ("true", "yes", "y", "on", "t", "1")
NO = ("false", "no", "n", "off", "f", "0", "none", "null", "~", "")

Render = Callable[[str, Mapping[str, Any]], Any]


@cache
def questions() -> dict[str, dict[str, Any]]:
    """The questions of copier.yml, in their order."""
    found = yaml_data((ROOT / "copier.yml").read_text(encoding="utf-8"))
    return {name: how for name, how in found.items() if not name.startswith("_")}


def not_a_text(given: Mapping[str, Any]) -> str:
    """Which of these answers are lists or mappings where the question wants a text: a line each, or ""."""
    odd = [name for name, value in given.items() if isinstance(value, list | dict)]
    wrong = [name for name in odd if questions().get(name, {}).get("type") == "str"]
    return "\n".join(f"{name}: is a {type(given[name]).__name__}; answer a text" for name in wrong)


def unknown(given: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(name, the nearest question or "") of the answers that no question asks for. Copier would pass them over."""
    # Not as YAML: to parse it would cost every copy that is given an answer a twentieth of its time.
    known = re.findall(r"^([a-z]\w*):", (ROOT / "copier.yml").read_text(encoding="utf-8"), re.M)
    names = [name for name in given if name not in known and not name.startswith("_")]
    return [(name, nearest(name, known)) for name in names]


def strangers(folder: Path, answers_file: str, known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What Copier holds for our answers and another template recorded in `COMMON`: question -> value.

    Args:
        folder: the project.
        answers_file: ours, from the project.
        known: what Copier knows before it has asked anything.
        given: answers that the call itself gives; they win over any file.
    """
    if answers_file == COMMON:
        return {}
    theirs = _answers_in(folder / COMMON)
    found = {
        name: value for name, value in theirs.items()
        if name in questions() and name not in given and name in known and known[name] == value
    }  # fmt: skip
    ours = _answers_in(folder / answers_file) if found else {}
    read = {name: value for name, value in ours.items() if name in questions() and name not in given}
    # A call that names our answers file makes Copier read that one alone.
    return {} if read and all(name in known and known[name] == value for name, value in read.items()) else found


def owner(folder: Path, answers_file: str) -> str:
    """The template that recorded its answers in a file; "" where it says none."""
    return str(_answers_in(folder / answers_file).get("_src_path") or "")


def _answers_in(file: Path) -> dict[str, Any]:
    return recorded(file.read_text(encoding="utf-8", errors="replace")) if file.is_file() else {}


def mended(before: Mapping[str, Any], folder: Path, render: Render) -> dict[str, Any]:
    """What stands in the place of each recorded answer that cannot be: question -> value.

    A value is of the question's type where it can be read as one, else what the question offers. `render` gives what a
    template of copier.yml says, with these answers known.
    """
    found: dict[str, Any] = {}
    known = dict(before)
    for name, value in _folders(before, folder, render):
        found[name] = known[name] = value
    for name, how in questions().items():
        if name not in before or name in ("adr_dir", "adr_dir_was"):
            continue
        value = _read_as(how["type"], before[name])
        if value is None or answers.wrong(name, value, {**known, name: value}, folder):
            value = _offered(name, how, known, folder, render)
        known[name] = value
        if value != before[name] or type(value) is not type(before[name]):
            found[name] = value
    return found


def _folders(before: Mapping[str, Any], folder: Path, render: Render) -> Iterator[tuple[str, str]]:
    """The folder that both answers about it should name, where one of them cannot be a folder."""
    right = [
        before[name] for name in ("adr_dir", "adr_dir_was")
        if isinstance(before.get(name), str) and not answers.wrong("adr_dir", before[name], {}, folder)
    ]  # fmt: skip
    if len(right) < 2:
        where = right[0] if right else str(render(questions()["adr_dir"]["default"], {}))
        yield from ((name, where) for name in ("adr_dir", "adr_dir_was") if name in before and before[name] != where)


def _offered(name: str, how: Mapping[str, Any], known: Mapping[str, Any], folder: Path, render: Render) -> Any:
    if name == "own_readme":
        from . import logs

        # Which of the two it was cannot be known: a README that is the project's own is never written over.
        log = folder / str(known["adr_dir"])
        return logs.own_index(log) if log.is_dir() else "README.md"
    said = how["default"]
    said = render(said, {**known, "adr_dir_was": known["adr_dir"]}) if isinstance(said, str) else said
    return parsed(said) if how["type"] == "yaml" else _read_as(how["type"], said)


def _read_as(kind: str, value: Any) -> Any:
    """A recorded value as the question's type; None where it cannot be read so."""
    if kind == "yaml":
        return value
    if kind == "bool":
        word = str(value).strip().lower()
        return word in YES if word in (*YES, *NO) else bool(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if kind == "str":
        return str(value)
    return int(float(value)) if re.fullmatch(r"[+-]?\d{1,9}(?:\.0*)?", str(value).strip()) else None


def rewritten(text: str, values: Mapping[str, Any]) -> str | None:
    """An answers file with other values, and every other line as it was; None where that cannot be done."""
    new = text if text.endswith("\n") else text + "\n"
    for name, value in values.items():
        lines = str(yaml.safe_dump({name: value}, allow_unicode=True, width=10_000))
        # A value goes on in lines that are indented, in items of a list, and in blank lines between them.
        block = rf"(?m)^{re.escape(name)}:.*\n(?:(?:[ \t]*\n)*[ \t-].*\n)*"
        new = re.sub(block, lines.replace("\\", r"\\"), new, count=1)
    return new if recorded(new) == {**recorded(text), **values} else None


def moved_away(folder: Path, before: Mapping[str, Any]) -> tuple[str, ...]:
    """The folders in which the log may lie now, where the recorded one has neither the pack's files nor records.

    Args:
        folder: the project.
        before: the answers that it recorded.
    """
    was = before.get("adr_dir")
    if not isinstance(was, str) or not was or (folder / was / CONTRACT).exists():
        return ()
    named = answered_logs(str(folder))
    paths = set(project_files(str(folder)))
    there = [path.rpartition("/")[0] for path in paths if path.endswith(f"/{CONTRACT}")]
    found = [log for log in there if log not in named and not paths.isdisjoint({f"{log}/{BLANK}", f"{log}/adr.py"})]
    found = [log for log in found if (folder / log / CONTRACT).is_file()]
    return tuple(sorted(found)) if found and not _records_in(folder / was) else ()


def _records_in(log: Path) -> bool:
    if not log.is_dir():
        return False
    from ..log.log import read_log

    return bool(read_log(str(log)))
