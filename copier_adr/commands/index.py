"""`index`: the table in the log's README written anew."""

from __future__ import annotations

from ..edit.index import write_indexes


class IndexCall:
    """What `index` was called with."""

    dirs: list[str]
    check: bool


def cmd_index(call: IndexCall) -> int:
    return max([write_indexes(folder, everywhere=False, check=call.check) for folder in call.dirs])
