"""Install the readers of records that package registries carry into `build/readers`, or the folder named.

    python tests/readers/install.py [FOLDER]

A reader that cannot be installed is named at the end and left out; the exit code is 1 then. Nothing is installed
outside the folder. `ADR_READERS` names another folder to the tests and to the table's generator.
"""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parents[2] / "build" / "readers"

NPM = {
    "adr-log": "2.2.0",
    "@log4brains/core": "1.1.0",
    "@backstage/plugin-adr-common": "0.2.22",
    "adr": "1.5.2",
    # What Backstage's parser needs of its own backend plug-in: see node/backstage.cjs.
    "marked": "12.0.2",
    "luxon": "3.4.4",
}
# Taken without its dependencies: a thousand packages for a server that no test starts.
NPM_ALONE = {"@backstage/plugin-adr-backend": "0.4.15"}
PYPI = {"adr-viewer": "1.4.0", "adr-tools-python": "1.0.3", "pyadr": "0.19.0"}
DEBIAN = "adr-tools"


def run(*words: object, cwd: Path) -> None:
    """Run a command and show only its errors."""
    subprocess.run([str(word) for word in words], cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def npm(home: Path) -> None:
    """Packages for Node; install scripts do not run."""
    folder = home / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    packages = [f"{name}@{version}" for name, version in NPM.items()]
    run("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", *packages, cwd=folder)
    for name, version in NPM_ALONE.items():
        to = folder / "node_modules" / name
        to.mkdir(parents=True, exist_ok=True)
        run("npm", "pack", "--silent", f"{name}@{version}", cwd=folder)
        (archive,) = folder.glob("*.tgz")
        run("tar", "-xzf", archive, "-C", to, "--strip-components=1", cwd=folder)
        archive.unlink()


def pypi(home: Path) -> None:
    """Packages for Python, in an environment of their own."""
    venv.create(home / "py", clear=True, with_pip=True)
    packages = [f"{name}=={version}" for name, version in PYPI.items()]
    run(home / "py" / "bin" / "python", "-m", "pip", "install", "--quiet", *packages, cwd=home)


def debian(home: Path) -> None:
    """adr-tools from Debian's package, unpacked; its scripts look for each other under /usr, so that is changed."""
    folder = home / "deb"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run("apt-get", "--quiet", "--quiet", "download", DEBIAN, cwd=folder)
    (package,) = folder.glob("*.deb")
    run("dpkg-deb", "-x", package, folder, cwd=folder)
    for script in [folder / "usr/bin/adr", *(folder / "usr/libexec/adr-tools").iterdir()]:
        text = script.read_text(encoding="utf-8")
        script.write_text(text.replace("=/usr/libexec", f"='{folder}'/usr/libexec"), encoding="utf-8")


def main(argv: list[str]) -> int:
    """Install all; say what could not be."""
    home = Path(argv[0]).resolve() if argv else HOME
    home.mkdir(parents=True, exist_ok=True)
    failed = 0
    for what in (npm, pypi, debian):
        try:
            what(home)
            print(f"{what.__name__}: installed in {home}")
        except (OSError, subprocess.CalledProcessError, ValueError) as error:
            failed += 1
            print(f"{what.__name__}: not installed: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
