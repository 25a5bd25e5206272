"""A version of the pack in which everything is new, so that an update has something to bring to each file."""

import re
from pathlib import Path

QUESTION = """
team_name:
  type: str
  help: Which team owns the log?
  default: Platform

"""


def next_version(pack: Path, tag: str) -> None:
    """Change every file of the template, and add a question; `tag` is what the files say."""
    template = pack / "template"
    for path in sorted(template.rglob("*")):
        if not path.is_file() or path.suffix == ".pyc":
            continue
        text = path.read_text(encoding="utf-8")
        match path.suffix, path.name:
            case ".py", _:
                text = text.replace('"""', f'"""Version {tag}. ', 1)
            case _, "adr.py.jinja" | "adr_review.py.jinja" | "adr_update.py.jinja":
                continue  # made of the package: see below
            case _, name if name.startswith("adr.json"):
                added = """{{ adr_json() | replace('\\n}\\n', ',\\n  "team": 1\\n}\\n') -}}"""
                text = text.replace("{{ adr_json() -}}", added)
            case _, name if name.startswith("{{ first_record"):
                text += f"\nAdded in {tag}.\n"
            case _, name if "answers_file" in name or name.startswith(".gitattributes"):
                text = f"# Version {tag}\n" + text
            case _, name if name.startswith("README"):
                text = text.replace("## Guidelines\n", "## Guidelines\n\nKept by {{ team_name }}.\n")
                text = text.replace("Resources\n", f"Resources\n\nVersion {tag}.\n")
            case ".jinja", _ if "---\n{{" in text or "issue_form" in text:
                text = text.replace("{{ issue_form() -}}", f"# Version {tag}\n{{{{ issue_form() -}}}}")
                text = text.replace("{{ issue_sections() -}}", f"Version {tag}.\n\n{{{{ issue_sections() -}}}}")
            case ".jinja", _:
                text = text.rstrip("\n") + f"\n\nVersion {tag}.\n"
            case _:
                text = f"# Version {tag}\n" + text
        path.write_text(text, encoding="utf-8")
    version = pack / "copier_adr" / "version.py"
    text = version.read_text(encoding="utf-8")
    version.write_text(re.sub(r'VERSION = ".*"', f'VERSION = "{tag}"', text), encoding="utf-8")
    include = pack / "includes" / "change.md.jinja"
    text = include.read_text(encoding="utf-8")
    include.write_text(text.replace("## Review\n", f"## Review ({tag})\n"), encoding="utf-8")
    settings = pack / "copier.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("customise:\n", QUESTION.lstrip("\n") + "customise:\n", 1), encoding="utf-8")
