"""Requests of data subjects: bundles for people, and erasures that a law may forbid."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import TextResourceContents

from bank_customer.opening import House
from bank_kit.identity.caller import Caller

Call = Callable[[Caller, str, Mapping[str, object]], dict[str, object]]
Connect = Callable[[House, Caller], Client]


def request(kind: str, customer_id: str = "C-100001") -> dict[str, object]:
    return {"customer_id": customer_id, "kind": kind, "ticket": "DSR-12", "idempotency_key": f"dsr-{kind}-01"}


def approved(call: Call, writer: Caller, person: Caller, asked: Mapping[str, object]) -> str:
    draft_id = str(call(writer, "create_dsr_package", asked)["draft.id"])
    assert call(person, "review_draft", {"draft_id": draft_id, "verdict": "approve", "reason": "identity checked"})["state"] == "approved"
    return draft_id


async def read(connect: Connect, house: House, caller: Caller, address: str) -> dict[str, object]:
    """The value of a resource, or the code of the refusal under `refused`."""
    async with connect(house, caller) as client:
        try:
            [content] = (await client.read_resource(address)).contents
        except MCPError as refusal:
            return {"refused": refusal.error.data["code"]}
        assert isinstance(content, TextResourceContents)
        found: dict[str, object] = json.loads(content.text)["value"]
        return found


@pytest.mark.parametrize("kind", ["access", "portability"])
async def test_an_approved_bundle_is_what_its_digests_say(call: Call, connect: Connect, own_house: House, writer: Caller, person: Caller, kind: str) -> None:
    request_id = approved(call, writer, person, request(kind))
    record = await read(connect, own_house, writer, f"cust://dsr/{request_id}")
    bundle = await read(connect, own_house, person, f"cust://dsr/{request_id}/bundle")
    text, pages = str(bundle["bundle"]).encode(), base64.b64decode(str(bundle["pdf"]))
    assert record["digests"] == {"json": f"sha256:{hashlib.sha256(text).hexdigest()}", "pdf": f"sha256:{hashlib.sha256(pages).hexdigest()}"}
    assert json.loads(text)["data"]["customers"]["name"] == "Simon Pellhovel"
    assert "Pellhovel" not in str(record)


async def test_a_bundle_is_for_people_who_had_to_do_with_it(call: Call, connect: Connect, own_house: House, writer: Caller, person: Caller) -> None:
    request_id = approved(call, writer, person, request("access"))
    cleared = person.scopes
    for stranger, code in (
        (replace(writer, scopes=cleared), "HUMAN_NEEDED"),
        (replace(person, subject="carl"), "UNKNOWN_ID"),
        (replace(person, scopes=frozenset({"customer.read"})), "NOT_ENTITLED"),
        (replace(person, purposes=frozenset({"customer_service"})), "PURPOSE_REFUSED"),
    ):
        assert await read(connect, own_house, stranger, f"cust://dsr/{request_id}/bundle") == {"refused": code}


def test_an_erasure_that_a_law_forbids_names_it_and_drafts_nothing(call: Call, writer: Caller) -> None:
    answer = call(writer, "create_dsr_package", request("erasure"))
    assert answer["state"] == "blocked_by_retention"
    assert answer["draft"] is None
    assert ["2015/849" in str(answer[f"blocked_by.{number}.law"]) for number in range(2)] == [False, True]
    assert "may_still.2" in answer


async def test_an_erasure_destroys_the_key_and_the_customer_is_unknown_from_then_on(
    call: Call, connect: Connect, own_house: House, writer: Caller, person: Caller
) -> None:
    request_id = approved(call, writer, person, request("erasure", "C-900001"))
    record = await read(connect, own_house, writer, f"cust://dsr/{request_id}")
    assert isinstance(record["proof"], dict)
    assert record["proof"]["key"] == "destroyed"
    for name in ("get_customer_profile", "get_kyc_status", "get_consents", "find_duplicates", "get_relationships"):
        assert call(writer, name, {"customer_id": "C-900001"})["error.code"] == "UNKNOWN_ID"
    assert call(writer, "search_customers", {"name": "hedda ostrupp"}) == {"truncated": False}
    assert await read(connect, own_house, person, f"cust://dsr/{request_id}/bundle") == {"refused": "UNKNOWN_ID"}


def test_one_who_is_still_within_the_term_of_the_books_is_kept(call: Call, writer: Caller) -> None:
    answer = call(writer, "create_dsr_package", request("erasure", "C-900004"))
    assert [answer[f"blocked_by.{number}.until"] for number in range(2)] == ["2034-01-01", "2029-01-01"]


async def test_what_was_never_decided_has_no_record(connect: Connect, own_house: House, person: Caller) -> None:
    for address, code in ((f"cust://dsr/D-{0:024x}", "UNKNOWN_ID"), ("cust://dsr/nonsense", "INVALID_ARGUMENT")):
        assert await read(connect, own_house, person, address) == {"refused": code}


async def test_an_erasure_takes_along_what_drafts_say_of_the_customer(call: Call, connect: Connect, own_house: House, writer: Caller, person: Caller) -> None:
    note = call(writer, "update_kyc_note", {"customer_id": "C-900001", "note": "The daughter lives in Oslo.", "idempotency_key": "note-00001"})
    call(person, "review_draft", {"draft_id": note["id"], "verdict": "approve", "reason": "born 3 May 1961, card 4111111111111111"})
    assert "4111111111111111" not in str(call(writer, "list_drafts", {}))
    assert "1961" not in str(call(writer, "list_drafts", {}))
    approved(call, writer, person, request("erasure", "C-900001"))
    assert "Oslo" not in str(call(writer, "list_drafts", {}))
    assert "Oslo" not in str(await read(connect, own_house, writer, f"cust://drafts/{note['id']}"))
