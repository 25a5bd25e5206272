"""The words of a commit and its pull request. all-repos takes the title and body from the commit."""

import re
from dataclasses import dataclass, field

MOST_FILES = 40
"""Files that one list in a body names; more are counted."""

_MARK = "Adr-Fleet"


@dataclass(frozen=True)
class Log:
    """One log of a project after the work: its folder, style, and what was found and put there."""

    path: str
    style: str
    from_version: str = ""
    adopted: int = 0
    baseline: int = 0
    style_found: bool = False


@dataclass(frozen=True)
class Work:
    """All that a pull request says."""

    action: str
    pack: str
    version: str
    logs: list[Log]
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


def title(work: Work) -> str:
    """One line for the commit and the pull request."""
    if work.action == "bootstrap":
        text = f"Add a decision log (copier-adr {work.version})"
    else:
        text = f"Update the decision log to copier-adr {work.version}"
    if work.conflicts:
        count = len(work.conflicts)
        text += f": conflicts in {count} file{'s' * (count > 1)} to solve"
    return text


def body(work: Work) -> str:
    """Markdown; says what came, what was found, and what is left to do."""
    parts = []
    if work.conflicts:
        parts += [
            "**This cannot be merged as it is.** People's edits and the new version touch the same lines. "
            "Conflict markers (`<<<<<<<`) stand in:",
            _files(work.conflicts),
            "Solve them on this branch; the check of the log stays red until they are gone.",
        ]
    if work.action == "bootstrap":
        parts.append(f"Copies {work.pack} {work.version} into this repository.")
    else:
        parts.append(f"Brings this repository to {work.pack} {work.version}.")
    facts = []
    for log in work.logs:
        found = ", found in its records" if log.style_found else ""
        facts.append(f"- Log: {_code(log.path)}, style {_code(log.style)}{found}")
        if log.from_version:
            facts.append(f"- From {log.from_version} to {work.version}")
        if log.adopted:
            facts.append(f"- Adopted: {_count(log.adopted, 'record')} found there, none of them changed")
        if log.baseline:
            facts.append(
                f"- Baseline: {_count(log.baseline, 'old fault')} noted in `{log.path}/adr-baseline.json`; "
                "they pass, new ones fail"
            )
    parts.append("\n".join(facts))
    for name, files in (("Added", work.added), ("Changed", work.changed), ("Removed", work.removed)):
        if files:
            parts += [f"{name}:", _files(files)]
    if files := [name for name in work.added if name.startswith(".gitlab/ci/")]:
        parts += ["GitLab runs what these say once `.gitlab-ci.yml` includes them:", _files(files)]
    if files := [name for name in work.added if re.match(r"\.azuredevops/adr[^/]*\.yml", name)]:
        parts += ["Azure DevOps runs these once a pipeline is made of each:", _files(files)]
    if work.action == "bootstrap":
        parts.append(
            "Records belong to this repository from now on; updates of the pack never touch them. "
            "Close this pull request to decline: it is not opened again."
        )
    return "\n\n".join(parts)


def mark(version: str, base: str, digest: str) -> str:
    """The trailer by which a later run knows its own commit, and whether it is still fresh."""
    return f"{_MARK}: {version} {base} {digest}"


def marked(message: str) -> str | None:
    """The trailer in a commit's message, None in a commit that a person made."""
    found = re.findall(rf"^({_MARK}: \S+ \S+ \S+)$", message, re.MULTILINE)
    return found[-1] if found else None


def _files(names: list[str]) -> str:
    lines = [f"- {_code(name)}" for name in names[:MOST_FILES]]
    if len(names) > MOST_FILES:
        lines.append(f"- and {len(names) - MOST_FILES} more")
    return "\n".join(lines)


def _code(text: str) -> str:
    """Inline code for any file name: a fence longer than the backticks inside, no line breaks."""
    text = re.sub(r"[\x00-\x1f\x7f]", "?", text.encode(errors="backslashreplace").decode())
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"
