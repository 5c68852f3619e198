"""Bytes to the objects of pyiso20022 and back; checked against the message type on both ways."""

from functools import cache
from typing import TypeVar

from lxml import etree
from xsdata.exceptions import ParserError
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser
from xsdata.formats.dataclass.parsers.config import ParserConfig
from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler
from xsdata.formats.dataclass.serializers import XmlSerializer

from bank_kit.messages.problems import MessageError
from bank_kit.messages.schema import check_tree
from bank_kit.messages.xml import BOUNDS, XmlBounds, read_tree

Document = TypeVar("Document")

_STRICT = ParserConfig(fail_on_unknown_properties=True, fail_on_unknown_attributes=False, fail_on_converter_warnings=True)


def read_document(message: bytes, words: type[Document], *, namespace: str, bounds: XmlBounds = BOUNDS) -> Document:
    """The Document class `words` of the library, filled; MessageError with element and line when the bytes are not one."""
    root = read_tree(message, bounds)
    check_tree(root, words, namespace)
    return _parse(root, words)


def write_document(document: object, *, namespace: str) -> bytes:
    """UTF-8 XML with a declaration; MessageError when our own words do not fit the message type, so that nothing invalid leaves."""
    try:
        message = XmlSerializer(context=_context()).render(document, ns_map={None: namespace}).encode("utf-8")
    except ValueError as error:
        raise MessageError("a text has a character that XML cannot hold", element="Document", allowed="no control characters") from error
    check_tree(read_tree(message), type(document), namespace)
    return message


def _parse(root: etree._Element, words: type[Document]) -> Document:
    parser = XmlParser(config=_STRICT, context=_context(), handler=LxmlEventHandler)
    try:
        return parser.parse(root, words)
    except ParserError as error:
        raise MessageError("the message cannot be taken apart", element="Document") from error


@cache
def _context() -> XmlContext:
    return XmlContext()
