"""JSON as Prettier prints it, so that it has nothing to change in what is written."""

from __future__ import annotations

from .columns import width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

JSON_COLUMNS = 80


def json_text(data: Any) -> str:
    """JSON: what fits on a line stands on one, but for what holds objects, and for an object of the first level."""
    return _json(data, "", "", top=True) + "\n"


def _json(data: Any, indent: str, key: str, *, top: bool = False) -> str:
    if not isinstance(data, (dict, list)) or not data:
        return scalar_json(data)
    open_objects = isinstance(data, list) and len(data) > 1 and all(isinstance(o, dict) and len(o) > 1 for o in data)
    # Where an object may stand on one line, Prettier leaves it on several: there a merge sees each entry.
    first_level = isinstance(data, dict) and indent == "  "
    if not top and not open_objects and not first_level and not _holds_objects(data):
        flat = _flat_json(data)
        # A comma may follow.
        if width(indent + key + flat) + 1 <= JSON_COLUMNS:
            return flat
    deeper = indent + "  "
    if isinstance(data, dict):
        rows = [(f"{scalar_json(name)}: ", value) for name, value in data.items()]
        lines = [f"{deeper}{name}{_json(value, deeper, name)}" for name, value in rows]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    return "[\n" + ",\n".join(deeper + _json(value, deeper, "") for value in data) + f"\n{indent}]"


def _holds_objects(data: Any) -> bool:
    """Whether an object has objects in it."""
    return isinstance(data, dict) and any(isinstance(value, dict) for value in data.values())


def _flat_json(data: Any) -> str:
    if isinstance(data, dict):
        return "{ " + ", ".join(f"{scalar_json(k)}: {_flat_json(v)}" for k, v in data.items()) + " }"
    if isinstance(data, list):
        return "[" + ", ".join(map(_flat_json, data)) + "]"
    return scalar_json(data)


def scalar_json(data: Any) -> str:
    import json  # only for what is written

    return json.dumps(data, ensure_ascii=False)
