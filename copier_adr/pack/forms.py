"""Forms: issue forms, Markdown issue templates and pull request texts, made from a style's sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..edit.from_issue import asked_as
from ..text.columns import width
from ..text.headings import below_title, headings
from . import blanks, layout, prints, styles

# A box whose text holds a blank is no fixed option: it stays text that people complete.
CHECK_BOX = re.compile(r"[-*] \[ \] +(?! )((?:[^{\n]|(?<=\\)\{)+)$")
CHOICE = re.compile(r"[-*] (?P<label>[^:]+): +(?! )(?P<options>[^/{}]+(?: / [^/{}]+)+)")
LONGEST_LABEL = 200  # of a field; forges take 255 signs, and an end that sets it apart may follow
FACTS = ("status", "date", "supersedes", "superseded_by")
# A list item, a label in bold or a table's bones: what is left of a line without its guidance when it asks nothing.
BARE = re.compile(r"[-*\d.\s|:]*")


class IssueText(NamedTuple):
    """The answers about the issue template."""

    title: str
    labels: Sequence[str]
    assignees: Sequence[str]


def _plain(text: str) -> str:
    """Guidance or a label as one line of plain text: no braces, no bold, no escapes."""
    text = styles.GUIDANCE.sub(r"\1", text).replace("**", "")
    return " ".join(re.sub(r"\\([\\`*_\[\]<>|{}~&#+=-])", r"\1", text).split())


class _Part(NamedTuple):
    """A run of lines of a section that becomes one field."""

    kind: str  # "text", "boxes", "choice", "code"
    label: str  # what the lines before it call it, or ""
    lines: list[str]


def _parts(text: str) -> Iterator[_Part]:
    """Split a section's own text where its fields part."""
    lines: list[str] = []
    label = ""
    rows = iter(text.split("\n"))
    for row in rows:
        fence = styles.FENCE.match(row)
        box, choice = CHECK_BOX.match(row), CHOICE.fullmatch(row)
        if not (fence or box or choice):
            lines.append(row)
            continue
        if not box:
            # The line that leads into code or choices names the field and is no text of its own.
            while lines and not lines[-1].strip():
                lines.pop()
            leads = lines and lines[-1].rstrip("*").endswith(":")
            label = _plain(lines.pop()).rstrip(":").lstrip("-* ") if leads else "Code"
        if any(line.strip() for line in lines):
            yield _Part("text", "", lines)
        lines = []
        if fence:
            body = [row]
            for inner in rows:
                body.append(inner)
                if inner.strip() == fence[1]:
                    break
            yield _Part("code", label, body)
        elif choice:
            yield _Part("choice", _plain(choice["label"]), [row])
        else:
            yield _Part("boxes", "", [row])
    if any(line.strip() for line in lines):
        yield _Part("text", "", lines)


def _merged(parts: Iterator[_Part]) -> list[_Part]:
    """Check boxes in a row are one field; so are texts that only blank lines part."""
    result: list[_Part] = []
    for part in parts:
        if result and part.kind in ("boxes", "text") and result[-1].kind == part.kind:
            result[-1] = result[-1]._replace(lines=[*result[-1].lines, *part.lines])
        else:
            result.append(part)
    # Text fields of one section are one field, however many choices and code blocks stand between.
    texts = [part for part in result if part.kind == "text"]
    if len(texts) > 1:
        whole = _Part("text", "", [line for text in texts for line in ["", *text.lines]])
        first = result.index(texts[0])
        rest = [part for part in result if part.kind != "text"]
        result = [*rest[:first], whole, *rest[first:]]
    return result


def _split_guidance(lines: Sequence[str]) -> tuple[str, str]:
    """(description, value): guidance that comes first describes; from the first label or table on, it is the value."""
    blocks = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    description: list[str] = []
    while blocks and BARE.fullmatch(styles.GUIDANCE.sub("", blocks[0]).replace("…", "")):
        description += filter(None, map(_plain, styles.GUIDANCE.findall(blocks.pop(0))))
    return "\n".join(description), "\n\n".join(blocks)


def _fields(label: str, title: str, text: str, *, optional: bool) -> Iterator[dict[str, Any]]:
    """The form's elements for one section's own text; `label` names its text, `title` leads its other fields."""
    parts = _merged(_parts(text)) or [_Part("text", "", [])]
    guidance = ""
    for number, part in enumerate(parts):
        name = f"{title}: {part.label}" if part.label else label
        if part.kind == "text":
            guidance, value = _split_guidance(part.lines)
            if number + 1 < len(parts) and parts[number + 1].kind == "boxes" and not _asks(value):
                guidance = "\n".join(filter(None, (guidance, _plain(value))))
                continue  # said as the description of the boxes that follow
            yield _field("textarea", _said(label=name, description=guidance, value=value), optional=optional)
            guidance = ""
        elif part.kind == "boxes":
            boxes = [{"label": _plain_box(line)} for line in part.lines if CHECK_BOX.match(line)]
            yield {"type": "checkboxes", "attributes": _said(label=name, description=guidance, options=boxes)}
            guidance = ""
        elif part.kind == "choice":
            match = CHOICE.fullmatch(part.lines[0])
            options = list(dict.fromkeys(o.strip() for o in match["options"].split("/"))) if match else []
            # The forge has this one itself, where nothing need be chosen, and takes it from no form.
            given = [option for option in options if option.casefold() != "none"]
            may_lack = optional or len(given) < len(options)
            yield _field("dropdown", {"label": name, "options": given}, optional=may_lack)
        else:
            language = part.lines[0].strip().lstrip("`~").strip()
            language = language if re.fullmatch(r"[A-Za-z][\w+#.-]*", language) else "text"
            about = _plain(" ".join(part.lines[1:-1]))
            yield _field("textarea", _said(label=name, description=about, render=language), optional=True)


def _plain_box(line: str) -> str:
    match = CHECK_BOX.match(line)
    return str(styles.GUIDANCE.sub(r"\1", match[1])).strip() if match else line


def _said(**attributes: Any) -> dict[str, Any]:
    """The attributes that say something."""
    return {name: value for name, value in attributes.items() if value}


def _asks(value: str) -> bool:
    """Whether a text is one to complete: guidance, a list, a label or a table stands in it."""
    return (
        styles.GUIDANCE.search(value) is not None
        or re.search(r"(?m)^[^\S\n]*(?:[-*|]|\d+\.)|\*\*|…", value) is not None
    )


def _field(kind: str, attributes: dict[str, Any], *, optional: bool) -> dict[str, Any]:
    # What is filled in already is an answer to the forge: to require one would say nothing.
    required = {} if optional or "value" in attributes else {"validations": {"required": True}}
    return {"type": kind, "attributes": attributes, **required}


# Keys of front matter that tell the generator of a site where a page goes: nothing that an issue can answer.
OF_SITES = {
    *("id", "layout", "title", "slug", "permalink", "parent", "grand_parent", "toc", "hide_title"),
    *("nav_order", "nav_exclude", "has_children", "has_toc", "weight", "order", "sidebar_position", "sidebar_label"),
}
OPTIONAL_NEXT = re.compile(r"(?:\A|\n)[ \t]*<!--[^\n]*\boptional\b[^\n]*-->\s*\Z", re.I)


def metadata(style: styles.Style, body: str) -> Iterator[tuple[str, str]]:
    """(label, guidance) of the fields before the first section that are no facts: scope, authors and the like."""
    record = style.contract.record
    facts = {label.rstrip(":").lower() for fact in FACTS for label in (getattr(record, fact) or {}).values()}
    heads = below_title(headings(body), record.title)
    head = body[: heads[0].start] if heads else body
    matter = re.match(r"---\n(.*?)\n---\n", head, re.S)
    rows = [(m[1], m[2]) for m in re.finditer(r"^([\w -]+):(.*)$", matter[1], re.M)] if matter else []
    rows = [row for row in rows if row[0].strip().lower() not in OF_SITES]
    rest = head[matter.end() :] if matter else head
    rows += [(m[1], m[2].strip(" ")) for m in re.finditer(r"^>? ?\| *(?=[^|\s])([^|]*)\|([^|]*)\|$", rest, re.M)]
    rows += [(m[1], m[2]) for m in re.finditer(r"^[-*] \**([^:*{}\n]+):\** +(.*)$", rest, re.M)]
    rows += [(m[1], m[2]) for m in re.finditer(r"^\*\*([^:*{}\n]+):\*\*((?: .*|\n\{[^{}]*\})?)$", rest, re.M)]
    for label, value in rows:
        name = label.strip().rstrip(":")
        if name.lower() not in facts and not set(name) <= set("-: "):
            yield name, " ".join(map(_plain, styles.GUIDANCE.findall(value)))


def issue_form(style: styles.Style, given: blanks.Given, issue: IssueText) -> str:
    """A GitHub issue form (Forgejo and Gitea read the same): YAML with one field per section.

    Source of the format: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
    """
    own = style.contract.issue
    body = blanks.body(style, given)
    elements: list[dict[str, Any]] = []
    for label, guidance in metadata(style, body):
        name = label[:1].upper() + label[1:]
        elements.append(_field("input", _said(label=name, description=guidance), optional=True))
    stated = fact_sections(style)
    group = ""
    for section in styles.sections(style, body):
        title = _plain(section.title)
        if section.level == 2:
            group = title
        if section.path in stated or section.title in stated or section.title in own.leaves_out:
            continue
        title = asked_as(title)
        label = title if section.level == 2 or not group else f"{group}: {title}"
        if section.leads and not section.text:
            if section.level > 2:  # else each field below it bears its title
                elements.append({"type": "markdown", "attributes": {"value": f"## {section.title}"}})
            continue
        elements += _fields(label, title, _own_text(section), optional=section.optional)
    form = {
        "name": own.name,
        "description": own.about,
        "title": issue.title,
        "labels": list(issue.labels),
        **({"assignees": list(issue.assignees)} if issue.assignees else {}),
        "body": list(_numbered(elements)),
    }
    return prints.yaml_lines(form)


def _own_text(section: styles.Section) -> str:
    """A section's text without what calls the next one optional, which stands above its heading."""
    return OPTIONAL_NEXT.sub("", section.text)


def fact_sections(style: styles.Style) -> set[str]:
    """Headings that hold nothing but facts: an issue states them by itself."""
    record, history = style.contract.record, style.contract.history
    places = [getattr(record, fact) or {} for fact in FACTS]
    return {place["section"] for place in places if "section" in place} | ({history.section} if history else set())


def _numbered(elements: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give each field an id and a label that no other bears: the forge refuses a form with two alike."""
    labels: set[str] = set()
    ids: set[str] = set()
    for element in elements:
        if element["type"] == "markdown":
            yield element
            continue
        attributes = element["attributes"]
        whole = " ".join(attributes["label"].split())
        label = _unlike(whole if len(whole) <= LONGEST_LABEL else whole[: LONGEST_LABEL - 1] + "…", element, labels)
        if len(whole) > LONGEST_LABEL:
            attributes = {**attributes, "description": "\n".join(filter(None, (whole, attributes.get("description"))))}
        name = re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "field"
        while name in ids:
            name += "-x"
        ids.add(name)
        yield {"type": element["type"], "id": name, **element, "attributes": {**attributes, "label": label}}


def _unlike(label: str, element: dict[str, Any], labels: set[str]) -> str:
    """The label, with what sets it apart where an earlier one is alike to the forge, which sees letters and digits."""
    ends = {"checkboxes": "to tick", "dropdown": "to choose"}
    told = ["", f": {ends.get(element['type'], 'more')}", *(f": part {number}" for number in range(2, len(labels) + 3))]
    for end in told:
        alike = re.sub(r"[\W_]+", "", (label + end).casefold()) or label + end
        if alike not in labels:
            labels.add(alike)
            return label + end
    raise AssertionError(label)  # there are more ends than labels


def _comments(text: str) -> str:
    """Guidance as HTML comments, so that what is left over does not show on the issue."""
    out: list[str] = []
    fence = ""
    # Guidance may span lines, so only whole runs outside fences are looked at.
    run: list[str] = []

    def flush() -> None:
        if run:
            blocks = re.split(r"(\n{2,})", "\n".join(run))
            out.append("".join(map(_commented, blocks)))
            run.clear()

    for line in text.split("\n"):
        opened = styles.FENCE.match(line)
        if fence:
            out.append(line)
            if line.strip() == fence:
                fence = ""
        elif opened:
            flush()
            fence = opened[1]
            out.append(line)
        else:
            run.append(line)
    flush()
    return "\n".join(out)


def _commented(block: str) -> str:
    """A block with its guidance in comments. One that would begin a line of a text, and so end it, stands apart."""
    said = [" ".join(text.split()) for text in styles.GUIDANCE.findall(block)]
    commented = styles.GUIDANCE.sub(lambda m: f"<!-- {' '.join(m[1].split())} -->", block)
    if not said or len(commented) <= layout.COLUMNS:
        return commented
    label = re.match(r"(\*\*[^*\n]+\*\*) (<!-- .* -->)$", commented)
    if label:
        return f"{label[1]}\n\n{label[2]}"
    if block[:1].isalpha():
        left = re.sub(rf"(?:{styles.GUIDANCE.pattern})\.?", "…", block)
        return f"<!-- {'; '.join(said)} -->\n\n{left}"
    return commented


def issue_markdown(style: styles.Style, given: blanks.Given) -> str:
    """The sections of a record as the body of an issue, guidance hidden in comments."""
    body = blanks.body(style, given)
    stated = fact_sections(style)
    blocks = [
        f"{'#' * section.level} {blanks.marked(section.title)}\n\n{_comments(_own_text(section))}".rstrip()
        for section in styles.sections(style, body)
        if not {section.path, section.title} & {*stated, *style.contract.issue.leaves_out}
    ]
    text = layout.markdown("\n\n".join(blocks) + "\n")
    # A table's rows cannot be folded.
    long = any(width(line) > layout.COLUMNS for line in text.split("\n"))
    return text + "\n<!-- markdownlint-disable-file MD013 -->\n" if long else text


def issue_front_matter(style: styles.Style, issue: IssueText) -> str:
    """The front matter of a GitHub Markdown issue template, without its `---` lines.

    Source: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/about-issue-and-pull-request-templates
    """
    own = style.contract.issue
    head = {"name": own.name, "about": own.about, "title": issue.title, "labels": list(issue.labels)}
    return prints.yaml_lines({**head, "assignees": list(issue.assignees)}).rstrip("\n")


def hint(style: styles.Style, name: str, guidance: Sequence[str]) -> str:
    """What belongs into a section or field, as what follows a colon; "" where nothing says it.

    That is what the style says in `hints`, else the first sentence of the guidance.
    """
    own = style.contract.hints
    if name in own or name.lower() in own:
        return own.get(name) or own[name.lower()]
    for said in map(_plain, guidance):
        first = re.split(r"(?<=[.?!:]) ", said)[0].rstrip(".:")
        if len(first.split()) > 2:
            return first[:1].lower() + first[1:] if re.match(r"[A-Z](?:[a-z]|$| )", first) else first
    return ""


def quick_actions(issue: IssueText) -> list[str]:
    """GitLab's quick actions that label and assign an issue or merge request.

    A label's name stands in double quotes, so GitLab has no way to write one that holds a double quote: such a
    label becomes a comment for the author.
    Source: https://docs.gitlab.com/user/project/quick_actions/
    """
    actions = [
        f'/label ~"{label}"' if '"' not in label else f"<!-- Set the label {label.replace('--', '- -')} by hand. -->"
        for label in issue.labels
    ]
    return actions + [f"/assign @{name.removeprefix('@')}" for name in issue.assignees]
