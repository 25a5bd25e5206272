"""Bytes of files, and the text in them."""

from __future__ import annotations

import os


def decode(data: bytes) -> tuple[str, str]:
    """(text, encoding) of a file's bytes. The encoding writes the text back byte for byte.

    UTF-8 where the bytes are UTF-8, UTF-16 where a byte order mark says so, else Latin-1, which reads
    anything. A UTF-8 byte order mark stays in the text as its first character.
    """
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") and len(data) % 2 == 0:
        encoding = "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1"), "latin-1"


READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


def read_bytes(path: str) -> bytes:
    """A file's bytes by the shortest way: no buffering, no text layer."""
    fd = os.open(path, READ)
    try:
        data = os.read(fd, 1 << 16)
        if len(data) < 1 << 16:
            return data
        parts = [data]
        while data:
            data = os.read(fd, 1 << 20)
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(fd)


def line_end(text: str) -> str:
    """The line end that `text` uses."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
