"""A hunt: what `check --base` takes for no change, renderers show alike: markdown-it and docutils.

Edits put pieces of markup at random into a record, or take signs and lines out. Where the frozen text is the same, what
is shown has to be the same too, but for what docs/checks.md lists: where links lead, spacing, loose lists.
"""

import difflib
import importlib
import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.tried import Tried

from .logs import WORDS, adr_py
from .test_frozen import NESTED, RECORD, RST

MANY, AT_ONCE = 40_000, 2_000
MARKDOWN = (
    "\n", "\n\n", " ", "  ", "    ", "\t", "*", "**", "_", "`", "``", "```\n", "~~~\n", "<!-- x -->", "<!--", "-->",
    "[", "]", "(", ")", "[a](b)", "![a](b)", "[o]", "[x]: y\n", '[o]: z "t"\n', "> ", "- ", "* ", "1. ", "2) ", "# ",
    "---\n", "===\n", "***\n", "|", "|---|\n", "| a | b |\n", "\\", "&amp;", "<b>", "</b>", "<div>\n", "</div>\n",
    "<br>", "<https://a.b>", "!", "~~", "\xa0", "<details>\n", "<?", "?>", "<![CDATA[", "]]>", "<!x", "\\\n", "+ ",
    "10. ", ":", "<pre>\n", "</pre>\n", "<script>", "</script>",
)  # fmt: skip
OTHER = (
    "\n", "\n\n", " ", "  ", "   ", "*", "**", "`", "``", "::\n", "- ", "* ", "1. ", "#. ", "----\n", "====\n",
    "~~~~\n", ".. ", "\n.. x\n", "| ", "|", "\\", ":a: ", "_", "__", "..\n", "+", "=", "-", ".. note::\n",
    ">>> x\n", "\t", "a\n",
)  # fmt: skip
RICH = NESTED.format(2).replace("Status: Accepted\n", "") + RECORD.partition("## Context")[2]


def edited(text: str, pieces: tuple[str, ...], dice: random.Random) -> str:
    """The text after one to three small edits, below its facts."""
    start = text.index("\n", text.index("Context"))
    for _ in range(dice.choice([1, 1, 1, 2, 3])):
        lines = text.split("\n")
        at = dice.choice([m.end() for m in re.finditer("\n", text) if m.end() > start])
        at = at if dice.random() < 0.6 else dice.randrange(start, len(text))
        row = text.count("\n", 0, at)
        kind = dice.randrange(7)
        if kind < 4:
            text = text[:at] + dice.choice(pieces) + text[at:]
        elif kind == 4:
            text = text[:at] + text[at + dice.randint(1, 3) :]
        elif kind == 5:
            lines[row] = dice.choice([" " * dice.randint(1, 5) + lines[row], lines[row].lstrip(), ""])
            text = "\n".join(lines)
        else:
            lines[row : row + 2] = [" ".join(lines[row : row + 2])] if dice.randrange(2) else []
            text = "\n".join(lines)
    return text


def as_markdown() -> Callable[[str], str]:
    """What markdown-it shows of a text, without what may change."""
    renderer = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def shown(text: str) -> str:
        html = re.sub(r"<!--(?!-?>).*?-->", "", renderer.render(text.partition("\n---\n")[2]), flags=re.S)
        html = re.sub(r' href="[^"]*"', "", html)
        html = re.sub(r'</?a(?: title="([^"]*)")?>', lambda m: f"«{m.group(1).strip()}»" if m.group(1) else "", html)
        html = re.sub(r' src="([^"]*)"', lambda m: m.group(1).partition("#")[0].rpartition("/")[2], html)
        html = re.sub(
            r"\s*(</?(?:p|ul|ol|li|h\d|blockquote|table|thead|tbody|tr|td|th|hr|br|pre)\b[^>]*>)\s*", r"\1", html
        )
        html = re.sub("¶+", "¶", html.replace("<p>", "").replace("</p>", "¶").replace("<br />", " "))
        return re.sub(r"\s+", " ", re.sub("¶(<)", r"\1", html)).strip()

    return lambda text: shown(f"\n---\n{text}")


def as_rst() -> Callable[[str], str]:
    """The elements that docutils makes of a text, with their words."""
    pytest.importorskip("docutils")
    core: Any = importlib.import_module("docutils.core")
    calm = {
        "report_level": 5,
        "halt_level": 6,
        "file_insertion_enabled": False,
        "raw_enabled": False,
        "syntax_highlight": "none",
    }
    unseen = ("system_message", "comment", "target", "substitution_definition")

    def walk(node: Any) -> str:
        if node.tagname == "#text":
            return re.sub(r"\s+", " ", str(node))
        return "" if node.tagname in unseen else f"<{node.tagname}>{''.join(map(walk, node.children))}</>"

    return lambda text: re.sub(r"\s+", " ", walk(core.publish_doctree(text, settings_overrides=calm)))


HUNTS: dict[str, tuple[str, str, tuple[str, ...], Callable[[], Callable[[str], str]]]] = {
    "Markdown": (RICH, "0002-x.md", MARKDOWN, as_markdown),
    "reStructuredText": (RST.format(2).partition("Links\n")[0], "0002-x.rst", OTHER, as_rst),
}


@pytest.mark.long
@pytest.mark.security("Random markup that one of two renderers shows, and `check --base` takes for no change")
@pytest.mark.parametrize("seed", range(MANY // AT_ONCE))
@pytest.mark.parametrize("markup", HUNTS)
def test_what_is_taken_for_no_change_is_shown_alike(markup: str, seed: int, tried: Tried) -> None:
    text, file, pieces, renderer = HUNTS[markup]
    shown = renderer()
    dice = random.Random(seed)  # noqa: S311
    names = adr_py.Names()
    was, looked = adr_py.frozen(text, file, WORDS, names), shown(text)
    for _ in range(AT_ONCE):
        now = edited(text, pieces, dice)
        if was.change(adr_py.frozen(now, file, WORDS, names)) is None:
            diff = "\n".join(difflib.unified_diff(text.split("\n"), now.split("\n"), lineterm="", n=1))
            assert shown(now) == looked, diff
    tried(AT_ONCE)
