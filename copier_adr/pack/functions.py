"""The Jinja extension: what `copier.yml` and `template/` can ask of the pack, a function for each question.

Every function is named as templates call it. Here are those about files: which are written, and which are code.
`questions`, `texts`, `found` and `closing` have the others.
"""

from __future__ import annotations

import re
import shlex
from typing import cast

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from . import code, layout, styles, tree
from .closing import Closing
from .found import Found
from .offers import Offers
from .own_list import OwnList
from .questions import Questions
from .texts import Texts


class Pack(Closing):
    """Binds the functions of this class, and of those above it, to a Jinja environment."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        kinds = (Questions, Texts, Offers, OwnList, Found, Closing, Pack)
        names = {name for kind in kinds for name in vars(kind) if not name.startswith("_")} - {"identifier"}
        environment.globals.update({name: getattr(self, name) for name in names})
        environment.filters.update(
            md=styles.markdown_text, shell=shlex.quote, exactly=gitignore_path, laid_out=layout.markdown
        )

    @pass_context
    def left_out(self, context: Context) -> str:
        """What is not written, a pattern of `_exclude` per line: by the answers, and because it is the project's."""
        return "\n".join(map(gitignore_path, self._left_out(context)))

    def code(self, name: str) -> str:
        """The text of a code file of the log, such as `adr.py`."""
        return code.text(name)

    @pass_context
    def code_names(self, context: Context) -> list[str]:
        """The names of the code files that the log has by these answers."""
        files = tree.code_files(str(context["adr_dir"]), cast("tree.Answers", context))
        return [path.rpartition("/")[2] for path, wanted in files.items() if wanted]


def gitignore_path(path: str) -> str:
    """`path` as a pattern of Copier's `_exclude` (gitignore syntax) that matches nothing else."""
    return "/" + re.sub(r"([\\*?\[\]!# ])", r"\\\1", str(path))
