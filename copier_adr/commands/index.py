"""`index`: the table in the log's README written anew."""

from __future__ import annotations

import os

from ..edit.index import write_indexes
from ..log.contract import load_contract, own_index_file
from ..log.messages import from_here, note
from ..program import ADR


class IndexCall:
    """What `index` was called with."""

    dirs: list[str]
    check: bool


def cmd_index(call: IndexCall) -> int:
    codes = [0]
    for folder in call.dirs:
        own = own_index_file(load_contract(folder))
        if own:
            note(
                f"{from_here(os.path.join(folder, own))} is the project's own: nothing writes it, `{ADR} check` compares it"
            )
        else:
            codes.append(write_indexes(folder, everywhere=False, check=call.check))
    return max(codes)
