"""Bytes to an XML tree and back, for documents that nobody vouches for.

No document type, so no entities and no external subset; no network; UTF-8 only; size, depth and number of elements bounded.
"""

from dataclasses import dataclass

from lxml import etree

from bank_kit.messages.problems import MessageError


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlBounds:
    """How much XML is read: bytes of the document, elements inside each other, elements in all."""

    size: int = 10_000_000
    depth: int = 32
    elements: int = 500_000


BOUNDS = XmlBounds()


def read_tree(document: bytes, bounds: XmlBounds = BOUNDS) -> etree._Element:
    """The root element; comments and processing instructions are left out. MessageError for anything that is not plain bounded UTF-8 XML."""
    if len(document) > bounds.size:
        raise MessageError("the message is too large", allowed=f"at most {bounds.size} bytes")
    try:
        document.decode("utf-8")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise MessageError("the message is not UTF-8", line=line, allowed="UTF-8") from error
    if b"<!DOCTYPE" in document:
        line = document.count(b"\n", 0, document.index(b"<!DOCTYPE")) + 1
        raise MessageError("the message has a document type", line=line, allowed="no DOCTYPE, no entities")
    root = _parse(document)
    if (root.getroottree().docinfo.encoding or "UTF-8").upper() not in {"UTF-8", "ASCII", "US-ASCII"}:
        raise MessageError("the message declares another encoding", line=1, allowed="UTF-8")
    _measure(root, bounds)
    return root


def path_of(element: etree._Element) -> str:
    """The element's path from the root without namespaces, numbered among siblings of its name where there are several."""
    steps: list[str] = []
    current: etree._Element | None = element
    while current is not None:
        steps.append(_step(current))
        current = current.getparent()
    return "/".join(reversed(steps))


def _parse(document: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, etree.XMLSyntaxError) else None
        raise MessageError("the message is not well-formed XML", line=line, allowed="well-formed XML 1.0 without entities of its own") from error


def _measure(root: etree._Element, bounds: XmlBounds) -> None:
    depth = count = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > bounds.depth:
            raise MessageError("elements are nested too deeply", line=element.sourceline, allowed=f"at most {bounds.depth} levels")
        if count > bounds.elements:
            raise MessageError("the message has too many elements", line=element.sourceline, allowed=f"at most {bounds.elements}")


def _step(element: etree._Element) -> str:
    name = etree.QName(element).localname[:40]
    parent = element.getparent()
    alike = [] if parent is None else parent.findall(element.tag)
    return f"{name}[{alike.index(element) + 1}]" if len(alike) > 1 else name
