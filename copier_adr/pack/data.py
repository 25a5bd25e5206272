"""YAML as data: styles, answers, the answers file."""

from __future__ import annotations

from typing import Any

import yaml


def yaml_data(text: str) -> Any:
    """YAML as data; by libyaml where PyYAML has it, which is ten times as fast."""
    return yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def parsed(value: Any) -> Any:
    """A YAML answer as data: Copier hands over text while asking, and data afterwards."""
    if not isinstance(value, str):
        return value
    try:
        return yaml_data(value)
    except yaml.YAMLError:
        return value


def recorded(text: str) -> dict[str, Any]:
    """An answers file's text as data; nothing where it is none."""
    found = parsed(text)
    return found if isinstance(found, dict) else {}
