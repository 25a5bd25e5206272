"""Write the gallery of styles: `docs/gallery.md` and, for each style, `docs/gallery/NAME.md`, a record as it lands.

    python docs/make_gallery.py [--check]

Everything comes from the style files and from `docs/gallery/examples/NAME.yml`, which tells one decision in each
style: `choose` and `avoid` (a sentence or two each), and `fields` and `sections` as under `first_record` in a style.
A style without an example shows its first record. Every record is put into a log and has to pass `adr.py check`.
With `--check` nothing is written; the exit code is 1 where a file is not what it would be.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import yaml

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
EXAMPLES = DOCS / "gallery" / "examples"
TITLE = "Send booking mails through an outbox"
DAY = "1795219200"  # 2026-11-21, noon, UTC: the examples' date

# Records and forms are made as in a project, on one fixed day.
os.environ["SOURCE_DATE_EPOCH"] = DAY
sys.path.insert(0, str(ROOT))
from bench.laid import adr_py  # noqa: E402
from copier_adr.pack import blanks, forms, styles, texts  # noqa: E402

KEYS = {"choose", "avoid", "fields", "sections"}
FIELD_KINDS = {"dropdown": "choice", "checkboxes": "check boxes", "input": "line"}

HEAD = f"""\
# Gallery of styles

**Which form of record fits us?**

<!-- Made by `make gallery` from styles/ and docs/gallery/examples/. Do not edit by hand. -->

The same decision, told in every style. It is invented: Quay is a service of acme by which crews book berths in small
harbours, and the decision is called *{TITLE}*. Open a record to see how it looks on a forge.

When in doubt, take `madr-minimal` for front matter that portals read, or `nygard` for a page that most tools read.
A style can be changed later: old records stay as they are. [Styles](styles.md) says how to change one or to write your
own, and [Other tools](readers.md) which tools read which style.
"""


class Shown(NamedTuple):
    """What the gallery shows of a style."""

    page: str  # its part of gallery.md
    row: str  # its row in the overview
    record: str  # the example, a whole record


def example(name: str) -> dict[str, Any]:
    """The example's file; empty where there is none. SystemExit names a file that is wrong."""
    path = EXAMPLES / f"{name}.yml"
    if not path.exists():
        return {}
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    if unknown := set(given) - KEYS:
        raise SystemExit(f"{path}: unknown key {', '.join(sorted(unknown))}; use {', '.join(sorted(KEYS))}")
    return dict(given)


def told(style: Any, given: dict[str, Any], blank: str) -> Any:
    """The style with the example in place of its first record. SystemExit names a heading that the style lacks."""
    known = {name for part in styles.sections(style, blank) for name in (part.path, part.title)}
    if wrong := set(given["sections"]) - known:
        raise SystemExit(
            f"{EXAMPLES / style.name}.yml: no heading {', '.join(sorted(wrong))} in styles/{style.name}.md"
        )
    own = style.contract.first_record
    update = {"title": TITLE, "fields": given.get("fields", {}), "sections": given["sections"]}
    return style._replace(contract=style.contract.model_copy(update={"first_record": own.model_copy(update=update)}))


def log_row(name: str, contract: dict[str, Any], files: dict[str, str]) -> str:
    """Put the files into a log, check it, and take the last row of its index. SystemExit says what `check` found."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder)
        shutil.copy(adr_py(), log)
        adr_json = blanks.contract_text(contract)
        for path, text in {
            **files,
            "adr.json": adr_json,
            "README.md": "<!-- adrlog -->\n<!-- adrlogstop -->\n",
        }.items():
            (log / path).write_text(text, encoding="utf-8")
        for command in ("index", "check"):
            words = [sys.executable, str(log / "adr.py"), command]
            done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)
            if done.returncode:
                raise SystemExit(f"the example of {name} does not pass `adr.py {command}`:\n{done.stdout}{done.stderr}")
        return [line for line in (log / "README.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"][-1]


def form_fields(style: Any, given: Any) -> tuple[list[str], list[str]]:
    """Required and optional fields of the issue form, with the kind where it is not a text of several lines."""
    own = style.contract.issue
    text = forms.issue_form(style, given, forms.IssueText(own.title, own.labels, own.assignees))
    required: list[str] = []
    optional: list[str] = []
    for element in yaml.safe_load(text)["body"]:
        if element["type"] != "markdown":
            kind = FIELD_KINDS.get(element["type"])
            named = element["attributes"]["label"] + (f" ({kind})" if kind else "")
            (required if element.get("validations", {}).get("required") else optional).append(named)
    return required, optional


def shown(name: str) -> Shown:
    """The style's part of the gallery."""
    style = styles.load(name)
    own = style.contract
    given = blanks.Given("Quay", {}, own.review.min_approvals, own.review.min_open_days)
    blank = blanks.body(style, given)
    rules = {**dict.fromkeys(texts.RULES, 0), **own.review.model_dump(), "merged_status": "warn"}
    contract = blanks.contract(
        style,
        given,
        numbering="sequential",
        number_width=own.number_width,
        filename_prefix="",
        rules=rules,
        forge="github",
    )
    said = example(name)
    files = {"adr-template.md": blanks.blank(style, given)}
    for number, one in enumerate([style, told(style, said, blank)] if said else [style], start=1):
        file = blanks.first_record_file(one, contract, number=number)
        files[file] = record = blanks.first_record(one, given, contract, number=number)
    row = log_row(name, contract, files).replace(f"]({file})", f"](gallery/{name}.md)")
    words = len(re.findall(r"\w+", record))
    heads = [part.title for part in styles.sections(style, blank) if part.level == 2]
    required, optional = form_fields(style, given)
    fields = ", ".join(required) + (f"; not required: {', '.join(optional)}" if optional else "")
    page = [f"## {own.title}", "", f"`{name}`: {own.summary}.", ""]
    if said:
        page += [f"- **Choose it when:** {said['choose'].strip()}", f"- **Leave it when:** {said['avoid'].strip()}"]
    page += [
        f"- **Record:** [as it lands](gallery/{name}.md), {words} words; [the blank form](../styles/{name}.md)",
        f"- **Sections:** {', '.join(heads)}",
        f"- **Statuses:** {', '.join(own.statuses)}",
        f"- **Issue form:** {fields}",
        f"- **From:** <{own.source}>",
        "",
        "| Number | Title | Status | Date |",
        "| --- | --- | --- | --- |",
        row,
        "",
    ]
    anchor = re.sub(r"[^\w -]", "", own.title.lower()).replace(" ", "-")
    overview = (
        f"| [{own.title}](#{anchor}) | `{name}` | {own.summary} | {len(heads)} | {len(required + optional)} | {words} |"
    )
    return Shown("\n".join(page), overview, record)


def gallery() -> dict[Path, str]:
    """Every file of the gallery: path -> text."""
    every = {name: shown(name) for name in styles.names()}
    table = ["| Style | Answer | In a line | Sections | Form fields | Words |", "| --- | --- | --- | --- | --- | --- |"]
    table += [one.row for one in every.values()]
    parts = [HEAD, "\n".join(table) + "\n", *(one.page for one in every.values())]
    return {DOCS / "gallery.md": "\n".join(parts)} | {
        DOCS / "gallery" / f"{name}.md": one.record for name, one in every.items()
    }


def main(argv: list[str]) -> int:
    """Write the gallery, or say what is stale."""
    made = gallery()
    there = set((DOCS / "gallery").glob("*.md")) | {DOCS / "gallery.md"}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    stale += there - set(made)
    if "--check" in argv:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: run make gallery", file=sys.stderr)
        return 1 if stale else 0
    for path in there - set(made):
        path.unlink(missing_ok=True)
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
