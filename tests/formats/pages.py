"""Exported pages for tests: made from a timeline's text, and read as a browser reads them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

from oai_timeline.cli.page import time_printer
from oai_timeline.formats.html import export
from oai_timeline.formats.html.subject import Subject
from oai_timeline.model.record import EventRecord, HeaderRecord
from oai_timeline.views.layout import Layout


def everything(header: HeaderRecord, events: int) -> Subject:
    """Return the subject of a page with all events."""
    return Subject(time_printer(Layout(80, header["zone"])), events, events)


def page(header: HeaderRecord, events: list[EventRecord], subject: Subject | None = None) -> str:
    """Return the page, by default about all events."""
    exported = export(header, events, subject or everything(header, len(events)))
    assert exported.omitted == ()
    return "".join(exported.texts)


def read(text: str) -> Element:
    """Read a page, which must be without a mistake (WHATWG's parser, strict)."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    root: Element = parser.parse(text)
    return root


def shown(element: Element) -> str:
    """Give the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def having(root: Element, name: str, value: str) -> Iterator[Element]:
    """Find elements by one of the words of an attribute."""
    return (one for one in root.iter() if value in one.get(name, "").split())
