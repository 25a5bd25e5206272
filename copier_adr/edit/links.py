"""TODO."""

from __future__ import annotations

import os
import re
from functools import partial

from .page import Page, _rest, to_atx
from .places import put
from .status import status_spans, step
from .words import in_words, is_nothing, passive
from ..faults import Fault
from ..record.places import _key_span, _keys, fields, find_span
from ..record.sections import heading_kind
from ..record.record import Record
from ..text.dates import today
from ..text.files import line_end
from ..text.front_matter import flow_items, front_matter, scalar, yaml_text
from ..text.headings import headings, section_of
from ..text.markup import RULE
from ..text.mask import mask


TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..vocabulary.words import Vocabulary


def reference(contract: dict, source: Record, target: Record) -> str:
    """How `source` names `target`, in the contract's form."""
    form = contract.get("reference") or "[{title}]({file})"
    if target.number is None and re.search(r"\{number\}|\{id\}", form):
        form = "[{title}]({file})"
    path = os.path.relpath(target.file, os.path.dirname(source.file) or ".").replace(os.sep, "/")
    stem = target.file.rpartition("/")[2].rpartition(".")[0]
    title = (target.title or stem).replace("[", "\\[").replace("]", "\\]") if "](" in form else target.title or stem
    digits = re.search(r"\d+", stem)
    parts = {
        "number": str(target.number),
        "id": digits.group()
        if digits and target.number is not None and int(digits.group()) == target.number
        else str(target.number).zfill(contract.get("number_width", 4)),
        "title": title,
        "file": path.replace(" ", "%20").replace("(", "%28").replace(")", "%29"),
    }
    return re.sub(r"\{(number|id|title|file)\}", lambda m: parts[m.group(1)], form)


def labelled(text: str, fact: str, contract: dict, words: Vocabulary) -> tuple[str, tuple[int, int]] | None:
    """(kind, span) of the value that a record labels as `fact`: the contract's place, else any such label."""
    place = contract["record"].get(fact)
    if place and "section" not in place and place != contract["record"].get("status"):
        span = find_span(text, place)
        if span:
            return next(iter(place)), span
    start, end, body = front_matter(text)
    for key in _keys(text[start:end]) if body else ():
        if words.label(key) == fact:
            span = _key_span(text, key)
            if span:
                return "front_matter", span
    for kind, label, first, last in fields(text):
        if words.label(label) == fact:
            return kind, (first, last)
    return None


def add_value(text: str, kind: str, span: tuple[int, int], value: str) -> str:
    """`value` at a span, after what it already says."""
    old = text[span[0] : span[1]]
    if kind == "front_matter":
        items = flow_items(old)
        if items is not None and "\n" not in old:
            return (
                text[: span[0]]
                + "["
                + ", ".join(yaml_text(item, '"') for item in [*items, value])
                + "]"
                + text[span[1] :]
            )
        if old.lstrip().startswith("- ") and "\n" in text[max(span[0] - 1, 0) : span[1]] + old:
            lead = re.search(r"(?:^|\n)([ \t]*)-[^\n]*$", old)
            return (
                text[: span[1]]
                + line_end(text)
                + (lead.group(1) if lead else "")
                + "- "
                + yaml_text(value, '"')
                + text[span[1] :]
            )
        old = scalar(old)
    return put(text, kind, span, value if is_nothing(old) else f"{old}, {value}")


def add_key(text: str, key: str, value: str, words: Vocabulary) -> str:
    """A new front matter key, after the status key or as the last one."""
    start, end, body = front_matter(text)
    if not body:
        raise Fault("has no front matter")
    at = end
    for name in _keys(text[start:end]):
        if words.label(name) == "status":
            span = _key_span(text, name)
            if span:
                at = text.find("\n", span[1]) + 1 or end
    return text[:at] + f"{key}: {yaml_text(value)}{line_end(text)}" + text[at:]


def add_paragraph(text: str, section: tuple[int, int], line: str, as_item: bool = False) -> str:
    """A line at the end of a section: a list item where the section ends in a list, else a paragraph."""
    start, end = section
    newline = line_end(text)
    content = mask(text)[start:end].rstrip()
    while content and RULE.fullmatch(content.rpartition("\n")[2].strip()):
        content = content.rpartition("\n")[0].rstrip()
    at = start + len(content)
    last = content.rpartition("\n")[2]
    bullet = re.match(r"[ \t]*[-*+][ \t]+", last)
    if bullet:
        return text[:at] + newline + bullet.group() + line + text[at:]
    tail = "" if re.match(r"[ \t\r]*\n[ \t\r]*\n|\s*$", text[at:]) else newline
    return text[:at] + newline * 2 + ("- " if as_item else "") + line + tail + text[at:]


def add_sibling(text: str, label: str, value: str, words: Vocabulary) -> str | None:
    """A labelled value beside the status, in the same form: `- Status: x` is joined by `- Label: value`."""
    for kind, name, _, end in fields(text):
        if words.label(name) != "status":
            continue
        first = text.rfind("\n", 0, end) + 1
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        line = text[first:stop].rstrip("\r")
        at = line.find(name.strip())
        if at < 0:
            return None
        head, rest = line[:at], line[at + len(name.strip()) :]
        if kind == "table_row":
            bar = rest.find("|")
            sibling = head + label + " | " + re.sub(r"(?<!\\)\|", r"\\|", value) + " |"
            return None if bar < 0 else text[: first + len(line)] + line_end(text) + sibling + text[first + len(line) :]
        separator = re.match(r"[\s*_`]*:?[\s*_`]*:?[ \t]*(?:\*\*|__)?[ \t]*", rest)
        tail = re.search(r"(?:  |\\)$", line)
        sibling = (
            head
            + label
            + (separator.group().rstrip() if separator else ":")
            + " "
            + value
            + (tail.group() if tail else "")
        )
        around = text[:first].endswith(("\n\n", "\r\n\r\n")) and re.match(r"\r?\n\r?\n", text[first + len(line) :])
        gap = line_end(text) * (2 if around and kind != "bullet" else 1)
        return text[: first + len(line)] + gap + sibling + text[first + len(line) :]
    return None


def state_link(page: Page, contract: dict, fact: str, label: str, ref: str) -> str:
    """The page's text with a link to another record added where the record keeps such links.

    `fact` is `supersedes`, `superseded_by`, or empty for any other relation, which `label` names.
    """
    text, before, words = page.text, page.facts(), page.words
    place = contract["record"].get(fact) if fact else None
    trials = []
    found = labelled(text, fact, contract, words) if fact else None
    if found:
        trials.append(lambda: add_value(text, found[0], found[1], ref))
    follows = find_span(text, contract["record"].get("status") or {"line": "\0"}) is not None
    if place and "front_matter" in place and (follows or front_matter(text)[2]):
        trials.append(lambda: add_key(text, place["front_matter"], ref, words))
    for heading in headings(to_atx(text, page.file)):
        kind = heading_kind(heading.text, heading.level, words)
        if kind in ("status", "links") and (
            kind == "status" or not fact or (place or {}).get("section") == heading.text
        ):
            section = section_of(to_atx(text, page.file), heading.text)
            if section:
                trials.append(partial(add_paragraph, text, section, f"{label} {ref}", as_item=kind == "links"))
    if fact and front_matter(text)[2]:
        trials.append(lambda: add_key(text, fact.replace("_", "-"), ref, words))
    trials.append(lambda: add_sibling(text, label, ref, words) or text)
    newline = line_end(text)
    trials.append(
        lambda: (
            text.rstrip("\r\n")
            + f"{newline}{newline}## Links{newline}{newline}- {label} {ref}"
            + (newline if text[-1:] in "\r\n" or not text else "")
        )
    )
    want = {"supersedes": "fwd_refs", "superseded_by": "by_refs"}.get(fact, "link_refs")
    for trial in trials:
        try:
            changed = trial()
        except Fault:
            continue
        after = page.facts(changed)
        if (
            len(_flat(getattr(after, want))) > len(_flat(getattr(before, want)))
            and _rest(after) == _rest(before)
            and (after.status == before.status)
        ):
            return changed
    raise Fault(f"{page.path}: has no place for `{label} {ref}`; write it there by hand")


def _flat(refs: list) -> list:
    return [ref for item in refs for ref in (item[1] if isinstance(item[1], list) else [item])]


def state_successor(page: Page, contract: dict, ref: str, others: list[str], date: str) -> str:
    """The page's text as of a record that the record named by `ref` supersedes; a second successor is added."""
    before, words = page.facts(), page.words
    word = in_words("superseded", contract, before.status_text or "", others, words)
    apart = labelled(page.text, "superseded_by", contract, words)
    place, status = contract["record"].get("superseded_by"), contract["record"].get("status")
    follows = bool(status) and find_span(page.text, status or {}) is not None
    if apart or (place and place != status and follows):
        if before.status != "superseded":
            page.text = step(page, contract, word, date)
        return state_link(page, contract, "superseded_by", passive(word), ref)
    phrase = f"{passive(word)} {ref}"
    if before.status == "superseded" and before.by_refs:
        for kind, start, end in status_spans(page.text, contract, page.file, words):
            if kind != "section":
                trial = put(
                    page.text,
                    kind,
                    (start, end),
                    (scalar(page.text[start:end]) if kind == "front_matter" else page.text[start:end]) + ", " + ref,
                )
                after = page.facts(trial)
                if (
                    len(after.by_refs) > len(before.by_refs)
                    and after.status == "superseded"
                    and _rest(after) == _rest(before)
                ):
                    return trial
        return state_link(page, contract, "superseded_by", passive(word), ref)
    text = page.text
    for kind, start, end in status_spans(text, contract, page.file, words):
        trial = put(text, kind, (start, end), phrase)
        after = page.facts(trial)
        if (
            after.status == "superseded"
            and after.by_refs
            and _rest(after) == _rest(before)
            and set(after.fwd_refs) == set(before.fwd_refs)
        ):
            return trial
    try:
        page.text = step(page, contract, word, date)
    except Fault:
        if before.status is not None:
            raise
    return state_link(page, contract, "superseded_by", passive(word), ref)


def link_text(page: Page, contract: dict, label: str, source: Record, target: Record) -> str:
    """The page's text with `LABEL target` added; a supersession goes where the style keeps it."""
    fact = page.words.label(label)
    fact = fact if fact in ("supersedes", "superseded_by") else ""
    ref = reference(contract, source, target)
    if fact == "superseded_by":
        return state_successor(page, contract, ref, [], today())
    return state_link(
        page,
        contract,
        fact,
        label,
        ref if not fact and "](" in ref else ref if fact else link_reference(source, target),
    )


def link_reference(source: Record, target: Record) -> str:
    return reference({"reference": "[{title}]({file})"}, source, target)


def is_linked(record: Record, label: str, other: Record, words: Vocabulary) -> bool:
    """Whether a record says already that it stands so to another one."""
    key = words.key(label)
    fact = words.labels.get(key)
    if fact in ("supersedes", "superseded_by"):
        return other.file in getattr(record, fact)
    return any(words.key(said) == key and file == other.file for said, file in record.links)
