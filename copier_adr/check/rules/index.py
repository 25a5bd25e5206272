"""Rules on the index."""

from __future__ import annotations

from ...program import ADR
from ..rule import ERROR, WARNING, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..whole import Whole


def stale_index(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    index = whole.index
    if index.hindrance:
        yield index.name, 1, "", index.hindrance
    elif index.differs and not index.same_rows:
        yield index.name, index.line, "", "the index is not what the records say"


def index_order(whole: Whole) -> Iterator[tuple[str, int, str, str]]:
    index = whole.index
    if index.differs and index.same_rows:
        yield index.name, index.line, "", "the index has every row, but not in order"


INDEX_RULES = (
    Rule(
        "stale-index",
        ERROR,
        "The index is not what the records say.",
        f"Run `{ADR} index`.",
        of_log=stale_index,
        fixed=True,
        may_be_old=False,
    ),
    Rule(
        "index-order",
        WARNING,
        "The index has every row, but not in order, as after a merge of two branches.",
        f"Run `{ADR} index`.",
        of_log=index_order,
        fixed=True,
    ),
)
