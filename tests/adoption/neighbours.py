# ruff: noqa: E501 - patterns: a form is a line
"""How much a new record looks like its neighbours, measured on the real logs of ../shared/corpus.

The newest record of a log is hidden, the log adopted with the answers that the copy offers, and a record of the hidden
one's title written. `python -m tests.adoption.neighbours [FOLDER/] [NAME…]` prints what differs and two figures; FOLDER/
holds other logs, each repository in a folder with a SOURCE.json that names its `adr_dirs`.
The strict one asks for what the hidden record has, and for the sections of its neighbours. The other one takes, aspect by
aspect, what most of the last ten have as well: where the hidden record is unlike them all, nothing before it tells how.

What is compared is told by the few patterns here, and not by the pack's own reader.
"""

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from copier.errors import UserMessageError

from bench.laid import lay_pack
from tests.conftest import SHARED, Pack, Project, init

CORPUS = SHARED / "corpus"
FEWEST, LAST = 5, 10
WORDS = {
    "status": "adr[-_ ]?status|status|statut|estado|状态|상태|ステータス",
    "date": "date|datum|dato|fecha|日期|날짜|日付|decision date|created|last[ _-]updated?|drafted|adr_created",
}
ASPECTS = ("name", "title", "places", "sections")


class Log(NamedTuple):
    """A log of a corpus: the repository's folder there, and the log's folder in that (`.` for its root)."""

    repository: Path
    folder: str

    def __str__(self) -> str:
        return f"{self.repository.name}/{self.folder}"


def all_logs(corpus: Path = CORPUS) -> list[Log]:
    """Every log of a corpus."""
    sources = sorted(corpus.glob("*/SOURCE.json"))
    return [Log(path.parent, folder) for path in sources for folder in json.loads(path.read_text())["adr_dirs"]]


def bring(log: Log, folder: Path) -> str:
    """The log's repository as a project of its own in `folder`; where in it the log lies."""
    inner = folder / "decisions" if log.folder == "." else folder
    shutil.copytree(log.repository, inner, dirs_exist_ok=True)
    (inner / "SOURCE.json").unlink()
    for path in inner.glob(".*") if log.folder == "." else ():
        path.rename(folder / path.name)  # what tools look for in a root
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    init(folder)
    return "decisions" if log.folder == "." else log.folder


# ---- what a record looks like


def name_form(file: str) -> str:
    """A record's path below its log with its number, date and words replaced by what they look like."""
    folder, _, name = file.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    if folder.rpartition("/")[2] == stem:  # a folder called as the file in it
        return f"{folder.rpartition('/')[0]}/{_stem_form(stem)}/{_stem_form(stem)}.{suffix.lower()}"
    if stem.lower() in ("readme", "index") and folder:
        above, _, folder_name = folder.rpartition("/")
        return f"{above}/{_stem_form(folder_name)}/{name}"
    return f"{folder}/{_stem_form(stem)}.{suffix.lower()}"


def apart(file: str) -> tuple[str, str]:
    """(the folder in which a log keeps a record, the record's own path there)."""
    folder, _, name = file.rpartition("/")
    stem, last = name.rpartition(".")[0], folder.rpartition("/")[2]
    if folder and (stem.lower() in ("readme", "index") or stem == last):
        folder, name = folder.rpartition("/")[0], f"{last}/{name}"
    return folder, name


def without_folder(file: str, others: list[str]) -> str:
    """A record's path without its folder where nothing says that the next one goes there.

    A folder of what is decided holds no new record, and where no folder has most of the others it is a choice.
    """
    folder, name = apart(file)
    most = max(sum(apart(other)[0] == apart(one)[0] for other in others) for one in others)
    decided = re.fullmatch(r"(?i)accepted|implemented|final|rejected|withdrawn|superseded|deprecated", folder)
    return name if decided or 2 * most <= len(others) else file


def _stem_form(stem: str) -> str:
    match = re.match(r"(?P<date>\d{4}([-_.])\d\d\2\d\d|\d{4}-\d\d(?=-\D)|\d{14}|\d{8})?(?P<rest>.*)$", stem)
    assert match
    date, rest = re.sub(r"\d", "9", match["date"] or ""), match["rest"]
    number = re.match(
        r"(?P<prefix>[-_ ]?)(?P<digits>\d+)" if date else r"(?P<prefix>(?:[A-Za-z]+[-_ ]?)*)(?P<digits>\d+)", rest
    )
    if not number:
        gap = re.match(r"[-_ ]*", rest) if date else None
        return f"{date}{gap[0] if gap else ''}{_slug_form(rest[gap.end() if gap else 0 :])}"
    width = digits(number["digits"])
    gap = re.match(r"[-_. ,]*", rest[number.end() :])
    assert gap
    return f"{date}{number['prefix']}{width}{gap[0]}{_slug_form(rest[number.end() + gap.end() :])}"


def _slug_form(slug: str) -> str:
    return "" if not slug else "some words" if " " in slug else "words"


def digits(number: str) -> str:
    """How a number is written: with zeros up to a width, or as long as it is."""
    return f"<{len(number)} digits>" if number[0] == "0" else f"<number of {len(number)}>"


def same_form(one: str, other: str) -> bool:
    """Whether two forms are one; a number that fills its width has no zeros any more."""
    lengths = [[int(found) for found in re.findall(r"<(?:number of )?(\d+)", form)] for form in (one, other)]
    plain_ones = [re.sub(r"<(?:number of )?\d+(?: digits)?>", "<>", form) for form in (one, other)]
    padded = [[int(found) for found in re.findall(r"<(\d+) digits", form)] for form in (one, other)]
    if plain_ones[0] != plain_ones[1]:
        return False
    return (
        not (padded[0] and any(length < padded[0][0] for length in lengths[1]))
        and not (padded[1] and any(length < padded[1][0] for length in lengths[0]))
        and not (padded[0] and padded[1] and padded[0] != padded[1])
    )


def without_code(text: str) -> str:
    return re.sub(r"(?ms)^(```|~~~).*?^\1", "", re.sub(r"(?s)<!--.*?-->", "", text))


def front(text: str) -> tuple[str, str]:
    """(front matter, body)."""
    match = re.match(r"\ufeff?---\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", text, re.S)
    return (match[1], text[match.end() :]) if match else ("", text)


def title_form(text: str, number: int | None, title: str | None) -> str:
    """The line that states the title, with its number and its words replaced; "" where none does."""
    matter, body = front(without_code(text).replace("\r", ""))
    match = re.search(r"(?m)^(#|=|==|##)[ \t]+(.+?)[ \t]*#*$|^([^\s#|>*-].*)\n(?:={3,}|#{3,}|-{3,})$", body)
    line = "" if not match else f"{match[1]} {match[2]}" if match[1] else match[3]
    if match and match[1] == "##" and not (title and title[:20] in line):
        line = ""  # the first section, and no title
    told = "front matter, " if re.search(r"(?im)^title[ \t]*[:=][ \t]*\S", matter) else ""
    lead = re.match(
        r"(?:# |= |## |)(?:\S*?\d+\S*|[A-Z]{2,}[- #]*\d+\S*|Decision Record \d+\S*)?(?:[ \t]*[-:–—.)|]+)?[ \t]*", line
    )
    if line and number is not None and re.search(rf"(?<!\d)0*{number}(?!\d)", line[:30]):
        head = re.match(rf".*?(?<!\d)(0*){number}(?!\d)[^\w`\"'(\[]*", line)
        assert head
        width = digits(head[1] + str(number))
        return told + re.sub(rf"0*{number}(?!\d)", width, head[0], count=1)
    assert lead
    return told + re.sub(r"\d+", lambda found: digits(found[0]), lead[0]) if line else told


def place(text: str, fact: str) -> tuple[int, str]:
    """Where a record states a fact: how far down, and how and under which words, ("" where it does not)."""
    matter, body = front(without_code(text).replace("\r", ""))
    words = WORDS[fact]
    if match := re.search(rf"(?im)^({words})[ \t]*[:=]", matter):
        return match.start(), f"front matter {match[1].lower()}"
    forms = (
        ("section", rf"(?im)^(#+ |=+ )({words})[ \t:]*#*$"),
        ("section", rf"(?im)^()({words})\n(?:=|-|\*|~|#|\^){{3,}}$"),
        ("attribute", rf"(?im)^(:)({words}):"),
        ("row", rf"(?im)^(>?[ \t]*\|[ \t]*\**)({words})[\* :]*\|"),
        ("row", rf"(?im)^(\|)[ \t]*({words})[ \t]*\n\|"),
        ("row", rf"(?im)^(\|)[ \t]*({words})[ \t]*\|[^|\n]*$"),
        ("row", rf"(?im)^[ \t]+\*( )- ({words})[ \t]*\n[ \t]+- "),
        ("column", rf"(?im)^(\|.*\|[ \t]*\**)({words})[\* ]*\|"),
        ("labelled", rf"(?im)^(>[ \t]*|[-*+][ \t]+|)(?:\*\*?|__)({words})[ \t]*(?:[:：]\*\*?|\*\*?[ \t]*[:：]?|__)"),
        ("plain", rf"(?im)^(>[ \t]*|[-*+][ \t]+|)({words})[ \t]*[:：]"),
    )
    found = [(match.start(), kind, match) for kind, form in forms if (match := re.search(form, body))]
    if not found:
        return -1, ""
    at, kind, match = min(found, key=lambda one: one[0])
    return len(matter) + at, f"{kind} {match[1].strip()[:3]} {match[2].lower()}"


def sections(text: str) -> list[str]:
    """The headings of level 2 and 3, as they are compared."""
    body = front(without_code(text))[1]
    return [plain(match[1]) for match in re.finditer(r"(?m)^(?:##|###|==|===) +(.+?)[ \t]*#*\r?$", body)]


def plain(heading: str) -> str:
    return " ".join(re.sub(r"<!--.*", "", heading).strip(" *_`:").split()).casefold()


# ---- the measurement


class Seen(NamedTuple):
    """What came of one log.

    `differs`: aspect -> what is not as in the record that was hidden; `unusual`: what is not as in most of the last ten.
    """

    log: Log
    hidden: str
    new: str
    style: str
    differs: dict[str, str]
    unusual: dict[str, str]

    @property
    def alike(self) -> bool:
        """Whether it is as the hidden one in all."""
        return not any(self.differs.values())

    @property
    def usual(self) -> bool:
        """Whether it is in all as the hidden one, or as most of the others."""
        return not any(what and self.unusual[aspect] for aspect, what in self.differs.items())


def age(record: dict[str, Any]) -> tuple[bool, int, bool, str]:
    """By what records of a log stand one after the other: their numbers, else the dates that their names begin with."""
    path = Path(record["file"])
    name = path.parent.name if path.stem.lower() in ("readme", "index") else path.name
    number = record["number"]
    return number is not None, number or 0, name[:4].isdigit(), name


def measure(pack: Pack, log: Log, folder: Path) -> Seen | None:
    """What a new record of the log looks like; None where it has too few records."""
    from copier_adr.log.log import read_log

    adr_dir = bring(log, folder)
    records = read_log(str(folder / adr_dir))
    if len(records) < FEWEST:
        return None
    hidden = max(records, key=age)
    path = folder / adr_dir / hidden["file"]
    old = path.read_text(encoding="utf-8", errors="replace")
    path.unlink()
    title = str(hidden["title"] or re.sub(r"^[\W\d_]+|[-_]", " ", Path(hidden["file"]).stem).strip())
    others = [record for record in records if record["file"] != hidden["file"]]
    rank = sorted(others, key=age)
    texts = [(folder / adr_dir / r["file"]).read_text(encoding="utf-8", errors="replace") for r in rank[-LAST:]]
    Project(folder).commit("before")
    try:
        project = pack.copy(folder, adr_dir=adr_dir)
    except UserMessageError as error:
        failed = dict.fromkeys(ASPECTS, str(error))
        return Seen(log, hidden["file"], "", "", failed, failed)
    words = ["--number", hidden["number"]] if project.answers["numbering"] == "tracker" else []
    done = project.adr("new", *words, title, check=False)
    style = str(project.answers["style"])
    if done.returncode:
        failed = dict.fromkeys(ASPECTS, done.stderr.strip()[-200:])
        return Seen(log, hidden["file"], "", style, failed, failed)
    new = Path(done.stdout.strip().split("\n")[-1])
    file = new.relative_to(adr_dir).as_posix()
    text = (folder / new).read_text(encoding="utf-8")
    number = next((r["number"] for r in project.records() if r["file"] == file), None)
    neighbours = list(zip(rank[-LAST:], texts, strict=True))
    files = [record["file"] for record, _ in neighbours]
    looks = shape(without_folder(file, files), text, number, title)
    then = shape(without_folder(hidden["file"], files), old, hidden["number"], hidden["title"])
    every = [
        shape(without_folder(record["file"], files), one, record["number"], record["title"])
        for record, one in neighbours
    ]
    most = {
        aspect: max(every, key=lambda one: sum(other[aspect] == one[aspect] for other in every))[aspect]
        for aspect in then
    }
    shared = [h for h in {h for _, one in neighbours for h in sections(one)} if _half_have(h, neighbours)]
    lacks = sorted(set(shared) - set(sections(text)))
    missing = {"sections": f"lacks {lacks}" if lacks else ""}
    return Seen(
        log, hidden["file"], file, style, {**_unlike(then, looks), **missing}, {**_unlike(most, looks), **missing}
    )


def shape(file: str, text: str, number: int | None, title: str | None) -> dict[str, str]:
    """Name, title and places of a record, each as a text that is the same where they look the same."""
    (status_at, status), (date_at, date) = (place(text, fact) for fact in WORDS)
    # The one that stands higher comes first.
    places = f"{status} / {date}" if status_at < date_at else f"{date} / {status}"
    return {"name": name_form(file), "title": title_form(text, number, title), "places": places}


def _unlike(wanted: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    return {
        aspect: "" if same_form(wanted[aspect], found[aspect]) else f"{wanted[aspect]!r} -> {found[aspect]!r}"
        for aspect in wanted
    }


def _half_have(heading: str, neighbours: list[tuple[dict[str, Any], str]]) -> bool:
    return 2 * sum(heading in sections(one) for _, one in neighbours) >= len(neighbours)


def said(seen: list[Seen]) -> str:
    """The figures, and before them a paragraph for each log that differs."""
    lines = []
    for one in seen:
        if not one.alike:
            mark = "as most are" if one.usual else "odd"
            lines.append(f"{one.log}  ({mark}; {one.style}; {one.hidden} -> {one.new})")
            lines += [f"    {aspect}: {what}" for aspect, what in one.differs.items() if what]
    good = {aspect: sum(not one.differs[aspect] for one in seen) for aspect in ASPECTS}
    each = ", ".join(f"{aspect} {count}" for aspect, count in good.items())
    alike, usual = sum(one.alike for one in seen), sum(one.usual for one in seen)
    lines += [
        f"{alike} of {len(seen)} logs ({percent(alike, seen)} %), strictly: the new record is in all as the hidden one ({each})",
        f"{usual} of {len(seen)} logs ({percent(usual, seen)} %): in all as the hidden one or as most of the last ten",
    ]
    return "\n".join(lines)


def percent(count: int, seen: list[Seen]) -> int:
    return 100 * count // max(len(seen), 1)


def main(words: list[str]) -> None:
    corpora = [Path(word) for word in words if word.endswith("/")] or [CORPUS]
    names = [word for word in words if not word.endswith("/")]
    with tempfile.TemporaryDirectory() as some:
        folder = Path(some)
        (folder / "pack").mkdir()
        lay_pack(folder / "pack")
        pack = Pack(folder / "pack", lambda name: folder / name)
        seen = []
        for number, log in enumerate(log for corpus in corpora for log in all_logs(corpus)):
            if not names or any(name in str(log) for name in names):
                one = measure(pack, log, folder / f"log-{number}")
                seen += [one] if one else []
        print(said(seen))


if __name__ == "__main__":
    main(sys.argv[1:])
