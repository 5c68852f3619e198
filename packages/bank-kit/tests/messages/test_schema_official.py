"""Our check against the schemas of the ISO 20022 registration authority, read by another library: the same verdict, message by message.

`make components` fetches the schemas. There is none for pacs.002.001.10 in them: its check stands on the library's classes alone.
"""

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
import xmlschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from lxml import etree
from pyiso20022.camt import camt_053_001_08 as camt
from pyiso20022.pacs import pacs_008_001_08 as pacs

from bank_kit.messages import camt053, pacs008
from bank_kit.messages.problems import MessageError
from bank_kit.messages.schema import check_tree
from bank_kit.messages.statement import StatementMessage
from bank_kit.messages.transfer import TransferMessage
from bank_kit.messages.xml import read_tree

pytestmark = pytest.mark.component

_SCHEMAS = Path(__file__).parents[4] / ".components/schemas"
_TEXTS = (
    "",
    "x",
    "EUR",
    "-1",
    "1.23456",
    "1.234567",
    "123456789012345678901",
    "2026-11-20",
    "2026-13-01",
    "NL",
    "XBNKNL2A",
    "x" * 36,
    "x" * 141,
    "true",
    "CRDT",
)

Official = Callable[[bytes], bool]
Ours = Callable[[bytes], bool]


def _official(path: str) -> Official:
    found = _SCHEMAS / path
    assert found.is_file(), "no schemas here: run `make components`"
    schema = xmlschema.XMLSchema(found, allow="local", defuse="always")
    return lambda message: schema.is_valid(message.decode())


def _ours(words: type, namespace: str) -> Ours:
    def check(message: bytes) -> bool:
        try:
            check_tree(read_tree(message), words, namespace)
        except MessageError:
            return False
        return True

    return check


@pytest.fixture(scope="module", params=["pacs.008", "camt.053"])
def seen(request: pytest.FixtureRequest, transfers: TransferMessage, statements: StatementMessage) -> tuple[bytes, Ours, Official]:
    """A valid message, our check and the official one."""
    if request.param == "pacs.008":
        official = _official("pacs008/templates/pacs.008.001.08/pacs.008.001.08.xsd")
        return pacs008.write_transfers(transfers), _ours(pacs.Document, pacs008.NAMESPACE), official
    return camt053.write_statements(statements), _ours(camt.Document, camt053.NAMESPACE), _official("camt053/xsd/camt.053.001.08.xsd")


def test_what_we_write_is_valid_by_the_official_schema(seen: tuple[bytes, Ours, Official]) -> None:
    message, ours, official = seen
    assert official(message)
    assert ours(message)


def test_each_element_left_out_repeated_or_renamed_gets_the_official_verdict(seen: tuple[bytes, Ours, Official]) -> None:
    message, ours, official = seen
    verdicts = set()
    for index in range(1, len(list(read_tree(message).iter()))):
        for change in (_leave_out, _repeat, _rename, _put_last):
            changed = _changed(message, index, change)
            assert ours(changed) == official(changed), changed.decode()
            verdicts.add(ours(changed))
    assert verdicts == {True, False}


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=some.data())
def test_each_text_changed_gets_the_official_verdict(seen: tuple[bytes, Ours, Official], data: some.DataObject) -> None:
    message, ours, official = seen
    leaves = [index for index, element in enumerate(read_tree(message).iter()) if not len(element)]
    text = data.draw(some.sampled_from(_TEXTS))

    def write(element: etree._Element) -> None:
        element.text = text

    changed = _changed(message, data.draw(some.sampled_from(leaves)), write)
    assert ours(changed) == official(changed), changed.decode()


def _changed(message: bytes, index: int, change: Callable[[etree._Element], None]) -> bytes:
    root = read_tree(message)
    change(list(root.iter())[index])
    return bytes(etree.tostring(root))


def _leave_out(element: etree._Element) -> None:
    element.getparent().remove(element)


def _repeat(element: etree._Element) -> None:
    element.addnext(copy.deepcopy(element))


def _rename(element: etree._Element) -> None:
    element.tag = element.tag + "x"


def _put_last(element: etree._Element) -> None:
    element.getparent().append(element)
