"""Draw the README's pictures: `docs/pictures/*.svg`, from files and output that the pack makes.

    python -m docs.make_pictures [--to FOLDER]

A project is made with `copier copy` and `adr.py` on a fixed day; what is drawn is its README, its issue form, what
`adr.py` prints, and the report that `adr-fleet` writes of an invented organisation. Each picture is one SVG with
both a light and a dark look, without scripts, links or fonts of its own, and the same on every run.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from html import escape, unescape
from pathlib import Path

import yaml

from bench.laid import ROOT, commit, lay
from tests.rollout.organisation import entries

PICTURES = Path(__file__).resolve().parent / "pictures"
DAY = "1795219200"  # 2026-11-21, noon, UTC
WIDTH = 880

# Colours: light, dark.
COLOURS = {
    "page": ("#ffffff", "#0d1117"),
    "card": ("#f6f8fa", "#161b22"),
    "line": ("#d1d9e0", "#3d444d"),
    "ink": ("#1f2328", "#f0f6fc"),
    "soft": ("#59636e", "#9198a1"),
    "link": ("#0b5bc4", "#6cb0ff"),
    "red": ("#c1272d", "#ff7b72"),
    "green": ("#1a7f37", "#4ac26b"),
    "amber": ("#9a6700", "#d8a02a"),
    "grey": ("#7d8794", "#77828f"),
}
FONTS = {
    "sans": "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif",
    "mono": "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace",
}
STYLE = "\n".join(
    [
        *(f".{kind} {{ font-family: {fonts} }}" for kind, fonts in FONTS.items()),
        ".bold { font-weight: 600 }",
        *(f".{name} {{ fill: {light} }} .to-{name} {{ stroke: {light} }}" for name, (light, _) in COLOURS.items()),
        "@media (prefers-color-scheme: dark) {",
        *(f".{name} {{ fill: {dark} }} .to-{name} {{ stroke: {dark} }}" for name, (_, dark) in COLOURS.items()),
        "}",
    ]
)
Words = list[tuple[str, str]]  # pieces of a line: class, text


class Picture:
    """A drawing that grows downwards. All measures are in pixels of a picture 880 wide."""

    def __init__(self, title: str, told: str) -> None:
        self.title, self.told = title, told
        self.parts: list[str] = []

    def text(self, x: float, y: float, text: str, classes: str = "ink", size: float = 14, anchor: str = "") -> None:
        self.line(x, y, [(classes, text)], size, anchor=anchor)

    def line(self, x: float, y: float, words: Words, size: float = 14, font: str = "sans", anchor: str = "") -> None:
        spans = "".join(f'<tspan class="{classes}">{escape(text, quote=False)}</tspan>' for classes, text in words)
        where = f' text-anchor="{anchor}"' if anchor else ""
        space = ' xml:space="preserve"' if font == "mono" else ""
        self.parts.append(f'<text x="{x:g}" y="{y:g}" class="{font}" font-size="{size:g}"{where}{space}>{spans}</text>')

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, line: str = "", radius: float = 6
    ) -> None:
        edge = f" to-{line}" if line else ""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{radius:g}" class="{fill}{edge}"/>'
        )

    def rule(self, x: float, y: float, width: float) -> None:
        self.parts.append(f'<path d="M{x:g} {y:g}h{width:g}" class="to-line"/>')

    def svg(self, height: float) -> str:
        """The whole file: a card with an edge, so that it is legible on a page of the other scheme too."""
        first = len(self.parts)
        self.box(0.5, 0.5, WIDTH - 1, height - 1, "page", "line", 10)
        body = [self.parts[first], *self.parts[:first]]
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" '
                f'viewBox="0 0 {WIDTH} {height:g}" role="img">',
                f"<title>{escape(self.title)}</title>",
                f"<desc>{escape(self.told)}</desc>",
                f"<style>\n{STYLE}\n</style>",
                *body,
                "</svg>\n",
            ]
        )


def wrapped(text: str, columns: int) -> list[str]:
    """`text` in lines of at most so many characters, broken at spaces."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > columns:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


# ---- What is drawn ------------------------------------------------------------------------------------------------


class Shop:
    """A project of acme with a log, and a shell in it."""

    def __init__(self, base: Path) -> None:
        pack, _ = lay(base)
        commit(pack, "1.0.0")
        self.folder = base / "shop"
        self.folder.mkdir()
        self.environment = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
        who = {"NAME": "shop", "EMAIL": "shop@acme.example"}
        self.environment |= {
            f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()
        }
        self.environment |= {"SOURCE_DATE_EPOCH": DAY, "NO_COLOR": "1", "PYTHONUTF8": "1"}
        self.do("git", "init", "--quiet", "--initial-branch", "main")
        copier = (sys.executable, "-m", "copier", "copy", "--trust", "--defaults", "--quiet")
        self.do(*copier, "--data", "project_name=Acme shop", "--data", "forge=github", str(pack), ".")

    def do(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            words, cwd=self.folder, env=self.environment, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if check and done.returncode:
            raise SystemExit(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout + done.stderr

    def adr(self, line: str, check: bool = True) -> str:
        return self.do(sys.executable, "docs/adr/adr.py", *line.split(), check=check)

    def commit(self) -> None:
        self.do("git", "add", "--all")
        self.do("git", "commit", "--quiet", "--message", "work")

    def fill(
        self, number: int, more: str = "", supersedes: str = "", paths: str = "", decided: str = "This, because it fits"
    ) -> None:
        """Give a record a text, so that it may be accepted; `paths` are patterns, as front matter has them."""
        (path,) = (self.folder / "docs/adr").glob(f"{number:04}-*.md")
        link = f"supersedes: {supersedes}\n" if supersedes else ""
        link += f"applies-to: [{paths}]\n" if paths else ""
        title = re.findall(r"^# .+$", path.read_text(encoding="utf-8"), re.MULTILINE)[0]
        path.write_text(
            f"---\nstatus: proposed\ndate: 2026-11-21\n{link}---\n\n{title}\n\n"
            "## Context and Problem Statement\n\nWhat now?\n\n"
            f"## Considered Options\n\n- This\n- That\n\n## Decision Outcome\n\n{decided}.{more}\n",
            encoding="utf-8",
        )


def history(shop: Shop) -> None:
    """Seven decisions, and two files that two of them govern."""
    (shop.folder / "src/orders").mkdir(parents=True)
    for name in ("events.py", "tables.sql"):
        (shop.folder / "src/orders" / name).write_text("", encoding="utf-8")
    for number, title in enumerate(
        ("Use PostgreSQL for orders", "Keep sessions in signed cookies", "Write services in Kotlin"), 2
    ):
        shop.adr(f"new {title}")
        shop.fill(number)
    shop.adr("status 2 accepted")
    shop.adr("status 3 accepted")
    shop.adr("status 4 rejected")
    shop.adr("new --supersede 2 Use a managed database for orders")
    managed = "Orders live in the managed PostgreSQL of our cloud"
    shop.fill(5, supersedes="ADR-0002", paths='"src/orders/", "*.sql"', decided=managed)
    shop.adr("status 5 accepted")
    shop.adr("new Publish events through an outbox")
    outbox = "Events go into an outbox table, and one job sends them to the broker"
    shop.fill(6, paths='"src/orders/events*"', decided=outbox)
    shop.adr("status 6 accepted")
    shop.adr("new Rate-limit public endpoints by tenant")
    shop.commit()


def draw_log(shop: Shop) -> str:
    """The log's README as a forge renders it: its beginning, and the index."""
    text = (shop.folder / "docs/adr/README.md").read_text(encoding="utf-8")
    heading, opening = re.findall(r"\A# (.+)\n\n((?:.+\n)+)\n", text)[0]
    table = text.split("<!-- adrlog -->\n")[1].split("<!-- adrlogstop -->")[0].strip().splitlines()
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table]
    picture = Picture("The log of decisions as a forge shows it", "; ".join(" ".join(row) for row in rows[2:]))
    picture.box(1, 1, WIDTH - 2, 43, "card", radius=9)
    picture.rule(0, 44, WIDTH)
    picture.line(24, 28, [("soft", "shop / docs / adr / "), ("ink bold", "README.md")], 14)
    y = 88.0
    picture.text(32, y, heading, "ink bold", 25)
    picture.rule(32, y + 15, WIDTH - 64)
    y += 46
    for line in wrapped(" ".join(opening.split()), 96):
        picture.text(32, y, line, "ink", 15)
        y += 24
    y += 22
    picture.text(32, y, "ADR Index", "ink bold", 20)
    picture.rule(32, y + 12, WIDTH - 64)
    y += 32
    columns = (32, 124, 498, 716, WIDTH - 32)
    for at, row in enumerate([rows[0], *rows[2:]]):
        picture.box(32, y, WIDTH - 64, 37, "page" if at % 2 else "card", "line", 0)
        for x, cell in zip(columns, row, strict=False):
            link = re.fullmatch(r"\[(.+)\]\((.+)\)", cell)
            look = "link" if link else "ink bold" if at == 0 else "ink"
            shown = link[1] if link else re.sub(r"\[(.+?)\]\(.+?\)", r"\1", cell)
            picture.text(x + 14, y + 24, shown, look, 14.5)
        y += 37
    for x in columns[1:4]:
        picture.parts.append(f'<path d="M{x} {y - 37 * (len(rows) - 1):g}V{y:g}" class="to-line"/>')
    return picture.svg(y + 30)


def draw_form(shop: Shop) -> str:
    """The first fields of the issue form."""
    form = yaml.safe_load((shop.folder / ".github/ISSUE_TEMPLATE/adr.yml").read_text(encoding="utf-8"))
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    picture = Picture(f"The issue form: {form['name']}", ", ".join(field["attributes"]["label"] for field in fields))
    picture.box(1, 1, WIDTH - 2, 43, "card", radius=9)
    picture.rule(0, 44, WIDTH)
    picture.line(24, 28, [("soft", "New issue: "), ("ink bold", form["name"])], 14)
    y = 70.0
    picture.text(32, y + 4, form["description"], "soft", 14)
    y += 34
    picture.line(32, y, [("ink bold", "Add a title "), ("red bold", "*")])
    picture.box(32, y + 10, WIDTH - 64, 34, "card", "line")
    picture.text(44, y + 32, form["title"], "ink")
    y += 76
    shown = 0
    for field in fields:
        about, needed = field["attributes"], field.get("validations", {}).get("required")
        height = 34 if field["type"] == "input" else 64
        note = wrapped(" ".join(about.get("description", "").split()), 110)
        if y + 22 * len(note) + height > 720:
            break
        picture.line(32, y, [("ink bold", about["label"]), *([("red bold", " *")] if needed else [])])
        for line in note if note != [""] else []:
            y += 20
            picture.text(32, y, line, "soft", 13)
        picture.box(32, y + 10, WIDTH - 64, height, "card", "line")
        if value := about.get("value", "").splitlines():
            picture.text(44, y + 32, value[0][:110], "ink", 13)
        y += height + 42
        shown += 1
    rest = [field["attributes"]["label"] for field in fields[shown:]]
    for line in wrapped(f"and below: {', '.join(rest)}", 110):
        picture.text(32, y - 2, line, "soft", 13)
        y += 20
    return picture.svg(y + 4)


FINDING = re.compile(r"(\S+?:\d+): (error|warning|notice) ([\w-]+): (.+)")
COLUMNS = 102


def looks(line: str) -> Iterator[Words]:
    """A line of output in lines of the picture: wrapped, and coloured as a reader's eye goes."""
    finding = FINDING.fullmatch(line)
    if not finding:
        indent = " " * (len(line) - len(line.lstrip(" ")))
        yield from ([("ink", indent + text)] for text in wrapped(line.strip(" "), COLUMNS - len(indent)))
        return
    place, severity, rule, message = finding.groups()
    colour = {"error": "red", "warning": "amber"}.get(severity, "link")
    yield [("ink", f"{place}: "), (f"{colour} bold", f"{severity} "), ("ink bold", f"{rule}:")]
    yield from ([("soft", f"    {text}")] for text in wrapped(message, COLUMNS - 4))


def screen(title: str, head: str, calls: Iterable[tuple[str, str]]) -> str:
    """A terminal: commands, where `adr.py` is short for how it is called, each with what it said."""
    picture = Picture(title, "")
    y = 76.0
    picture.box(1, 1, WIDTH - 2, 43, "card", radius=9)
    picture.rule(0, 44, WIDTH)
    for at, colour in enumerate(("red", "amber", "green")):
        picture.parts.append(f'<circle cx="{26 + 20 * at}" cy="22" r="6" class="{colour}"/>')
    picture.text(WIDTH / 2, 27, head, "soft", 13, "middle")
    for call, output in calls:
        typed = re.sub(r"^adr\.py", "python3 docs/adr/adr.py", call)
        picture.line(28, y, [("green bold", "$ "), ("ink bold", typed)], 13, "mono")
        y += 22
        said = output.strip()
        picture.told += f"$ {call}\n{said}\n"
        for line in said.splitlines():
            for words in looks(line):
                picture.line(28, y, words, 13, "mono")
                y += 20
        y += 14
    return picture.svg(y - 2)


def draw_check(shop: Shop) -> str:
    """A branch with three faults, what `adr.py` says of them, and how one of them is mended."""
    shop.do("git", "switch", "--quiet", "--create", "cache")
    shop.adr("new Cache product pages at the edge")
    shop.fill(8, " See [the measurements](../measurements.md).")
    (frozen,) = (shop.folder / "docs/adr").glob("0003-*.md")
    frozen.write_text(frozen.read_text(encoding="utf-8").replace("it fits", "it is fast"), encoding="utf-8")
    shop.commit()
    shop.do("git", "switch", "--quiet", "main")
    shop.adr("new Sign container images")
    shop.commit()
    shop.do("git", "switch", "--quiet", "cache")
    calls = ["check --base main", "renumber 8", "list --status accepted"]
    said = ((f"adr.py {call}", shop.adr(call, check=call.startswith("list"))) for call in calls)
    return screen("adr.py check on a branch", "shop, on the branch cache", said)


def draw_code(shop: Shop) -> str:
    """What a decision says of paths, and how whoever changes such a file hears of it: before, and on the change."""
    (record,) = (shop.folder / "docs/adr").glob("0006-*.md")
    name = record.relative_to(shop.folder).as_posix()
    shop.do("git", "switch", "--quiet", "--create", "retry", "main")
    calls = [
        ["head", "-n", "7", record.relative_to(shop.folder).as_posix()],
        ["adr.py", "for", "src/orders/events.py"],
        ["git", "commit", "--quiet", "--all", "--message", "Retry"],
        ["adr.py", "check", "--base", "main"],
    ]
    shown = []
    for name, *words in calls:
        if name == "git":
            (shop.folder / "src/orders/events.py").write_text("retries = 3\n", encoding="utf-8")
        said = shop.adr(" ".join(words)) if name == "adr.py" else shop.do(name, *words)
        shown.append((" ".join([name, *words]), said))
    shop.do("git", "switch", "--quiet", "main")
    return screen("adr.py for, and adr.py check on a change of code", "shop, on the branch retry", shown)


def draw_fleet(base: Path) -> str:
    """The head of the report's page, and the first rows of its table."""
    organisation = json.loads(json.dumps(entries(40)).replace('"v1.', '"1.'))
    from copier_adr.fleet import report

    os.environ["SOURCE_DATE_EPOCH"] = DAY
    status = report.collect(organisation, url="https://github.com/acme/copier-adr.git", version="1.4.0")
    (base / "status.json").write_text(json.dumps(status), encoding="utf-8")
    call = [
        sys.executable,
        "-m",
        "copier_adr.fleet",
        "report",
        "--from",
        str(base / "status.json"),
        "--output",
        str(base / "public"),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    # One repository of this organisation could not be read, and the exit code says so.
    subprocess.run(call, cwd=base, env=environment, check=False, capture_output=True)
    page = (base / "public/index.html").read_text(encoding="utf-8")
    tile = r'<span class="what">(.+?)</span> <strong>(.+?)</strong> <span class="note">(.+?)</span></a></li>'
    tiles = [tuple(map(unescape, found)) for found in re.findall(tile, page)]
    states = re.findall(r"(\w[\w ]*) (\d+)", re.findall(r'aria-label="Repositories by state: (.+?)"', page)[0])
    with (base / "public/repositories.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    picture = Picture("The fleet's report", "; ".join(f"{what}: {number}, {note}" for what, number, note in tiles))
    picture.text(32, 48, re.findall(r"<h1[^>]*>(.+?)</h1>", page)[0], "ink bold", 24)
    wide = (WIDTH - 64 - 4 * 12) / len(tiles)
    for at, (what, number, note) in enumerate(tiles):
        x = 32 + at * (wide + 12)
        picture.box(x, 70, wide, 88, "card", "line", 8)
        picture.text(x + 14, 94, what, "soft", 13)
        picture.text(x + 14, 121, number, "ink bold", 23)
        picture.text(x + 14, 145, note, "soft", 12.5)
    colours = {"current": "green", "behind": "amber", "failed": "red", "missing": "soft"}
    total = sum(int(count) for _, count in states)
    x, name_x = 32.0, 32.0
    for state, count in states:
        width = (WIDTH - 64) * int(count) / total
        picture.box(x, 180, width - 2, 18, colours.get(state, "grey"), radius=3)
        x += width
        picture.box(name_x, 213, 10, 10, colours.get(state, "grey"), radius=2)
        picture.line(name_x + 16, 223, [("ink", f"{state} "), ("ink bold", count)], 13.5)
        name_x += 56 + 8 * len(f"{state}{count}")
    shown = ["repository", "state", "version", "styles", "records", "open", "faults", "last_decision"]
    columns = [rows[0].index(name) for name in shown]
    places = (32, 186, 284, 366, 560, 632, 712, WIDTH - 32)
    y = 262.0
    for at, row in enumerate(rows[:9]):
        for x, name, column in zip(places, shown, columns, strict=True):
            right = name in ("records", "open", "faults", "last_decision")
            text = row[column].replace("_", " ").capitalize() if at == 0 else row[column]
            look = "soft bold" if at == 0 else "link" if name == "repository" else "ink"
            if name == "state" and at:
                picture.parts.append(
                    f'<circle cx="{x + 5}" cy="{y - 5:g}" r="4.5" class="{colours.get(text, "grey")}"/>'
                )
                x += 16
            picture.text(x, y, text, look, 13.5, "end" if right else "")
        picture.rule(32, y + 11, WIDTH - 64)
        y += 32
    return picture.svg(y)


def drawn() -> dict[str, str]:
    """All pictures: name of the file -> its text."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        shop = Shop(base)
        history(shop)
        return {
            "log.svg": draw_log(shop),
            "form.svg": draw_form(shop),
            "code.svg": draw_code(shop),
            "check.svg": draw_check(shop),
            "fleet.svg": draw_fleet(base),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=PICTURES, help="another folder")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in drawn().items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
