"""Requests to one forge: bounded in time, size and number, waiting where it says wait, to its own host alone."""

from __future__ import annotations

import email.message
import email.utils
import http.client
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any, NamedTuple

Json = Any

LARGEST_ANSWER = 20_000_000  # bytes of one answer
MOST_PAGES = 200


class Refused(Exception):  # noqa: N818
    """The forge did not do what was asked. The text says what and how to mend it.

    `code` is HTTP's status, 0 where there was none; `said` what the forge said about it.
    """

    def __init__(self, message: str, code: int = 0, said: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.said = said


class TooMuch(Refused):
    """The forge has more to tell than it is asked for here."""


class WrongCall(Exception):  # noqa: N818
    """The call or its environment is wrong; the text says how to mend it."""


class Patience(NamedTuple):
    """Seconds that one request may take, that the first repetition waits, and that a forge may ask to wait; tries."""

    timeout: float = 20
    backoff: float = 1
    longest: float = 120
    tries: int = 4


class SameHost(urllib.request.HTTPRedirectHandler):
    """A token goes to the host that it is for, and to no other."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if origin(req.full_url) != origin(newurl):
            raise Refused(f"{req.full_url} redirects to another host; set the API's address to where it is now", code)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def origin(url: str) -> tuple[str, str]:
    """Scheme and host of an address."""
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, parts.netloc


def quoted(text: str) -> str:
    """`text` as one part of a path."""
    return urllib.parse.quote(text, safe="")


def quoted_path(path: str) -> str:
    """A path with its `/`, as a part of an address and of a link in Markdown."""
    return urllib.parse.quote(path, errors="replace").replace("(", "%28").replace(")", "%29")


class Api:
    """Requests to one forge. Raises Refused, never anything else.

    `needs` says in words which rights the token must have. `until` is the moment of `time.monotonic` after which
    nothing more is asked, None for no such moment.
    """

    def __init__(self, root: str, headers: dict[str, str], *, needs: str, patience: Patience) -> None:
        if not re.match(r"https?://[^/]", root):
            raise WrongCall(f"the API's address {root!r} is not a URL; set it as the guide for your forge says")
        self.root = root.rstrip("/")
        self.needs = needs
        self.until: float | None = None
        self._headers = {"User-Agent": "copier-adr", "Accept": "application/json", **headers}
        self._patience = patience
        self._opener = urllib.request.build_opener(SameHost)

    def get(self, path: str, **query: Any) -> Json:
        return parsed(self.ask(path, **query)[0], path)

    def send(self, path: str, body: Json, *, method: str = "POST", again: bool = False, **query: Any) -> Json:
        """What the forge answers to `body`. `again`: to ask a second time does no harm."""
        return parsed(self.ask(path, body=body, method=method, again=again, **query)[0], path)

    def text(self, path: str, *, accept: str = "*/*", **query: Any) -> str | None:
        """A file's text; None where it is not there."""
        try:
            content = self.ask(path, accept=accept, **query)[0]
        except Refused as refused:
            if refused.code == 404:
                return None
            raise
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")  # adr.py reads that too
        return content.decode("utf-16" if wide else "utf-8-sig", "replace")

    def pages(self, path: str, **query: Any) -> Iterator[Json]:
        """The items of every page; the next one is where the header Link says."""
        for _ in range(MOST_PAGES):
            content, headers = self.ask(path, **query)
            items = parsed(content, path)
            if not isinstance(items, list):
                raise Refused(f"{path} answers with something that is no list")
            yield from items
            follow = re.search(r'<([^<>]+)>\s*;[^,<]*\brel="?next"?', headers.get("Link") or "")
            if not follow:
                return
            path, query = follow.group(1), {}
        raise TooMuch(f"{path} has more than {MOST_PAGES} pages")

    def ask(
        self, path: str, *, body: Json = None, method: str = "", accept: str = "", again: bool = False, **query: Any
    ) -> tuple[bytes, http.client.HTTPMessage]:
        """The answer's bytes and headers. Tries again on time-outs, on 5xx and where the forge says wait."""
        url = self._address(path, query)
        data = None if body is None else json.dumps(body).encode()
        verb = method or ("GET" if data is None else "POST")
        headers = {**self._headers, **({"Accept": accept} if accept else {})}
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(url, data, headers, method=verb)  # noqa: S310 (__init__ checks the scheme)
        again = again or verb in ("GET", "PUT", "DELETE")
        for attempt in range(self._patience.tries):
            self._in_time(url)
            try:
                return self._once(request)
            except urllib.error.HTTPError as error:
                problem = self._refusal(url, error)
                wait = pause(error.code, error.headers, self._patience.backoff * 2**attempt, again=again)
                if wait is None:
                    raise problem from None
            except (OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", None) or error
                problem = Refused(f"{url} does not answer: {reason or type(error).__name__}")
                if not again:
                    raise problem from None
                wait = self._patience.backoff * 2**attempt
            if attempt == self._patience.tries - 1:
                break
            if wait > self._patience.longest:
                raise Refused(f"{problem}; it asks to wait {wait:.0f} seconds, so this run ends", 429)
            time.sleep(wait)
        raise Refused(f"{problem} (tried {self._patience.tries} times)", problem.code, problem.said)

    def _address(self, path: str, query: dict[str, Any]) -> str:
        if path.startswith(("http:", "https:")):
            if origin(path) != origin(self.root):
                raise Refused(f"the forge names a next page on another host: {path}")
            address = path
        else:
            address = self.root + path
        return address + (("&" if "?" in address else "?") + urllib.parse.urlencode(query) if query else "")

    def _in_time(self, url: str) -> None:
        if self.until is not None and time.monotonic() > self.until:
            raise Refused(f"{url} was not asked any more: all that was asked before took too long")

    def _once(self, request: urllib.request.Request) -> tuple[bytes, http.client.HTTPMessage]:
        """One try. A server that sends a byte now and then is cut off as one that is silent."""
        end = time.monotonic() + 6 * self._patience.timeout
        content = bytearray()
        with self._opener.open(request, timeout=self._patience.timeout) as answer:
            while True:
                part = answer.read1(1 << 16)
                if not part:
                    return bytes(content), answer.headers
                content += part
                if len(content) > LARGEST_ANSWER:
                    raise TooMuch(f"{request.full_url} answers with more than {LARGEST_ANSWER} bytes")
                if time.monotonic() > end:
                    raise Refused(f"{request.full_url} answers too slowly")

    def _refusal(self, url: str, error: urllib.error.HTTPError) -> Refused:
        advice = {
            401: "the token is missing, wrong or expired",
            403: f"the token may not do this; it needs {self.needs}",
            404: f"not there, or the token may not see it; it needs {self.needs}",
            429: "rate limit reached",
        }.get(error.code, "")
        said = said_about(error)
        told = f" ({said[:200]})" if said else ""
        return Refused(f"{url} answers {error.code}{': ' + advice if advice else ''}{told}", error.code, said)


def parsed(content: bytes, where: str) -> Json:
    """The JSON in an answer."""
    try:
        return json.loads(content or b"null")
    except ValueError:
        raise Refused(f"{where}: malformed answer: not JSON; is this the API's address?") from None


def said_about(error: urllib.error.HTTPError) -> str:
    """The words in a forge's answer about an error, "" where it has none."""
    try:
        said = json.loads(error.read(20_000) or b"null")
    except (OSError, ValueError, RecursionError, http.client.HTTPException):
        return ""
    if not isinstance(said, dict):
        return ""
    words = [said.get("message"), said.get("error")]
    errors = said.get("errors")
    faults = errors if isinstance(errors, list) else []
    words += [fault.get("message") if isinstance(fault, dict) else fault for fault in faults]
    return ": ".join(word if isinstance(word, str) else json.dumps(word) for word in words if word)


def pause(status: int, headers: email.message.Message, otherwise: float, *, again: bool) -> float | None:
    """Seconds to wait before a refused request is sent again; None where sending it again is of no use.

    GitHub answers 403 or 429 with `Retry-After` or `X-RateLimit-Reset`, GitLab and Azure DevOps 429 with
    `Retry-After`, Bitbucket 429; all answer 5xx when they are busy, and then a request that is no repetition of
    itself (`again` is False) is sent again only where the forge says when. `otherwise` is what to wait where it does
    not say.
    """
    asked = _retry_after(headers)
    if asked is None and (status == 429 or headers.get("X-RateLimit-Remaining") == "0"):
        asked = _reset(headers)
        if asked is None and headers.get("X-RateLimit-Remaining") == "0":
            asked = 60.0
    limited = status == 429 or (status == 403 and asked is not None)
    if limited or (status >= 500 and (again or asked is not None)):
        return otherwise if asked is None else asked
    return None


def _retry_after(headers: email.message.Message) -> float | None:
    asked = headers.get("Retry-After") or ""
    if re.fullmatch(r"\d+(?:\.\d+)?", asked):
        return float(asked)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(asked).timestamp() - time.time()) if asked else None
    except (TypeError, ValueError, OverflowError):
        return None


def _reset(headers: email.message.Message) -> float | None:
    value = headers.get("X-RateLimit-Reset") or headers.get("RateLimit-Reset") or ""
    if not value.isdecimal() or len(value) > 15:
        return None
    # GitHub and GitLab give the time of day in seconds, some proxies the seconds that are left.
    return max(0.0, int(value) - time.time()) + 0.5 if int(value) > 1_000_000_000 else float(value)
