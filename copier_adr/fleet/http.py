"""One opener for what all-repos sends: it waits where a forge says wait, and sends a token to one host alone."""

import socket
import sys
import time
import urllib.request
from collections.abc import Callable
from http.client import HTTPResponse

from copier_adr.forge.http import Patience, SameHost, pause

PATIENCE = Patience(timeout=60, longest=3600, tries=6)
"""A run over many repositories has the time to wait for a rate limit."""


class _Waiting(urllib.request.BaseHandler):
    """Comes before the handler that turns 4xx and 5xx into errors, and asks again when that is worth it."""

    handler_order = 400

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say

    def http_response(self, request: urllib.request.Request, response: HTTPResponse) -> HTTPResponse:
        tried = getattr(request, "fleet_tries", 0)
        again = request.get_method() in ("GET", "PUT", "DELETE")
        seconds = pause(response.status, response.headers, PATIENCE.backoff * 2.0**tried, again=again)
        if seconds is None or tried >= PATIENCE.tries - 1 or seconds > PATIENCE.longest:
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
    socket.setdefaulttimeout(PATIENCE.timeout)
    urllib.request.install_opener(urllib.request.build_opener(_Waiting(say), SameHost))
