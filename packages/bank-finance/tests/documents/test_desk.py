"""Documents: found by owner, fetched by link, told as text to those entitled, and never served when they changed."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from bank_finance.documents.arguments import DocumentArguments
from bank_finance.documents.desk import DocumentDesk
from bank_finance.documents.results import DocumentPage
from bank_finance.objects.embedded import FolderStore
from bank_kit.failures import FailureCode, ToolFailureError
from bank_kit.identity.caller import Caller


def _ask(desk: DocumentDesk, caller: Caller, **arguments: object) -> DocumentPage:
    return desk.get_document(DocumentArguments.model_validate(arguments), caller).value


def _refusal(desk: DocumentDesk, caller: Caller, **arguments: object) -> FailureCode:
    with pytest.raises(ToolFailureError) as caught:
        _ask(desk, caller, **arguments)
    return caught.value.failure.code


def _entitled(caller: Caller) -> Caller:
    return replace(caller, scopes=caller.scopes | {"finance.documents"})


def test_a_document_is_fetched_by_its_link_and_is_what_its_digest_says(desk: DocumentDesk, objects: FolderStore, caller: Caller) -> None:
    [contract] = _ask(desk, caller, owner="C-100001").documents
    assert _ask(desk, caller, document=contract.id).linked is None
    page = _ask(desk, _entitled(caller), document=contract.id, content="link")
    assert page.linked is not None
    assert page.text is None
    content = objects.open_link(page.linked.link.rpartition("/")[2]).content
    assert hashlib.sha256(content).hexdigest() == contract.sha256 == page.linked.sha256
    assert len(content) == contract.byte_count
    assert b"NL17XBNK0000200001" in content


@pytest.mark.parametrize("content", ["text", "link"])
def test_what_stands_in_a_document_takes_a_scope_of_its_own(desk: DocumentDesk, caller: Caller, content: str) -> None:
    assert _refusal(desk, caller, document="D-00000001", content=content) is FailureCode.NOT_ENTITLED
    assert str(_ask(desk, _entitled(caller), document="D-00000001", content="text").text).startswith("Contract between")


def test_identification_documents_are_not_here(desk: DocumentDesk, caller: Caller) -> None:
    assert {each.kind for each in _ask(desk, caller, owner="C-100001").documents} == {"CONTRACT"}


def test_pages_of_an_owner_tell_each_document_once(desk: DocumentDesk, caller: Caller) -> None:
    whole = _ask(desk, caller, owner="A-200001")
    assert whole.total == len(whole.documents) == 1
    assert _ask(desk, caller, owner="A-200001", limit=1).next_cursor is None
    assert _ask(desk, caller, owner="C-999999").total == 0


def test_what_is_unknown_or_of_another_region_is_unknown(desk: DocumentDesk, caller: Caller) -> None:
    assert _refusal(desk, caller, document="D-99999999") is FailureCode.UNKNOWN_ID
    assert _refusal(desk, replace(caller, region="UK"), document="D-00000001") is FailureCode.UNKNOWN_ID
    assert _ask(desk, replace(caller, region="UK"), owner="TR-1000001").total == 1


def test_a_document_that_changed_is_not_served(desk: DocumentDesk, objects: FolderStore, folder: Path, caller: Caller) -> None:
    [record] = _ask(desk, caller, owner="C-100002").documents
    caller = _entitled(caller)
    file = folder / "objects" / record.sha256[:2] / record.sha256
    good = file.read_bytes()
    file.write_bytes(good.replace(b"Contract", b"contract"))
    try:
        assert _refusal(desk, caller, document=record.id, content="link") is FailureCode.UNAVAILABLE
    finally:
        objects.put(good)
