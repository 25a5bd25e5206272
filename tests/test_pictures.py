"""The README's pictures: current, legible in light and dark, and harmless."""

import re
from xml.etree import ElementTree

import pytest

from docs import make_pictures
from tests.conftest import ROOT

NAMES = ["check.svg", "code.svg", "fleet.svg", "form.svg", "log.svg"]
SVG = "{http://www.w3.org/2000/svg}"


def committed(name: str) -> str:
    return (make_pictures.PICTURES / name).read_text(encoding="utf-8")


@pytest.mark.long
def test_pictures_are_what_the_pack_makes() -> None:
    drawn = make_pictures.drawn()
    assert sorted(drawn) == NAMES == sorted(path.name for path in make_pictures.PICTURES.iterdir())
    for name, text in drawn.items():
        assert committed(name) == text, f"{name}: run `make pictures`, and look at it"


def test_the_readme_shows_each_with_words_for_those_who_do_not_see_it() -> None:
    shown = re.findall(r"^!\[(.+)\]\(docs/pictures/(\S+)\)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert sorted(name for _, name in shown) == NAMES
    assert min(len(words) for words, _ in shown) > 40


@pytest.mark.parametrize("name", NAMES)
def test_a_forge_may_show_it(name: str) -> None:
    """Forges show an SVG as an image: no scripts run then, and nothing is loaded."""
    text = committed(name)
    tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(text).iter()}  # noqa: S314 - our own
    assert tags == {"svg", "title", "desc", "style", "text", "tspan", "rect", "path"} | ({"circle"} & tags)
    assert re.findall(r"(?:href|src)=|url\(|@import|@font-face", text) == []
    assert text.count("http") == text.count('xmlns="http://www.w3.org/2000/svg"') == 1
    assert len(text) < 20_000
    assert re.findall(r"/(?:tmp|root|home|work|Users)\b", text) == []


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_legible_in_light_and_in_dark(name: str) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 for text, on both grounds that it may stand on."""
    text = committed(name)
    light, dark = (
        dict(re.findall(r"\.(\w+) \{ fill: (#\w+) \}", part))
        for part in text.split("@media (prefers-color-scheme: dark)")
    )
    used = {word for classes in re.findall(r'<tspan class="([^"]+)"', text) for word in classes.split()} - {"bold"}
    assert used
    for scheme in (light, dark):
        for word in used:
            for ground in ("page", "card"):
                bright, dim = sorted((luminance(scheme[word]), luminance(scheme[ground])), reverse=True)
                assert (bright + 0.05) / (dim + 0.05) >= 4.5, (name, word, ground)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_runs_out_of_the_picture(name: str) -> None:
    """With the widest of the usual fonts: 0.61 em a character where all are equally wide, 0.56 em on average else."""
    root = ElementTree.fromstring(committed(name))  # noqa: S314 - our own
    width, height = (float(root.attrib[key]) for key in ("width", "height"))
    for line in root.iter(f"{SVG}text"):
        words = "".join(line.itertext())
        each = 0.61 if line.attrib["class"] == "mono" else 0.56
        long = len(words) * each * float(line.attrib["font-size"])
        start = float(line.attrib["x"]) - {"end": long, "middle": long / 2}.get(line.attrib.get("text-anchor", ""), 0.0)
        assert start >= 8, words
        assert start + long <= width - 8, words
        assert float(line.attrib["y"]) <= height - 8, words
