"""TODO."""

from __future__ import annotations


from ..edit.index import write_indexes


def cmd_index(args) -> int:
    return max([write_indexes(folder, everywhere=False, check=args.check) for folder in args.dirs])
