"""The report: what status sees, and each format of it, in the hands of friendly and unfriendly people."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from copier_adr.fleet import report
from tests.conftest import TODAY, git
from tests.rollout.browser import Page, browse
from tests.rollout.conftest import Fleet, nygard
from tests.rollout.organisation import HOSTILE, entries, hostile

PACK = {"url": "https://github.com/acme/copier-adr", "version": "v1.4.0"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def written(folder: Path, found: list[dict[str, Any]]) -> tuple[report.Data, Path]:
    data = report.collect(found, **PACK)
    report.write(data, folder, title="Decisions at Acme", site="https://acme.example/decisions")
    return data, folder


# What status sees


def test_status_tells_versions_styles_records_faults_and_open_proposals(fleet: Fleet) -> None:
    fleet.add("acme/plain", {"README.md": "x\n"})
    fleet.add("acme/log", nygard(4))
    fleet.add("acme/later", {"README.md": "x\n"})
    fleet.add("acme/bare", {"README.md": "x\n"})
    fleet.add("acme/unpacked", nygard(3))
    fleet.add("acme/empty")
    fleet.repositories["acme/gone"] = fleet.folder / "gone.git"
    fleet.toml('[[override]]\nmatch = "acme/log"\nanswers = { adr_dir = "doc/adr", style = "nygard" }\n')
    fleet("bootstrap", "--only", "acme/[pl]*", check=0)
    for name in ("acme/plain", "acme/log", "acme/later"):
        fleet.merge(name, "copier-adr/v1.0.0")
    with fleet.clone("acme/plain") as work:
        text = (work / "docs/adr/0001-record-architecture-decisions.md").read_text()
        (work / "docs/adr/0002-open.md").write_text(text.replace("accepted", "proposed").replace(TODAY, "2026-11-01"))
        git(work, "add", "--all")
        git(work, "commit", "--quiet", "--message", "open")
        git(work, "push", "--quiet")
    fleet.toml(version="v1.1.0")
    fleet("update", "--only", "acme/later", check=0)
    fleet.merge("acme/later", "copier-adr/v1.1.0")

    output = fleet.folder / "status.json"
    assert fleet("status", "--output", output, check=1).stderr.count("FAILED") == 1
    found = {repository["name"]: repository for repository in json.loads(output.read_text())["repositories"]}
    assert {name: repository["state"] for name, repository in found.items()} == {
        "acme/plain": "behind",
        "acme/log": "behind",
        "acme/later": "current",
        "acme/bare": "missing",
        "acme/unpacked": "missing",
        "acme/empty": "empty",
        "acme/gone": "failed",
    }
    (log,) = found["acme/plain"]["logs"]
    assert (log["path"], log["style"], log["version"]) == ("docs/adr", "madr", "v1.0.0")
    assert log["by_status"] == {"accepted": 1, "proposed": 1}
    (proposal,) = log["open"]
    assert (proposal["file"], proposal["age"]) == ("0002-open.md", 20)
    assert log["last"] == TODAY
    # A log without the pack is read too.
    (log,) = found["acme/unpacked"]["logs"]
    assert (log["path"], len(log["records"])) == ("doc/adr", 3)
    table = fleet("status", check=1).stdout
    assert re.search(r"acme/plain +behind +v1\.0\.0 +madr +2 +1 +20 d", table)


def test_a_link_that_leads_out_of_a_repository_is_not_followed(fleet: Fleet) -> None:
    fleet.add("acme/web", {"README.md": "x\n"})
    fleet.toml()
    fleet("bootstrap", check=0)
    fleet.merge("acme/web", "copier-adr/v1.0.0")
    (fleet.folder / "secret").mkdir()
    (fleet.folder / "secret/0001-secret.md").write_text("# Secret\n\nStatus: accepted\n")
    with fleet.clone("acme/web") as work:
        git(work, "rm", "-r", "--quiet", "docs/adr")
        (work / "docs").mkdir(exist_ok=True)
        (work / "docs/adr").symlink_to(fleet.folder / "secret")
        git(work, "add", "--all")
        git(work, "commit", "--quiet", "--message", "link")
        git(work, "push", "--quiet")
    output = fleet.folder / "status.json"
    fleet("status", "--output", output, check=0)
    assert "Secret" not in output.read_text()
    assert "leads out of the repository" in output.read_text()


def test_shards_are_merged_into_one_report(fleet: Fleet) -> None:
    for i in range(5):
        fleet.add(f"acme/r{i}", nygard(2))
    fleet.toml()
    parts = []
    for shard in (1, 2):
        parts.append(fleet.folder / f"status-{shard}.json")
        fleet("status", "--shard", f"{shard}/2", "--output", parts[-1], check=0)
    done = fleet("report", "--from", *parts, "--output", "public", check=0)
    assert len(done.stdout.splitlines()) == 5
    merged = json.loads((fleet.folder / "public/report.json").read_text())
    assert [repository["name"] for repository in merged["repositories"]] == [f"acme/r{i}" for i in range(5)]
    fleet("report", "--output", "direct", check=0)
    direct = json.loads((fleet.folder / "direct/report.json").read_text())
    assert direct["repositories"] == merged["repositories"]


# CSV and Atom


def test_csv_has_a_row_per_decision_and_no_formula(tmp_path: Path) -> None:
    data, folder = written(tmp_path, [*entries(30), hostile()])
    rows = list(csv.DictReader(io.StringIO((folder / "decisions.csv").read_bytes().decode(), newline="")))
    assert len(rows) == sum(len(log["records"]) for r in data["repositories"] for log in r["logs"])
    titles = [row["title"] for row in rows]
    for text in HOSTILE:
        assert (f"'{text}" if text[0] in "=+-@" else text) in titles
    for row in [*rows, *csv.DictReader(io.StringIO((folder / "repositories.csv").read_bytes().decode(), newline=""))]:
        assert not [cell for cell in row.values() if cell.lstrip()[:1] in ("=", "+", "-", "@")], row


def test_the_feed_is_atom_with_stable_ids_and_the_newest_first(tmp_path: Path) -> None:
    _, folder = written(tmp_path, [*entries(60), hostile()])
    feed = ElementTree.parse(folder / "decisions.atom").getroot()  # noqa: S314 - our own file
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated", "author/a:name"):
        assert feed.findtext(f"a:{name}", namespaces=ATOM)
    found = feed.findall("a:entry", ATOM)
    assert len(found) == report.FEED_ENTRIES
    days = [entry.findtext("a:updated", namespaces=ATOM) or "" for entry in found]
    assert days == sorted(days, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", day) for day in days)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in found]
    assert len(set(ids)) == len(ids)
    _, again = written(tmp_path / "again", [*entries(60), hostile()])
    assert (again / "decisions.atom").read_text() == (folder / "decisions.atom").read_text()
    _, short = written(tmp_path / "hostile", [hostile()])
    titles = [node.text or "" for node in ElementTree.parse(short / "decisions.atom").findall(".//a:title", ATOM)]  # noqa: S314
    assert any("</script><script>alert(1)</script>" in title for title in titles)


# The page


def test_the_page_stands_alone_and_cannot_be_broken_out_of(tmp_path: Path) -> None:
    _, folder = written(tmp_path, [*entries(20), hostile()])
    text = (folder / "index.html").read_text()
    assert "default-src &#x27;none&#x27;" in text
    assert not re.search(r'\b(src|href)="(?!#|\{)', text.split('<script type="application/json"')[0])
    assert text.count("<script") == text.count("</script>") == 2
    assert "<img" not in text


def test_an_organisation_with_nothing_has_a_page(tmp_path: Path) -> None:
    _, folder = written(tmp_path, [])
    assert "No decision has a date yet." in (folder / "index.html").read_text()


@pytest.fixture
def page(chromium: str, tmp_path: Path) -> Iterator[Page]:
    with browse(chromium, tmp_path) as found:
        yield found
        assert found.dialogs == []
        assert found.errors == []
        assert [url for url in found.requests if not url.startswith(("file:", "about:", "data:"))] == []


COUNT = "document.querySelector('#{}-table .count').textContent"
ROWS = "[...document.querySelectorAll('#{}-table tbody tr')].map(row => row.innerText)"


def fill(page: Page, table: str, label: str, value: str) -> None:
    """Chooses a value in a filter as a person does, found by its label."""
    page.js(
        f"(() => {{ const label = [...document.querySelectorAll('#{table}-table label')]"
        f".find(one => one.firstChild.textContent.startsWith({json.dumps(label)}));"
        f" const input = label.querySelector('input, select'); input.value = {json.dumps(value)};"
        " input.dispatchEvent(new Event(input.tagName === 'INPUT' ? 'input' : 'change', {bubbles: true})); })()"
    )


def test_filters_search_and_order_work_in_a_browser(page: Page, tmp_path: Path) -> None:
    data, folder = written(tmp_path / "report", [*entries(200), hostile()])
    page.media("light")
    page.open(folder / "index.html")
    records = [(r["name"], record) for r in data["repositories"] for log in r["logs"] for record in log["records"]]
    count = COUNT.format("decision")
    assert page.js(count) == f"{len(records):,} decisions"

    fill(page, "decision", "Search", "kotlin services")
    wanted = [record for _, record in records if "Kotlin" in record["title"]]
    page.until(f"{count} === '{len(wanted)} of {len(records):,} decisions'")
    fill(page, "decision", "Status", "open")
    wanted = [record for record in wanted if record["status"] in report.OPEN]
    page.until(f"{count} === '{len(wanted)} of {len(records):,} decisions'")
    assert all("Write services in Kotlin" in row for row in page.js(ROWS.format("decision")))
    assert page.js("location.hash") == "#decisions?q=kotlin+services&group=open"

    # The address brings the same view again.
    page.open(folder / "index.html", "?again#decisions?q=kotlin+services&group=open")
    assert page.js(count) == f"{len(wanted)} of {len(records):,} decisions"
    page.js("[...document.querySelectorAll('#decision-table button')].find(b => b.textContent === 'Clear').click()")
    page.until(f"{count} === '{len(records):,} decisions'")

    # Accents and case are no hindrance; scripts of the world are found.
    fill(page, "decision", "Search", "決定")
    page.until(f"{count} === '1 of {len(records):,} decisions'")

    # The drift bar's legend filters the repositories.
    states = Counter(repository["state"] for repository in data["repositories"])
    page.js("document.querySelector('.legend a[href=\"#repositories?state=behind\"]').click()")
    page.until(f"{COUNT.format('repository')} === '{states['behind']} of {len(data['repositories'])} repositories'")

    # Columns sort both ways, and say so.
    heads = "[...document.querySelectorAll('#repository-table thead button')]"
    page.js(f"{heads}.find(head => head.textContent === 'Records').click()")
    numbers = [int(row.split("\t")[4]) for row in page.js(ROWS.format("repository"))]
    assert numbers == sorted(numbers, reverse=True)
    assert (
        page.js("document.querySelector('#repository-table th[aria-sort]').getAttribute('aria-sort')") == "descending"
    )
    assert page.js("document.querySelectorAll('#repository-table tbody tr').length") == 15
    page.js("document.querySelector('#repository-table .more').click()")
    assert page.js("document.querySelectorAll('#repository-table tbody tr').length") == states["behind"]


def test_keyboard_and_screen_reader_reach_everything(page: Page, tmp_path: Path) -> None:
    _, folder = written(tmp_path / "report", entries(60))
    page.media("light")
    page.open(folder / "index.html")
    tree = page.tree()
    names = {role: [name for other, name in tree if other == role] for role, _ in tree}
    for role in ("link", "button", "searchbox", "combobox", "region", "table", "image", "heading"):
        assert all(names.get(role, ["x"])) or role == "table", (role, names.get(role))
    assert any(name.startswith("Repositories by state: current") for name in names["image"])
    assert any("decisions from" in name for name in names["image"])
    assert {"Search repositories", "Search decisions"} <= set(names["searchbox"])
    assert names["heading"][0] == "Decisions at Acme"
    assert page.js("document.documentElement.lang") == "en"
    assert page.js("document.querySelectorAll('[role=status][aria-live=polite]').length") >= 2

    # The first stop of Tab is the way past the head; Enter goes there.
    page.press("Tab", 9)
    assert page.js("document.activeElement.textContent") == "Skip to the decisions"
    page.js("document.activeElement.click()")
    page.until("document.activeElement.id === 'decisions'")
    page.press("Tab", 9)
    assert page.js("document.activeElement.type") == "search"
    page.type("signed")
    page.until(f"{COUNT.format('decision')}.includes(' of ')")
    # Whatever has the focus shows it.
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(12):
        page.press("Tab", 9)
        assert page.js(outline) != "none", page.js("document.activeElement.outerHTML")


CONTRAST = """(() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const under = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(color)) return color;
    }
  };
  const low = [];
  for (const element of document.querySelectorAll('h1,h2,p,a,th,td,label,span,strong,button,summary,select,input')) {
    if (!element.innerText || !element.checkVisibility() || element.className === 'skip' || element.classList.contains('zero')) continue;
    const [a, b] = [light(getComputedStyle(element).color), light(under(element))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < 4.5) low.push(element.outerHTML.slice(0, 80) + ' ' + ratio.toFixed(2));
  }
  return low.slice(0, 5);
})()"""  # noqa: E501


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_it_is_readable_in_light_and_dark_on_large_and_small_screens(
    page: Page, tmp_path: Path, scheme: str, width: int
) -> None:
    _, folder = written(tmp_path / "report", [*entries(60), hostile()])
    page.media(scheme, width=width)
    page.open(folder / "index.html")
    assert page.js(CONTRAST) == []
    # The page itself never scrolls sideways; wide tables do inside their own frame.
    assert page.js("document.documentElement.scrollWidth") <= width
    picture = page.screenshot(tmp_path / f"{scheme}-{width}.png")
    assert picture.startswith(b"\x89PNG")
    dark = page.js("getComputedStyle(document.body).backgroundColor")
    assert (dark == "rgb(16, 21, 28)") is (scheme == "dark")
    # The button overrides the system's choice.
    page.js("document.getElementById('theme').click()")
    assert page.js("getComputedStyle(document.body).backgroundColor") == "rgb(246, 247, 249)"


@pytest.mark.long
def test_twenty_thousand_decisions_are_searched_without_a_wait(page: Page, tmp_path: Path) -> None:
    data, folder = written(tmp_path / "report", entries(1500, records=40))
    assert sum(len(log["records"]) for r in data["repositories"] for log in r["logs"]) > 12_000
    page.media("light")
    page.open(folder / "index.html")
    spent = page.js(
        "(() => { const input = document.querySelector('#decision-table input'); const start = performance.now();"
        " input.value = 'kotlin'; input.dispatchEvent(new Event('input'));"
        " return new Promise(done => setTimeout(() => done(performance.now() - start - 100), 100)); })()"
    )
    assert spent < 1000
    assert " of " in page.js(COUNT.format("decision"))
