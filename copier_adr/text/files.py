"""Bytes of files, and the text in them."""

from __future__ import annotations

import errno
import os
import stat


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


LARGEST_FILE = 5_000_000
"""Bytes of a file that is read: a thousand times a long record, and an index of 40,000 of them."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
READ = os.O_RDONLY | NO_LINK | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


def read_bytes(path: str, most: int = LARGEST_FILE) -> bytes:
    """A file's bytes by the shortest way: no buffering, no text layer. Every text of a log is read here.

    OSError, in words, for what a file in somebody's project must not make us read: a link that leads out of the folder
    it lies in, a pipe or a device, more than `most` bytes.
    """
    fd = _opened(path)
    try:
        mode = os.fstat(fd).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "is a folder; put the file itself there", path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "is a pipe or a device; put an ordinary file there", path)
        data = os.read(fd, 1 << 16)
        if len(data) < 1 << 16:
            return data
        return _rest(fd, data, path, most)
    finally:
        os.close(fd)


def why_unreadable(path: str) -> str:
    """Why a file that is there cannot be read; "" where it can, or is not there."""
    try:
        read_bytes(path)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return error.strerror or str(error)
    return ""


def own_place(path: str) -> str:
    """`path`, or where it leads if it is a link. OSError for a link that leads out of the folder it lies in."""
    if not os.path.islink(path):
        return path
    real, folder = os.path.realpath(path), os.path.realpath(os.path.dirname(path) or ".")
    if os.path.islink(real):
        raise OSError(errno.ELOOP, "is a link that leads to itself; put the file itself there", path)
    if not real.startswith(os.path.join(folder, "")):
        raise OSError(errno.ELOOP, "is a link that leads out of its folder; put the file itself there", path)
    return real


def _opened(path: str) -> int:
    if not NO_LINK:  # Windows
        return os.open(own_place(path), READ)
    try:
        return os.open(path, READ)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise OSError(errno.EINVAL, "is a socket; put an ordinary file there", path) from None
        if not os.path.islink(path):
            raise
    return os.open(own_place(path), READ)


def _rest(fd: int, data: bytes, path: str, most: int) -> bytes:
    """`data` and what follows it. What a file says of its size is not believed: some files grow as one reads."""
    parts, size = [data], len(data)
    while data:
        data = os.read(fd, 1 << 20)
        parts.append(data)
        size += len(data)
        if size > most:
            raise OSError(errno.EFBIG, f"is larger than {most:,} bytes; move it out of the log", path)
    return b"".join(parts)


def line_end(text: str) -> str:
    """The line end that `text` uses."""
    return "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
