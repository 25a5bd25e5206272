"""What the addresses of repositories say."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit


def parted(url: str) -> tuple[str, tuple[str, str] | None]:
    """An address without the password that somebody wrote into it, and that user and password.

    Only the first is ever shown or written down. `git@host` and `ssh://git@host` name a user and stay as they are.
    """
    if not re.match(r"https?://", url, re.IGNORECASE):
        return re.sub(r"^(\w+://[^/@:]*):[^/@]*@", r"\1@", url), None
    parts = urlsplit(url)
    name, at, host = parts.netloc.rpartition("@")
    if not at:
        return url, None
    user, _, password = name.partition(":")
    # A token may stand alone, in the place of the user.
    given = (unquote(user), unquote(password)) if password else ("x-access-token", unquote(user))
    return urlunsplit((parts.scheme, host, parts.path, parts.query, parts.fragment)), given


def is_private_line(url: str) -> bool:
    """Whether what is sent there is read by nobody else: over TLS, or without leaving this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1"))


def slug(url: str) -> str:
    """`acme/shop` from any URL or path of that repository."""
    scp = re.fullmatch(r"(?:[^/@]+@)?([^/:]{2,}):(?!//)(.+)", url)
    path = scp[2] if scp else urlsplit(url).path if "://" in url else Path(url).as_posix()
    return path.removesuffix("/").removesuffix(".git").strip("/")


def host(url: str) -> str:
    """The host's name, or "" for a path."""
    scp = re.fullmatch(r"(?:[^/@]+@)?([^/:]{2,}):(?!//)(.+)", url)
    if scp:
        return scp[1]
    return (urlsplit(url).hostname or "") if "://" in url else ""


def https(url: str) -> str:
    """The HTTPS address of a repository that a forge listed with its SSH address."""
    azure = re.fullmatch(r"git@ssh\.dev\.azure\.com:v3/([^/]+)/([^/]+)/(.+)", url)
    if azure:
        return "https://dev.azure.com/{}/{}/_git/{}".format(*(quote(part, safe="%") for part in azure.groups()))
    if url.startswith(("http://", "https://")) or not host(url):
        return url
    path = slug(url)
    # Bitbucket Server lists ssh://git@host:7999/PROJECT/name.git and serves https://host/scm/PROJECT/name.git
    scm = "scm/" if url.startswith("ssh://") and urlsplit(url).port == 7999 else ""
    return f"https://{host(url)}/{scm}{path}.git"


def web(url: str) -> str | None:
    """The page of a repository on its forge, or None where there is none to link to."""
    name = host(url)
    if not name or name in ("localhost", "127.0.0.1"):
        return None
    return https(parted(url)[0]).removesuffix(".git")
