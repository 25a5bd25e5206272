"""What is in the wheel, and that nothing of this machine is."""

import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT, git, run

from .conftest import VERSION

PACK = ("copier.yml", "extensions/", "includes/", "styles/", "template/")


def test_the_wheel_holds_the_package_and_the_whole_pack_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as found:
        names = [name for name in found.namelist() if not name.endswith("/")]
    assert {name.split("/")[0] for name in names} <= {"copier_adr", "fleet", f"copier_adr-{VERSION}.dist-info"}
    tracked = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    packed = {f"copier_adr/_pack/{name}" for name in tracked if name.startswith(PACK) and (ROOT / name).is_file()}
    assert packed
    assert {name for name in names if "/_pack/" in name} == packed | {"copier_adr/_pack/.gitattributes"}
    assert {name for name in names if name.startswith("copier_adr/") and "/_pack/" not in name} == {
        name for name in tracked if name.startswith("copier_adr/") and (ROOT / name).is_file()
    }


def test_no_file_of_the_wheel_names_a_place_on_this_machine(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as found:
        for name in found.namelist():
            assert str(ROOT).encode() not in found.read(name), name
            assert str(Path.home()).encode() + b"/" not in found.read(name), name


def test_the_wheel_asks_for_python_3_9_and_for_copier_where_that_runs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as found:
        about = found.read(f"copier_adr-{VERSION}.dist-info/METADATA").decode()
        scripts = found.read(f"copier_adr-{VERSION}.dist-info/entry_points.txt").decode()
    assert "Requires-Python: >=3.9\n" in about
    needs = [line for line in about.splitlines() if line.startswith("Requires-Dist: ")]
    assert len(needs) > 4
    assert [line for line in needs if "python_version >= '3.11'" not in line] == []
    assert {line.split(" = ")[0] for line in scripts.splitlines() if " = " in line} == {"adr", "adr-fleet"}


def test_the_modules_that_adr_imports_run_on_python_3_9() -> None:
    """By reading them; the workflow's job for Python 3.9 runs the same modules, joined."""
    vermin = Path(sys.executable).with_name("vermin")
    rooms = ("check", "commands", "edit", "installed", "log", "record", "text", "vocabulary")
    paths = [path for room in rooms for path in (ROOT / "copier_adr" / room).glob("*.py")]
    paths += [ROOT / "copier_adr" / f"{name}.py" for name in ("__init__", "__main__", "cli", "faults", "version")]
    assert len(paths) > 50
    run(vermin, "--target=3.9-", "--no-tips", "--violations", *paths, cwd=ROOT)
