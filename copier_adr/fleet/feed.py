"""The newest decisions as a feed: Atom (RFC 4287)."""

import re
import uuid
from pathlib import PurePosixPath
from xml.etree import ElementTree

from copier_adr.fleet.facts import Data, day, decisions, link

FEED_ENTRIES = 200


def atom(data: Data, title: str, site: str | None) -> str:
    generated = data["generated"]
    feed = ElementTree.Element("feed", xmlns="http://www.w3.org/2005/Atom")

    def put(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> None:
        clean = {key: _xml(value) for key, value in attributes.items()}
        ElementTree.SubElement(parent, name, clean).text = _xml(text) or None

    put(feed, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{data['pack']['url']}#{title}").urn)
    put(feed, "title", title)
    put(feed, "updated", generated)
    put(ElementTree.SubElement(feed, "author"), "name", title)
    if site:
        put(feed, "link", rel="alternate", href=site)
        put(feed, "link", rel="self", href=f"{site.rstrip('/')}/decisions.atom")
    dated = [found for found in decisions(data) if day(found[2])]
    dated.sort(key=lambda found: found[2]["date"], reverse=True)
    for repository, log, record in dated[:FEED_ENTRIES]:
        entry = ElementTree.SubElement(feed, "entry")
        path = (PurePosixPath(log["path"]) / record["file"]).as_posix()
        put(entry, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"{repository['name']}#{path}").urn)
        put(entry, "title", f"{repository['name']}: {record.get('title') or record['file']}")
        put(entry, "updated", f"{record['date']}T00:00:00Z")
        if page := link(repository, log, record["file"]):
            put(entry, "link", rel="alternate", href=page)
        put(entry, "category", term=record.get("status") or "unstated")
        put(entry, "summary", f"{record.get('status_text') or 'No status'}, {record['date']}, {path}")
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """Without the characters that XML has no way to write."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
