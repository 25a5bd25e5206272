"""The pack's own log, made by the pack: what the working tree renders is what lies in docs/adr."""

import os

import yaml

from tests.conftest import ANSWERS, ROOT, Pack, run

LOG = "docs/adr"


def around_the_index(text: str) -> tuple[str, str]:
    before, rest = text.split("<!-- adrlog -->\n")
    return before, rest.split("<!-- adrlogstop -->\n")[1]


def test_own_log_is_what_the_pack_makes(pack: Pack) -> None:
    answers = yaml.safe_load((ROOT / ANSWERS).read_text(encoding="utf-8"))
    given = {name: value for name, value in answers.items() if not name.startswith("_")}
    made = pack.copy(**given)
    for name, content in made.files().items():
        path = ROOT / name
        if not name.startswith(f"{LOG}/") or (path.name[:1].isdigit()):
            continue
        if path.name == "README.md":
            new = around_the_index(content.decode())
            if os.environ.get("UPDATE_GOLDEN"):
                block = path.read_text(encoding="utf-8").split("<!-- adrlog -->\n")[1].split("<!-- adrlogstop -->\n")[0]
                path.write_text(f"{new[0]}<!-- adrlog -->\n{block}<!-- adrlogstop -->\n{new[1]}", encoding="utf-8")
            assert around_the_index(path.read_text(encoding="utf-8")) == new, "run `make golden`"
            continue
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_bytes(content)
            path.chmod((made.path / name).stat().st_mode)
        assert path.read_bytes() == content, f"{name}: run `make golden`"
        assert os.access(path, os.X_OK) == os.access(made.path / name, os.X_OK), f"{name}: run `make golden`"


def test_own_log_keeps_its_rules() -> None:
    done = run("python3", f"{LOG}/adr.py", "check", cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
