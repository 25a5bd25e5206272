"""Jinja made quicker for what Copier does with it: some four hundred short strings a copy, most of them seen before."""

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import Environment

if TYPE_CHECKING:
    from extensions import loading
else:  # `pack.py` puts the neighbour here: see there for why this is no plain import
    loading: Any


def quicken(environment: Environment) -> None:
    """Let an environment render what it would, sooner: what it has seen and compiled is kept."""
    environment.from_string = lru_cache(maxsize=None)(_quick(environment))  # type: ignore[method-assign, assignment]
    environment.compile = _shared(environment.compile)  # type: ignore[method-assign]
    # To fold the constants of a string costs more than a string that is rendered once can save.
    environment.optimized = False


class _Words:
    """A template without a tag: it renders as what it says."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render(self, *_context: Any, **_more: Any) -> str:
        return self.text


class _Call:
    """A template that is one name, or one call with words: `{{ customise }}`, `{{ wrong('adr_dir') }}`."""

    SHAPE = re.compile(r"\{\{ ([a-z_]+)(?:\(((?:'[^'\\]*'(?:, (?='))?)*)\))? \}\}")

    def __init__(self, empty: jinja2.Template, name: str, arguments: str | None) -> None:
        self.empty, self.name = empty, name
        self.words = None if arguments is None else re.findall(r"'([^']*)'", arguments)

    def render(self, *context: Any, **more: Any) -> str:
        known = self.empty.new_context(dict(*context, **more))
        value = known.resolve(self.name)
        return str(value if self.words is None else known.call(value, *self.words))


def _quick(environment: Environment) -> Callable[[str], Any]:
    """Jinja's `from_string` that compiles nothing where there is little to compile: labels, file names, questions."""
    from_string = environment.from_string
    empty = lru_cache(maxsize=1)(lambda: from_string(""))

    def quick(source: str) -> Any:
        # Without a brace or a line break no tag, comment, line end or last line break is Jinja's to change.
        if not set(source) & set("{\r\n"):
            return _Words(source)
        call = _Call.SHAPE.fullmatch(source)
        return _Call(empty(), call[1], call[2]) if call else from_string(source)

    return quick


def _shared(compile_: Callable[..., Any]) -> Callable[..., Any]:
    """Jinja's `compile` with what it has compiled shared by all environments of this version of the pack.

    An update renders in four environments, three of them of one version, and compiling is the half of its time that
    is ours. What compiled code depends on is in the key: the questions' file (which sets Jinja's options) and the code
    here (which gives the filters).
    """
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (root.parent / "copier.yml", *sorted(root.glob("*.py"))):
        digest.update(path.read_bytes())
    version = digest.hexdigest()

    def shared(source: Any, name: Any = None, filename: Any = None, *options: Any, **more: Any) -> Any:
        if not isinstance(source, str) or options or more:
            return compile_(source, name, filename, *options, **more)
        return loading.kept((version, source, name), lambda: compile_(source, name, filename))

    return shared
