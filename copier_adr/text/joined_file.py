"""What a file that was joined from the pack's modules says at its head: see `HEAD` in copier_adr/bundle.py."""

from __future__ import annotations

MADE_BY, SUM = b"\n# Made by copier-adr ", b"\n# sha256 of what follows: "


def joined_version(data: bytes) -> str:
    """The version that a joined file names; "" where it is none."""
    version = data.partition(MADE_BY)[2].partition(b":")[0].decode("utf-8", "replace")
    return version if len(version) < 40 and version.isprintable() else ""


def joined_edited(data: bytes) -> bool | None:
    """Whether its text is another than its head says, but for line ends, which git may set; None where it is none."""
    import hashlib

    head, _, rest = data.replace(b"\r\n", b"\n").partition(SUM)
    stated, _, text = rest.partition(b"\n")
    return hashlib.sha256(text).hexdigest().encode() != stated if MADE_BY in head else None
