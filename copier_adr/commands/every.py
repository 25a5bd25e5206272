"""What runs each command, where all of them are loaded at once: the joined file."""

from __future__ import annotations

from .adopt import cmd_adopt
from .check import cmd_check
from .cites import cmd_cites
from .completion import cmd_completion
from .edit import cmd_edit
from .generate import cmd_generate
from .govern import cmd_for
from .graph import cmd_graph
from .index import cmd_index
from .link import cmd_link
from .list import cmd_list
from .move import cmd_move
from .new import cmd_new
from .owners import cmd_owners
from .renumber import cmd_renumber
from .search import cmd_search
from .show import cmd_show
from .stats import cmd_stats
from .status import cmd_status
from .toc import cmd_toc

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

EVERY: dict[str, Callable[[Any], int]] = {
    "adopt": cmd_adopt,
    "check": cmd_check,
    "cites": cmd_cites,
    "completion": cmd_completion,
    "edit": cmd_edit,
    "for": cmd_for,
    "generate": cmd_generate,
    "graph": cmd_graph,
    "index": cmd_index,
    "link": cmd_link,
    "list": cmd_list,
    "move": cmd_move,
    "new": cmd_new,
    "owners": cmd_owners,
    "renumber": cmd_renumber,
    "search": cmd_search,
    "show": cmd_show,
    "stats": cmd_stats,
    "status": cmd_status,
    "toc": cmd_toc,
}
