"""What git knows of a log."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run_git(folder: str, *args: str, data: bytes | None = None) -> Any:
    """The finished process of git; OSError where there is no git."""
    import subprocess

    return subprocess.run(
        ["git", "-C", folder, "-c", "core.quotepath=off", *args],
        input=data,
        capture_output=True,
        check=False,
    )


def git(folder: str, *args: str, data: bytes | None = None) -> bytes | None:
    """What git prints for `args` in `folder`; None where git or the answer is missing."""
    try:
        done = run_git(folder, *args, data=data)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def why_git_fails(folder: str) -> str:
    """What git says where it does not work in a folder at all: no repository, another owner, no git; else ""."""
    try:
        done = run_git(folder, "rev-parse", "--git-dir")
    except OSError as error:
        return f"git cannot be run: {error.strerror or error}"
    return done.stderr.decode("utf-8", "replace").strip() if done.returncode else ""


def tree_files(folder: str, ref: str) -> dict[str, str] | None:
    """{path below the log: blob} of the log's files in a commit; None where git cannot say."""
    prefix = _prefix(folder)
    out = git(folder, "ls-tree", "-r", "-z", "--full-tree", f"{ref}:{prefix}" if prefix else ref)
    if out is None:
        return {} if git(folder, "rev-parse", "--verify", "-q", ref + "^{commit}") is not None else None
    files = {}
    for entry in out.decode("utf-8", "surrogateescape").split("\0"):
        meta, _, path = entry.partition("\t")
        if path and not meta.startswith("120000"):
            files[path] = meta.split()[2]
    return files


def _prefix(folder: str) -> str:
    out = git(folder, "rev-parse", "--show-prefix")
    return (out or b"").decode("utf-8", "surrogateescape").strip().rstrip("/")


def changed_files(root: str, since: str) -> list[str]:
    """The tracked files of a repository that are other than in the commit `since`, or gone, from its root and with `/`.

    A renamed file is there under both names. Empty where git cannot say.
    """
    plain_diff = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative")
    out = git(root, *plain_diff, since, "--")
    return [path for path in (out or b"").decode("utf-8", "surrogateescape").split("\0") if path]


def blobs(folder: str, names: list[str]) -> list[bytes]:
    """The contents of blobs, in order, by one call of git."""
    out = git(folder, "cat-file", "--batch", data="\n".join(names).encode() + b"\n") or b""
    contents, at = [], 0
    for _ in names:
        end = out.find(b"\n", at)
        size = int(out[at:end].split()[-1]) if end > 0 and not out[at:end].endswith(b"missing") else 0
        contents.append(out[end + 1 : end + 1 + size])
        at = end + 2 + size
    return contents


def author(folder: str) -> str:
    return (git(folder, "config", "user.name") or b"").decode("utf-8", "replace").strip()
