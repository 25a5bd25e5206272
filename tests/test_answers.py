"""Answers: wrong ones are refused in words before anything is written, odd ones are rendered right."""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Pack, init, often
from tests.test_styles import STYLES, rendered
from tests.test_template import form_is_valid

WRONG: list[tuple[dict[str, Any], list[str]]] = [
    ({"adr_dir": "/srv/adr"}, ["adr_dir", "inside the project", "docs/adr"]),
    ({"adr_dir": "docs/../../adr"}, ["adr_dir", "`..`", "docs/adr"]),
    ({"adr_dir": ""}, ["adr_dir", "empty", "docs/adr"]),
    ({"adr_dir": "C:/adr"}, ["adr_dir", "drive letter", "docs/adr"]),
    ({"adr_dir": "docs\\adr"}, ["adr_dir", "backslash", "docs/adr"]),
    ({"adr_dir": ".git"}, ["adr_dir", "git's own folder"]),
    ({"adr_dir": ".git/adr"}, ["adr_dir", "git's own folder"]),
    ({"adr_dir": ".GIT/adr"}, ["adr_dir", "git's own folder"]),
    ({"adr_dir": "./docs/adr/"}, ["adr_dir", 'answer "docs/adr"']),
    ({"adr_dir": "."}, ["adr_dir", 'answer "docs/adr"']),
    ({"adr_dir": "docs/{{ x }}"}, ["adr_dir", "folder name"]),
    ({"adr_dir": "docs/nul"}, ["adr_dir", "reserved name"]),
    ({"adr_dir": "out/adr"}, ["adr_dir", "symbolic link"]),
    ({"adr_dir": "README.txt/adr"}, ["adr_dir", "a file"]),
    ({"number_width": "0"}, ["number_width", "1 to 6"]),
    ({"number_width": "99"}, ["number_width", "1 to 6"]),
    ({"number_width": "four"}, ["number_width", "'four'", "1 to 6"]),
    ({"forge": "github", "issue_labels": ["x" * 51]}, ["issue_labels", "longer than the forge's 50 signs"]),
    ({"forge": "gitlab", "issue_labels": ["x" * 256]}, ["issue_labels", "255"]),
    ({"stlye": "nygard"}, ["stlye: is no question", "did you mean style?"]),
    ({"min_approval": 2}, ["min_approval: is no question", "did you mean min_approvals?"]),
    ({"qqq": 2, "style": "madr"}, ["qqq: is no question", "copier.yml"]),
    ({"style": "mardr"}, ["style", "'mardr'", "did you mean madr"]),
    ({"forge": "git hub"}, ["forge", "did you mean github"]),
    ({"numbering": "random"}, ["numbering", "sequential, date, tracker"]),
    ({"issue_template": "form", "forge": "gitlab"}, ["issue_template", "gitlab", "markdown or none"]),
    ({"template_updates": "pipeline", "forge": "bitbucket"}, ["template_updates", "bitbucket", "renovate or none"]),
    ({"index_group": "colour"}, ["index_group", "none, folder, tag"]),
    ({"max_open_days": "-1"}, ["max_open_days", "0 to 9999"]),
    ({"index": "ours"}, ["index", "written, own, replace"]),
    ({"index": "own"}, ["index", "the log has none", "written"]),
    ({"merged_status": "maybe"}, ["merged_status", "any, warn, decided"]),
    ({"governing_comment": "mail"}, ["governing_comment", "none, annotation, comment"]),
    ({"governing_comment": "comment", "forge": "bitbucket"}, ["governing_comment", "bitbucket", "annotation or none"]),
    ({"missing_record": "no"}, ["missing_record", "warn, error"]),
    ({"needs_record": "infra/**"}, ["needs_record", "list"]),
    ({"needs_record": "{infra: x}"}, ["needs_record", "list"]),
    ({"needs_record": "*/x"}, ["needs_record", "list"]),
    ({"needs_record": '["a", "[x"]'}, ["needs_record", "'[x'", "without its `]`"]),
    ({"needs_record": '["../x"]'}, ["needs_record", "'../x'", "matches no path"]),
    ({"needs_record": '["C:/x"]'}, ["needs_record", "'C:/x'", "matches no path"]),
    ({"needs_record": '["a\\nb"]'}, ["needs_record", "line break"]),
    ({"tool": "none"}, ["tool", "vendored, installed"]),
    *(
        ({"default_branch": name}, ["default_branch", "such as main"])
        for name in ("", "a b", "-x", "*", "a\nb", "${{ github.token }}", 'a"b', "feature/", "a//b", "/a")
    ),
    *(
        ({"tool": "installed", "tool_source": source}, ["tool_source", "https, ssh or file URL"])
        for source in (
            "",
            "copier-adr",
            "gh:acme/copier-adr",
            "http://acme.example/adr.git",
            "--upload-pack=id",
            "ext::sh -c id",
            "https://user:secret@acme.example/adr.git",
            "https://acme.example/$(id)",
            "https://acme.example/a b",
            "https://acme.example/a;id",
            "https://acme.example/a\nid",
            "https://acme.example/a#b",
            "ssh://-oProxyCommand=id",
            "https://acme.example:",
            "https://acme.example/-",
        )
    ),
    ({"min_approvals": "-1"}, ["min_approvals", "whole number"]),
    ({"min_approvals": "1.5"}, ["min_approvals", "whole number"]),
    ({"min_open_days": "1.0"}, ["min_open_days", "whole number"]),
    ({"min_open_days": "-7"}, ["min_open_days", "whole number"]),
    ({"min_approvals_editorial": "many"}, ["min_approvals_editorial", "whole number"]),
    ({"style_parameters": "{a: b}"}, ["style_parameters", "belong to a style", "--data style="]),
    ({"style": "codeflare", "style_parameters": "[a]"}, ["style_parameters", "mapping", "stakeholders"]),
    ({"style": "codeflare", "style_parameters": "{groups: [a]}"}, ["style_parameters", "'groups'", "stakeholders"]),
    ({"style": "codeflare", "style_parameters": "{stakeholders: a}"}, ["style_parameters", "list"]),
    ({"style": "codeflare", "style_parameters": "{stakeholders: [{a: b}]}"}, ["style_parameters", "list"]),
    ({"style": "trade-off", "style_parameters": "{code_language: [a]}"}, ["style_parameters", "one line"]),
    ({"issue_labels": "adr"}, ["issue_labels", "list"]),
    ({"issue_labels": "{a: b}"}, ["issue_labels", "list"]),
    ({"issue_labels": '["a\\nb"]'}, ["issue_labels", "line break"]),
    ({"issue_assignees": "7"}, ["issue_assignees", "list"]),
    ({"issue_title": "a\nb"}, ["issue_title", "line break"]),
    ({"style": "custom"}, ["custom_style", "empty"]),
    ({"style": "custom", "custom_style": "  "}, ["custom_style", "empty"]),
    ({"style": "custom", "custom_style": "# No style\n"}, ["custom_style", "front matter"]),
    ({"project_name": " "}, ["project_name", "empty"]),
    ({"project_name": "a\nb"}, ["project_name", "line break"]),
    ({"filename_prefix": "../"}, ["filename_prefix", "ADR-"]),
    ({"filename_prefix": "2026"}, ["filename_prefix", "ADR-"]),
    ({"file_name": "../{number}-{slug}.md"}, ["file_name", "{prefix}{number}-{slug}.md"]),
    ({"file_name": ".hidden/{number}.md"}, ["file_name", "below the log"]),
    ({"file_name": "{slug}.md"}, ["file_name", "{number} or {yyyy}-{mm}-{dd}"]),
    ({"file_name": "{number}-{slugs}.md"}, ["file_name", "{slug}"]),
    ({"file_name": "{number}-{slug}.txt"}, ["file_name", ".md"]),
    ({"ci": "perhaps"}, ["ci", "true nor false"]),
    ({"forge": "x", "style": "y"}, ["forge:", "style:"]),
    # Bytes that are not UTF-8, as Python has them from a command line, and half a character.
    ({"project_name": "Caf\udce9"}, ["project_name", "UTF-8"]),
    ({"issue_title": "\ud83d"}, ["issue_title", "UTF-8"]),
    ({"issue_labels": "[\ud83d]"}, ["issue_labels", "UTF-8"]),
    ({"style": "codeflare", "style_parameters": "{stakeholders: [\udc00]}"}, ["style_parameters", "UTF-8"]),
    ({"own_readme": "\udce9.md"}, ["own_readme", "UTF-8"]),
]


@pytest.mark.parametrize(("answers", "words"), WRONG, ids=[json.dumps(answers)[:60] for answers, _ in WRONG])
def test_a_wrong_answer_is_refused_before_anything_is_written(
    answers: dict[str, str], words: list[str], plain: Pack, tmp_path: Path
) -> None:
    folder = init(tmp_path / "project")
    (folder / "out").symlink_to(tmp_path)
    (folder / "README.txt").write_text("mine\n", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    given = [word for name, value in answers.items() for word in ("-d", f"{name}={value}")]
    done = plain.cli("copy", "--trust", "--defaults", *given, plain.path, folder, cwd=tmp_path)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr
    assert sorted(folder.rglob("*")) == before


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_folder_whose_name_is_no_text_gives_a_name_that_is(plain: Pack, tmp_path: Path) -> None:
    folder = init(tmp_path / os.fsdecode(b"caf\xe9"))
    done = plain.cli("copy", "--trust", "--defaults", plain.path, ".", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "project_name: caf?\n" in (folder / ".copier-answers.adr.yml").read_text(encoding="utf-8")


def test_what_is_wrong_with_a_default_names_the_question_once(
    plain: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copier puts the question's name before what a validator says."""
    settings = tmp_path / "settings.yml"
    settings.write_text("defaults: {number_width: 99}\n", encoding="utf-8")
    monkeypatch.setenv("COPIER_SETTINGS_PATH", str(settings))
    done = plain.cli("copy", "--trust", "--defaults", plain.path, ".", cwd=init(tmp_path / "shop"))
    assert done.returncode == 1
    assert "question 'number_width': 99 is not a whole number" in done.stderr


def test_fractions_in_a_data_file_are_refused_too(pack: Pack, tmp_path: Path) -> None:
    folder = init(tmp_path / "project")
    data = tmp_path / "answers.yml"
    data.write_text("min_approvals: 1.5\nnumber_width: 4.0\n", encoding="utf-8")
    done = pack.cli("copy", "--trust", "--defaults", "--data-file", data, pack.path, folder, cwd=tmp_path)
    assert done.returncode == 1
    assert "min_approvals: 1.5 is not a whole number" in done.stderr
    assert "number_width: 4.0 is not a whole number" in done.stderr
    data.write_text("own_readme: [a]\ncustom_style: {b: c}\n", encoding="utf-8")
    done = pack.cli("copy", "--trust", "--defaults", "--data-file", data, pack.path, folder, cwd=tmp_path)
    assert done.returncode == 1
    told = ["own_readme: is a list; answer a text", "custom_style: is a dict; answer a text"]
    assert done.stderr.splitlines()[-2:] == told


def test_without_trust_nothing_is_written(pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    done = pack.cli("copy", "--defaults", pack.path, folder, cwd=tmp_path)
    assert done.returncode == 4
    assert "trust" in done.stderr
    assert list(folder.iterdir()) == []


# ---- odd answers ---------------------------------------------------------------------------------------------------

ODD = [
    """both "double" and 'single' quotes""",
    "back\\slash",
    "colon: and # hash",
    "{{ x }}",
    "{% if x %}",
    "{not guidance}",
    "a|b",
    "<script>alert(1)</script>",
    "@team",
    "- leading dash",
    "# leading hash",
    "1. leading number",
    "true",
    "null",
    "2026-11-21",
    "*stars* _lines_ `ticks` [link](x) ![image](x)",
    "&amp; &lt;",
    "🚀 emoji",
    "决定记录",
    "החלטות אדריכלות",
    "x" * 300,
]


@pytest.mark.parametrize("style", often(STYLES, lambda style: style == "madr"))
def test_odd_names_and_labels_are_rendered_right_and_survive_an_update(
    style: str, pack: Pack, plain: Pack, tmp_path: Path
) -> None:
    parameters: dict[str, Any] = {}
    for name, value in rendered(plain, style).answers.get("style_parameters", {}).items():
        parameters[name] = ODD if isinstance(value, list) else ODD[0]
    # All odd texts go in at once as lists; each takes its turn as the project's name and the issue's title.
    odd = ODD[STYLES.index(style) % len(ODD)]
    labels = [label[:50] for label in ODD]  # what forges take
    answers: dict[str, Any] = {
        "project_name": odd,
        "issue_title": odd,
        "issue_labels": labels,
        "issue_assignees": ["team"],
        **({"style_parameters": parameters} if parameters else {}),
    }
    for forge, issue in (("github", "form"), ("github", "markdown"), ("gitlab", "markdown")):
        folder = init(tmp_path / f"{forge}-{issue}")
        # The last one is updated below.
        project = (pack if forge == "gitlab" else plain).copy(
            folder, style=style, forge=forge, issue_template=issue, **answers
        )
        assert json.loads(project.text("docs/adr/adr.json"))["style"] == style
        assert project.answers["project_name"] == odd
        assert project.answers["issue_labels"] == labels
        readme = " ".join(project.text("docs/adr/README.md").split())
        assert shown(readme.split("records of ")[1].split(". Each record")[0]) == odd
        if issue == "form":
            form = yaml.safe_load(project.text(".github/ISSUE_TEMPLATE/adr.yml"))
            form_is_valid(form)
            assert (form["title"], form["labels"]) == (odd, labels)
        elif forge == "github":
            matter = yaml.safe_load(project.text(".github/ISSUE_TEMPLATE/adr.md").split("\n---\n")[0].lstrip("-"))
            assert (matter["title"], matter["labels"]) == (odd, labels)
        else:
            text = project.text(".gitlab/issue_templates/ADR.md")
            named = re.findall(r'^/label ~"([^"\n]*)"$', text, re.M)
            assert named == [label for label in labels if '"' not in label]
        if "stakeholders" in parameters:
            rows = re.findall(r"^\| (.+?) +\| \(_", project.text("docs/adr/adr-template.md"), re.M)
            assert [shown(row) for row in rows if shown(row) in ODD] == ODD
        assert len(project.records()) == 1
    project.commit()
    pack.update(project)
    assert project.status() == ""


def shown(markdown: str) -> str:
    """What a reader of rendered Markdown sees of one line without links: backslash escapes taken off."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)
