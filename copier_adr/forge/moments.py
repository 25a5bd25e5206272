"""Times as forges write them."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from .http import Refused

UTC = timezone.utc


def moment(text: str) -> datetime:
    """An ISO 8601 moment of an API as UTC. Python 3.9 reads neither `Z` nor seven decimals by itself."""
    m = re.fullmatch(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?", text.strip())
    zone = ((m.group(2) if m else "") or "Z").replace("Z", "+00:00")
    zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    try:
        return datetime.fromisoformat((m.group(1) if m else "") + zone).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(f"the forge gives a time that cannot be read: {text[:40]!r}") from None
