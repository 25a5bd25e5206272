"""When to ask a forge again, what it said of a fault, the moments that it writes, and what is no token."""

import email.message
import io
import time
import urllib.error
from datetime import UTC, datetime

import pytest

from copier_adr.forge.environment import bound, patience, secret, setting
from copier_adr.forge.http import Api, Patience, Refused, WrongCall, origin, pause, quoted, quoted_path, said_about
from copier_adr.forge.moments import moment
from copier_adr.forge.words import Secrets

NOW = 1_800_000_000.0
LATER = "Fri, 15 Jan 2027 08:01:40 GMT"  # a hundred seconds later


@pytest.mark.parametrize(
    ("status", "again", "headers", "seconds"),
    [
        (400, True, {}, None),
        (404, True, {"Retry-After": "9"}, None),
        (403, True, {}, None),
        (403, True, {"Retry-After": "9"}, 9),
        (403, False, {"Retry-After": "9"}, 9),
        (403, True, {"Retry-After": "1.5"}, 1.5),
        (403, True, {"Retry-After": LATER}, 100),
        (403, True, {"Retry-After": "Fri, 15 Jan 2027 07:59:00 GMT"}, 0),
        (403, True, {"Retry-After": "soon"}, None),
        (403, True, {"X-RateLimit-Remaining": "0"}, 60),
        (403, True, {"X-RateLimit-Remaining": "1", "X-RateLimit-Reset": "1800000007"}, None),
        (403, True, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1800000007"}, 7.5),
        (403, True, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1799999990"}, 0.5),
        (403, True, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "42"}, 42),
        (403, True, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9" * 16}, 60),
        (403, True, {"X-RateLimit-Remaining": "0", "Retry-After": "9"}, 9),
        (429, True, {}, 3),
        (429, False, {}, 3),
        (429, True, {"Retry-After": "9"}, 9),
        (429, True, {"RateLimit-Reset": "42"}, 42),
        (429, True, {"RateLimit-Reset": "x"}, 3),
        (499, True, {}, None),
        (500, True, {}, 3),
        (502, True, {"Retry-After": "9"}, 9),
        (500, False, {}, None),
        (503, False, {"Retry-After": "9"}, 9),
        (500, True, {"X-RateLimit-Reset": "42"}, 3),
    ],
)
def test_how_long_to_wait_before_asking_again(
    monkeypatch: pytest.MonkeyPatch, status: int, again: bool, headers: dict[str, str], seconds: float | None
) -> None:
    monkeypatch.setattr(time, "time", lambda: NOW)
    told = email.message.Message()
    for name, value in headers.items():
        told[name] = value
    assert pause(status, told, 3, again=again) == seconds


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", ""),
        ("null", ""),
        ("[1]", ""),
        ("<html>", ""),
        ('{"message": "No"}', "No"),
        ('{"error": "No"}', "No"),
        ('{"message": "No", "error": "Never"}', "No: Never"),
        ('{"message": {"a": ["b"]}}', '{"a": ["b"]}'),
        ('{"message": "No", "errors": [{"message": "title"}, "base", {"code": 1}]}', "No: title: base"),
        ('{"message": "No", "errors": "none"}', "No"),
        ('{"other": "No"}', ""),
        ("[" * 9999, ""),
    ],
)
def test_what_a_forge_says_of_a_fault(body: str, said: str) -> None:
    error = urllib.error.HTTPError("https://acme.example", 422, "", email.message.Message(), io.BytesIO(body.encode()))
    assert said_about(error) == said


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-11-21T12:30:00Z", 12, 30),
        (" 2026-11-21 12:30:00 ", 12, 30),
        ("2026-11-21T12:30:00.1234567Z", 12, 30),
        ("2026-11-21T12:30:00+02:00", 10, 30),
        ("2026-11-21T12:30:00-0145", 14, 15),
        ("2026-11-21T12:30:00.5 +0000", 12, 30),
        ("2026-11-21 12:30:00 Z", 12, 30),
    ],
)
def test_a_moment_of_a_forge(text: str, hour: int, minute: int) -> None:
    assert moment(text) == datetime(2026, 11, 21, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "soon", "2026-11-21", "2026-13-21T12:30:00Z", "0001-01-01T00:00:00+01:00"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(Refused, match="the forge gives a time that cannot be read"):
        moment(text)


@pytest.mark.parametrize(
    ("value", "number"),
    [("", 7), ("3", 3), ("3.5", 3.5), ("0", 0), ("-3", 7), (".5", 7), ("3.", 7), ("x", 7), ("1e9", 7), ("inf", 7)],
)
def test_a_bound_that_the_environment_sets(monkeypatch: pytest.MonkeyPatch, value: str, number: float) -> None:
    monkeypatch.setenv("ADR_REVIEW_CHANGE_LIMIT", value)
    assert bound("ADR_REVIEW_CHANGE_LIMIT", 7) == number


def test_how_patient_a_pipeline_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert patience() == (20, 1, 120, 4)
    for name, value in (("TIMEOUT", "2"), ("BACKOFF", "3"), ("LONGEST_WAIT", "4")):
        monkeypatch.setenv(f"ADR_REVIEW_{name}", value)
    assert patience() == (2, 3, 4, 4)


def test_a_setting_is_the_first_variable_that_has_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADR_FIRST", "")
    monkeypatch.setenv("ADR_SECOND", "b")
    assert setting("ADR_FIRST", "ADR_SECOND") == "b"
    with pytest.raises(WrongCall, match="ADR_FIRST or ADR_THIRD is not set"):
        setting("ADR_FIRST", "ADR_THIRD")


@pytest.mark.parametrize(
    ("value", "token"), [("s3cret!~", "s3cret!~"), (" a/b \n", "a/b"), ("a b", ""), ("é", ""), (" ", "")]
)
def test_a_token_is_printed_nowhere(monkeypatch: pytest.MonkeyPatch, value: str, token: str) -> None:
    monkeypatch.setenv("ADR_TOKEN", value)
    secrets = Secrets()
    if not token:
        with pytest.raises(WrongCall, match="ADR_TOKEN is no token"):
            secret(secrets, "ADR_TOKEN")
        return
    assert secret(secrets, "ADR_TOKEN") == token
    assert secrets.hide(f"as {token}, as {quoted(token)}") == "as ***, as ***"


def test_of_two_secrets_the_longer_one_goes_first() -> None:
    secrets = Secrets()
    secrets.add("ab", "", "abc")
    assert secrets.hide("abc ab a") == "*** *** a"


@pytest.mark.parametrize("root", ["", "acme.example", "ftp://acme.example", "https:///api", "file:///etc"])
def test_an_address_of_an_api_that_is_none(root: str) -> None:
    with pytest.raises(WrongCall, match="is not a URL"):
        Api(root, {}, needs="", patience=Patience())


def test_parts_of_addresses() -> None:
    assert origin("https://acme.example:8/a?b") == ("https", "acme.example:8")
    assert quoted("a/b c") == "a%2Fb%20c"
    assert quoted_path("a/b (c).md") == "a/b%20%28c%29.md"
