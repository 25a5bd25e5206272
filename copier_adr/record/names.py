"""What the names of files say: number, prefix, date, and whether a file is a record; and names for new ones."""

from __future__ import annotations

import re

from ..text.dates import iso_date
from ..text.pattern import Pattern
from ..vocabulary.names import (
    AROUND_LANGUAGES,
    LANGUAGES,
    NO_RECORDS,
    OTHER_NUMBERS,
    RECORD_SUFFIXES,
    RECORD_WORDS,
    RESERVED,
    TEMPLATE_FILLER,
    TEMPLATE_WORDS,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

# A day at the beginning of a name: its year, what parts them, month and day; or all in one with perhaps the hour.
NAME_DATE = Pattern(r"((?:19|20)\d\d)([-_.])(\d\d)\2(\d\d)(?=\D|$)|(\d{4})(\d\d)(\d\d)(?:\d{4,6})?(?=\D|$)")
NAME_MONTH = Pattern(r"(?P<year>(?:19|20)\d\d)[-_.]?(?P<month>0[1-9]|1[0-2])(?=[-_.]\D)")
NAME_NUMBER = Pattern(r"((?:[A-Za-z]{1,24}(?:[-_ .]|(?=[#\d]))){0,4}?)#?(\d{1,7})(?=[-_. ,]|$|v\d)")

# What stands in the name of a form where records have their number or day: `NNNN-title.md`, `YYYYMMDD-template.md`.
PLACEHOLDER = Pattern(r"n{3,6}|x{3,6}|y{4}(?:mm(?:dd)?)?|mm|dd")


def name_facts(stem: str) -> tuple[int | None, str, str | None]:
    """(number, prefix, date) that a record's file or folder name states; (None, "", None) where it is a slug."""
    if stem[:1] == "[":  # "[Superseded]0003-use-x"
        stem = re.sub(r"^\[[^\[\]]{0,40}\][-_ ]{0,2}", "", stem)
    lead = stem.partition("-")[0]
    if len(lead) < 4 and lead.isdecimal():
        return int(lead), "", None
    if len(lead) < 7 and lead.isdecimal() and (lead[:2] not in ("19", "20") or not stem[5:6].isdecimal()):
        return int(lead), "", None
    m = NAME_DATE.match(stem)
    if m:
        day = iso_date(*(int(part) for part in (m.group(1, 3, 4) if m.group(1) else m.group(5, 6, 7))))
        if day:
            tail = re.match(r"(?:_|[-_ ](?=0))(\d{1,5})(?=[-_ ]|$)", stem[m.end() :])
            return int(tail.group(1)) if tail else None, "", day
        return None, "", None  # a day that the calendar lacks is no number either
    if NAME_MONTH.match(stem):
        return None, "", None
    m = NAME_NUMBER.match(stem)
    if not m:
        return None, "", None
    prefix, digits = m.group(1), m.group(2)
    if prefix:
        groups = [g for g in re.split(r"[-_ .]", prefix) if g]
        named = any(g.casefold() in RECORD_WORDS for g in groups)
        if not named and groups and groups[-1].casefold() in OTHER_NUMBERS:
            return None, "", None
        known = named or prefix.rstrip("-_ .").isupper()
        if not known and not (len(digits) >= 3 and len(groups) <= 3 and all(len(g) <= 5 for g in groups)):
            return None, "", None
        if not known and digits[0] != "0" and len(groups) == 1 and len(groups[0]) > 3:
            return None, "", None
    return int(digits), prefix.strip("-_ .").casefold(), None


def day_of_name(stem: str) -> str:
    """The day that a name begins with, as YYYY-MM-DD; a month is its first day. "" where it begins with none."""
    month = NAME_MONTH.match(stem)
    return name_facts(stem)[2] or (f"{month['year']}-{month['month']}-01" if month else "")


def by_name(name: str) -> int:
    """How a file is a record by its name: 2 surely, 1 if its text reads like one, 0 never."""
    stem, _, suffix = name.rpartition(".")
    if "." + suffix.lower() not in RECORD_SUFFIXES or name[0] in "._":
        return 0
    low = stem.lower()
    if low in NO_RECORDS:
        return 0
    if (
        low.lstrip("0")[:1].isdecimal()
        and "templ" not in low
        and "index" not in low
        and "readme" not in low
        and low.isascii()
    ):
        return 2
    words = [word for word in re.split(r"[-_. ]+", low) if word and not word.isdecimal()]
    words = ["template" if PLACEHOLDER.fullmatch(word) else word for word in words]
    words = [re.sub(r"^(adr|dr|ad)(?=\d+$|x+$|n+$)\w*", r"\1", word) for word in words]
    last = {"index", "readme", "toc", "list", "overview"}
    if any(word in TEMPLATE_WORDS or word in last for word in words):
        if all(word in TEMPLATE_WORDS or word in TEMPLATE_FILLER or word in last for word in words):
            return 0
    number, _, day = name_facts(stem)
    if number == 0 and words and words[-1] in TEMPLATE_WORDS:
        return 0  # `0000-acme-template.md`
    return 2 if number is not None or day or NAME_MONTH.match(stem) else 1


def language(file: str) -> str:
    """The language that a translated file's name bears: `ja` of `0001-use-x.ja.md`, `pt-BR`."""
    m = re.search(r"\.([a-z]{2}(?:[-_][A-Za-z]{2,4})?)\.\w+$", file)
    return m.group(1) if m else ""


def translated(file: str) -> Iterator[str]:
    """The paths of the records that a file would translate: `a.md` for `a.ja.md`, `a_ja.md`, `ja/a.md`, `i18n/pt-BR/a.md`.

    Of two folders of languages the English one has the record.
    """
    spoken = language(file)
    stem, _, suffix = file.rpartition(".")
    if spoken:
        yield f"{stem[: -len(spoken) - 1]}.{suffix}"
    m = re.search(r"[-_]([a-z]{2})(?:[-_][A-Z]{2})?$", stem)
    if m and m.group(1) in LANGUAGES:
        yield f"{stem[: m.start()]}.{suffix}"
    *folders, name = file.split("/")
    for n, folder in enumerate(folders):
        if re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?", folder) and folder[:2] in LANGUAGES:
            around = n - 1 if n and folders[n - 1].lower() in AROUND_LANGUAGES else n
            yield "/".join([*folders[:around], *folders[n + 1 :], name])
            if folder != "en":
                yield "/".join([*folders[:n], "en", *folders[n + 1 :], name])


def slug(title: str, *, capitals: bool = False) -> str:
    """The title as part of a file name: letters and digits of every script, dashes between, never empty.

    At most 80 characters and 160 bytes; no name that Windows reserves. In lower case but with `capitals`.
    """
    import unicodedata

    text = unicodedata.normalize("NFC", title if capitals else title.lower())
    if not text.isascii():
        text = "".join(
            c if c.isalnum() or unicodedata.category(c)[0] == "M" else "" if c in "’‘" else "-" for c in text
        )
    name = (
        re.sub(r"[\W_]+", "-", text.replace("'", ""))
        if text.isascii()
        else re.sub(r"-{2,}", "-", text.replace("'", ""))
    )
    while name and unicodedata.category(name[0])[0] == "M":
        name = name[1:]
    name = name.strip("-")
    if len(name) > 80 or len(name.encode()) > 160:
        cut = name[:80].encode()[:160].decode(errors="ignore")
        name = (cut.rpartition("-")[0] if cut.rfind("-") > 30 else cut).strip("-")
    return name + "-record" if name.lower() in RESERVED else name or "record"
