"""What leaves the bank servers beside plain answers: cursors, links to documents, exports for spreadsheets, and searches that must not list everybody."""

import base64
import csv
import io
import json
import re
from collections.abc import Iterator

import pytest
from staging.bank_calls import ACCOUNT, CALLS, ENTITY, YEAR, Remembered, made
from staging.banks import Bank, Json

pytestmark = [pytest.mark.component, pytest.mark.slow, pytest.mark.timeout(120)]
CURSORS: dict[str, list[tuple[str, Json]]] = {
    "finance": [
        ("search_transactions", {"account": ACCOUNT, "limit": 1}),
        ("get_account_statement", {"account": ACCOUNT, "from_date": "2026-10-01", "limit": 1}),
        ("get_market_data", {"instrument": "EURUSD", "limit": 1}),
        ("get_document", {"owner": "C-100001", "limit": 1}),
    ],
    "risk": [("list_drafts", {"limit": 1})],
    "customer": [("list_drafts", {"limit": 1})],
    "compliance": [("list_drafts", {"limit": 1})],
}
DRAFTING = {"request_limit_override", "update_kyc_note", "generate_regulatory_report"}
FORMULA = '=HYPERLINK("http://evil.example","x")'
_NUMBER = re.compile(r"-?[0-9][0-9.,:TZ-]*")


def forged(cursor: str) -> Iterator[str]:
    """Cursors made from a good one, by somebody who knows how it is made."""
    kind, binding, position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    parts: list[str] = list(position)
    values = (
        "",
        "x",
        "-1",
        "9" * 17,
        "9" * 30,
        "0",
        "9999-12-31",
        "0001-01-01T00:00:00",
        "1e5",
        "NaN",
        "\x00",
        "' OR 1=1--",
        "\u202e",
        "\u0661\u0662",
        "%",
        "_",
    )
    for at in range(len(parts)):
        for value in values:
            yield sealed([kind, binding, [*parts[:at], value, *parts[at + 1 :]]])
    yield sealed([kind, "0" * 16, parts])
    yield sealed([kind, binding, [*parts, "x"]])
    yield sealed([kind, binding, []])
    yield sealed([kind, binding, [[part] for part in parts]])
    yield sealed([2, binding, parts])
    yield sealed({"binding": binding})
    yield from ("!", "=", "A" * 400, "AA", "\u202e", base64.urlsafe_b64encode(b"[" * 290).decode(), cursor[:-1], cursor + "A", cursor[::-1])


def sealed(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


@pytest.mark.parametrize("name", sorted(CURSORS))
def test_a_forged_cursor_is_refused_or_shows_what_the_query_shows_anyway(banks_running: dict[str, Bank], name: str) -> None:
    bank, remembered, tried = banks_running[name], Remembered(), 0
    for prefix in ("cursor1", "cursor2"):
        for good in CALLS[name]:
            if good.tool in DRAFTING:
                made(bank, good, remembered, prefix=prefix)
    for tool, arguments in CURSORS[name]:
        for attempt in forged(str(bank.call(tool, arguments).value["next_cursor"] or sealed([1, "0" * 16, ["x", "y"]]))):
            said = bank.call(tool, arguments | {"cursor": attempt})
            assert said.status == 200, (tool, attempt, said.text[:300])
            assert "result" in said.message, (tool, attempt, said.text[:300])
            if said.result.get("isError"):
                assert (said.error["code"], said.error["field"]) == ("INVALID_ARGUMENT", "cursor"), (tool, attempt, said.error)
            elif "account" in arguments:
                assert not set(re.findall(r'"account_id": ?"(A-[0-9]+)"', json.dumps(said.value))) - {ACCOUNT}
            tried += 1
    assert tried > 20
    assert bank.is_well(), bank.log.read_text()[-2000:]


def test_the_cursor_of_one_query_continues_no_other(banks_running: dict[str, Bank]) -> None:
    bank = banks_running["finance"]
    cursor = bank.call("search_transactions", {"account": ACCOUNT, "limit": 1}).value["next_cursor"]
    others: tuple[Json, ...] = (
        {"account": "A-200002"},
        {"customer_id": "C-100001"},
        {"account": ACCOUNT, "text": "from"},
        {"account": ACCOUNT, "direction": "in"},
    )
    for other in others:
        assert bank.call("search_transactions", other | {"cursor": cursor}).error["code"] == "INVALID_ARGUMENT", other


def test_a_link_to_a_document_cannot_be_forged(banks_running: dict[str, Bank]) -> None:
    bank = banks_running["finance"]
    without = bank.call("get_document", {"document": "D-00000001", "content": "link"}, token=bank.token(("read",)))
    assert "/links/" not in without.text, "a link is the document: it takes the scope of its text"
    linked = bank.call("get_document", {"document": "D-00000001", "content": "link"}).value["linked"]
    assert isinstance(linked, dict)
    link, head = str(linked["link"]), "/links/"
    status, headers, content = bank.get(link)
    assert (status, len(content)) == (200, linked["byte_count"])
    assert headers["content-disposition"] == "attachment" and headers["x-content-type-options"] == "nosniff"
    token = link.removeprefix(head)
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    attempts = [token[:-2], token + "A", token[::-1], token.swapcase(), "", "A" * 600, "../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "%ff%fe"]
    attempts += [coded(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]) for at in range(0, len(raw), 3)]
    attempts += [
        coded(raw.replace(b"text/plain", b"text/html")),
        coded(re.sub(rb" 1[0-9]{9} ", b" 9999999999 ", raw)),
        coded(raw[32:]),
        coded(b"\x00" * 32 + raw[32:]),
    ]
    for attempt in attempts:
        status, headers, content = bank.get(head + attempt)
        assert (status, content) == (404, b""), attempt
        assert "x-content-type-options" in headers
    assert bank.is_well()


def coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def test_customers_are_never_listed_by_searching(banks_running: dict[str, Bank]) -> None:
    bank = banks_running["customer"]
    for number, pattern in enumerate(("%%%", "___", "***", "   ", "a%_", ".*.", "[a-z]", "a", "''' OR 1", "\u200b\u200b\u200b", "?", "%' OR '1'='1")):
        said = bank.call("search_customers", {"name": pattern}, token=bank.token(("read",), subject=f"searcher-{number}"))
        found = [] if said.result.get("isError") else said.value["customers"]
        assert found == [], pattern
    token = bank.token(("read",), subject="lister")
    seen: set[str] = set()
    codes: list[str] = []
    for number in range(30):
        said = bank.call("search_customers", {"name": f"{'aeiou'[number % 5]}{'nrlst'[number // 6]}a", "limit": 20}, token=token)
        if said.result.get("isError"):
            codes.append(str(said.error["code"]))
        else:
            rows = said.value["customers"]
            assert isinstance(rows, list) and len(rows) <= 20
            assert not said.value.get("next_cursor") and "total" not in said.value
            seen |= {str(row["customer_id"]) for row in rows}
    assert codes and set(codes) == {"LIMIT_EXCEEDED"}, "the rate ends it"
    again = bank.call("search_customers", {"name": "ana"}, token=bank.token(("read",), subject="lister", jti="fresh", client_id="another", act={"sub": "x"}))
    assert again.error["code"] == "LIMIT_EXCEEDED", "a fresh token is no fresh start"
    assert len(seen) < 400


def test_no_cell_of_an_export_is_a_formula(banks_running: dict[str, Bank]) -> None:
    bank = banks_running["compliance"]
    alerts = bank.call("run_monitoring", {"period": YEAR, "scenarios": ["STRUCTURING"]}).value["alerts"]
    assert isinstance(alerts, list)
    alert = alerts[-1]["id"]
    written: Json = {"idempotency_key": "formula-0001", "alert_ids": [alert], "title": FORMULA, "note": f"@SUM(1+1)*cmd|'/C calc'!A0\n{FORMULA}"}
    taken: Json = {"idempotency_key": "formula-0002", "alert_id": alert, "outcome": "review", "reason": FORMULA}
    for tool, arguments in (("disposition_alert", taken), ("open_case", written)):
        assert FORMULA in json.dumps(bank.call(tool, arguments).value).replace('\\"', '"'), "it is kept as it was said"
    files = list(exported(bank))
    assert [name for name, _ in files if name.endswith(".csv")]
    for name, text in files:
        for row in csv.reader(io.StringIO(text)):
            for cell in row:
                assert _NUMBER.fullmatch(cell) or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")), (name, cell[:80])


def exported(bank: Bank) -> Iterator[tuple[str, str]]:
    """Every CSV of evidence and reports, by name."""
    for framework in ("BCBS239", "BSA", "NYDFS504", "SOX"):
        asked: Json = {"idempotency_key": f"formula-{framework}", "framework": framework, "window": YEAR, "format": "csv"}
        yield from of(bank.call("export_evidence", asked).value)
    report: Json = {"idempotency_key": "formula-report", "template": "AML_MI", "legal_entity": ENTITY, "period_end": "2026-11-20"}
    yield from of(bank.call("generate_regulatory_report", report).value)


def of(value: Json) -> Iterator[tuple[str, str]]:
    files = value["files"]
    assert isinstance(files, list)
    for file in files:
        content = str(file.get("content", ""))
        if str(file["name"]).endswith(".csv"):
            yield str(file["name"]), base64.b64decode(content).decode() if file.get("encoding") == "base64" else content
