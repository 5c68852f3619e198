"""Screening through the tools: explained, versioned, logged."""

from collections.abc import Callable
from dataclasses import replace

from mcp_types import CallToolResult
from sqlalchemy import select

from bank_compliance.cases.tables import screening
from bank_compliance.lists.folder import load_shipped
from bank_compliance.offer import Stores
from bank_kit.identity.caller import Caller

Ask = Callable[..., CallToolResult]
LISTED = load_shipped().entries[0]


def test_a_listed_name_is_found_with_its_reasons_and_version(ask: Ask, anna: Caller) -> None:
    for mode in ("ofac", "evidence"):
        found = ask("screen_party", anna, name=LISTED.name, mode=mode).structured_content["value"]
        top = found["lists"][0]["hits"][0]
        assert (top["entry_id"], top["score"]) == (LISTED.id, 100.0)
        assert sum(feature["points"] for feature in top["features"]) == top["score"]
        assert found["lists"][0]["list"]["published"] == "2026-11-13"
        assert found["method"].startswith(mode)


def test_an_answer_without_hits_is_logged_too(ask: Ask, anna: Caller, stores: Stores) -> None:
    found = ask("screen_party", anna, name="Quentin Zzyzx Pravstad").structured_content["value"]
    assert found["found"] == 0
    with stores.cases.reading() as connection:
        [row] = connection.execute(select(screening)).mappings()
    assert (row["id"], row["hits"], row["subject"]) == (found["lists"][0]["log_id"], 0, "anna")
    assert row["query_digest"].startswith("hmac-sha256:")
    assert "Zzyzx" not in repr(dict(row))


def _payment(**changes: object) -> dict[str, object]:
    party = {"agent_bic": "XBNKDEQZ", "country": "DE"}
    told = {"debtor": party | {"name": "Anna Feldt"}, "creditor": party | {"name": "Quentin Zzyzx"}, "remittance": ["invoice 12"]}
    return {"transfer": {"amount": "100.00", "currency": "EUR", **told, **changes}}


def test_a_payment_without_hits_passes_and_a_listed_creditor_holds_it(ask: Ask, anna: Caller) -> None:
    assert ask("screen_payment", anna, **_payment()).structured_content["value"]["decision"] == "pass"
    held = ask("screen_payment", anna, **_payment(creditor={"name": LISTED.name, "agent_bic": "XBNKDEQZ"})).structured_content["value"]
    assert held["decision"] == "hold"
    assert [part["place"] for part in held["transfers"][0]["parts"] if part["hits"]] == ["creditor"]


def test_what_recommendation_16_misses_is_told_above_its_threshold(ask: Ask, anna: Caller) -> None:
    below = ask("screen_payment", anna, **_payment()).structured_content["value"]["transfers"][0]
    above = ask("screen_payment", anna, **_payment(amount="5000.00")).structured_content["value"]["transfers"][0]
    assert (below["above_threshold"], above["above_threshold"]) == (False, True)
    assert len(above["missing"]) > len(below["missing"])


def test_an_unknown_currency_is_taken_to_be_above_the_threshold(ask: Ask, anna: Caller) -> None:
    found = ask("screen_payment", anna, **_payment(currency="XTS")).structured_content
    assert found["value"]["transfers"][0]["above_threshold"] is True
    assert any(warning.startswith("UNKNOWN_RATE") for warning in found["warnings"])


def test_a_message_that_is_none_is_refused_without_being_repeated(ask: Ask, anna: Caller) -> None:
    refused = ask("screen_payment", anna, message="<!DOCTYPE x [<!ENTITY a 'secret'>]><x>&a;</x>").structured_content
    assert refused["error"]["code"] == "INVALID_ARGUMENT"
    assert "secret" not in repr(refused)


def test_customers_are_screened_against_what_changed_only(ask: Ask, anna: Caller) -> None:
    found = ask("rescreen_delta", anna, version_from="2026-10-30", version_to="2026-11-13", threshold=50).structured_content["value"]
    assert found["population"] == 750
    assert found["entries_new"] > 0
    assert all(hit["customer_id"].startswith("C-") for hit in found["hits"])
    assert ask("rescreen_delta", anna, version_from="2020-01-01", version_to="2026-11-13").structured_content["error"]["code"] == "UNKNOWN_ID"


def test_a_list_tells_its_versions_and_loads(ask: Ask, anna: Caller) -> None:
    told = ask("get_list_metadata", anna, list="FICTIONAL").structured_content["value"]
    assert told["versions"] == ["2026-10-30", "2026-11-13"]
    assert {load["published"] for load in told["loads"]} <= set(told["versions"])
    assert ask("get_list_metadata", anna, list="NONE").structured_content["error"]["code"] == "UNKNOWN_ID"


def test_the_purpose_of_the_token_is_kept_to(ask: Ask, anna: Caller) -> None:
    limited = replace(anna, purposes=frozenset({"trading"}))
    assert ask("screen_party", limited, name="Anna Feldt", purpose="compliance").structured_content["error"]["code"] == "PURPOSE_REFUSED"
