"""One opener for all that goes over HTTP, all-repos' calls included: it waits where a forge says wait."""

import email.utils
import http.client
import socket
import sys
import time
import urllib.request
from collections.abc import Callable
from email.message import Message

LONGEST = 3600
"""Seconds that one rate limit is waited for at most."""
_TRIES = 5


class _Waiting(urllib.request.BaseHandler):
    """Comes before the handler that turns 4xx and 5xx into errors, and asks again when that is worth it.

    GitHub answers 403 or 429 with `Retry-After` or `X-RateLimit-Reset`, GitLab and Azure DevOps 429 with
    `Retry-After`, Bitbucket 429; all answer 502 to 504 when they are busy.
    """

    handler_order = 400

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def http_response(
        self, request: urllib.request.Request, response: http.client.HTTPResponse
    ) -> http.client.HTTPResponse:
        tried = getattr(request, "fleet_tries", 0)
        seconds = _wait(response.status, response.headers, tried, request.get_method())
        if seconds is None or tried >= _TRIES or seconds > LONGEST:
            return response
        response.close()
        if seconds > 5:
            self._say(f"{request.host}: rate limit, waiting {seconds:.0f} seconds")
        time.sleep(seconds)
        request.fleet_tries = tried + 1  # type: ignore[attr-defined]
        return self.parent.open(request, timeout=socket.getdefaulttimeout())  # type: ignore[no-any-return]

    https_response = http_response


def install(say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)) -> None:
    """Makes every `urlopen` of this process wait for rate limits and give up on a silent server."""
    socket.setdefaulttimeout(60)
    urllib.request.install_opener(urllib.request.build_opener(_Waiting(say)))


def _wait(status: int, headers: Message, tried: int, method: str) -> float | None:
    if status in (502, 503, 504) and (method in ("GET", "PUT", "DELETE") or headers["retry-after"]):
        return _after(headers) or 2.0**tried
    if status == 429:
        return _after(headers) or _reset(headers) or 2.0**tried
    if status == 403 and headers["retry-after"]:
        return _after(headers)
    if status == 403 and headers["x-ratelimit-remaining"] == "0":
        return _reset(headers) or 60.0
    return None


def _after(headers: Message) -> float | None:
    value = headers["retry-after"]
    if value is None:
        return None
    try:
        return max(float(value), 0.05)
    except ValueError:
        when = email.utils.parsedate_to_datetime(value) if "GMT" in value else None
        return max(when.timestamp() - time.time(), 0.05) if when else None


def _reset(headers: Message) -> float | None:
    value = headers["x-ratelimit-reset"] or headers["ratelimit-reset"]
    if not value or not value.isdigit():
        return None
    # GitHub and GitLab give the time of day in seconds, some proxies the seconds that are left.
    return max(int(value) - time.time(), 0.05) + 0.5 if int(value) > 1_000_000_000 else float(value)
