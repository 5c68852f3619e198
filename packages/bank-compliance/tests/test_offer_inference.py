"""With and without a report to the authority, whoever is not cleared gets the same answers for the same work (31 CFR 1020.320(e)).

Two banks live the same days; in one of them a report is drafted and approved, in the other none. Everything that an uncleared caller can ask is asked of
both: answers agree but for random ids and moments, their sizes agree, the same statements run, and the store of reports is not even opened.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, MetaData, event, func, select

from bank_compliance.cases.alert import Found
from bank_compliance.cases.alerts import Alerts
from bank_compliance.desk.data import BankData
from bank_compliance.offer import Stores, build_offer
from bank_compliance.scopes import APPROVE, READ, SAR, WRITE
from bank_kit.failures import ToolFailureError
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer
from bank_kit.world.reader import World
from bank_kit.world.size import Size
from bank_kit.writes.store import open_writes

RANDOM = re.compile(
    r"(?:CASE|EVD)-[0-9a-f]{16}|(?:D|SCR)-[0-9a-f]{24}|RPT-[0-9a-f]{16}|sha256:[0-9a-f]{64}|lin-[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
WINDOW = {"first": "2026-01-01", "last": "2026-12-31"}
LEI = "999900KESTREL0000114"
NOBODY_KNOWS: dict[str, object] = {"case_id": "CASE-0000000000000000"}
Call = tuple[str, Caller, dict[str, object]]


@dataclass
class Bank:
    """One of the two."""

    offer: Offer
    stores: Stores
    case_id: str = ""
    alert_id: str = ""
    closure: str = ""
    report_draft: str = f"D-{0:024x}"
    statements: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)

    def call(self, name: str, caller: Caller, /, **arguments: object) -> dict[str, object]:
        """Structured content of a call."""
        found = next(tool for tool in self.offer.tools if tool.name == name).call(arguments, caller).structured_content
        assert isinstance(found, dict)
        return found

    def read(self, address: str, caller: Caller) -> str:
        """A resource, or what is told instead."""
        for resource in self.offer.resources:
            match = resource.pattern().fullmatch(address)
            if match is not None:
                try:
                    if resource.scope not in caller.scopes:
                        return f"NOT_ENTITLED {resource.scope}"
                    return resource.read(match.groupdict(), caller).model_dump_json()
                except ToolFailureError as refusal:
                    return refusal.failure.model_dump_json()
        return "no such resource"

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Notes each statement of either store."""
        listeners = [(self.stores.cases._engine, self.statements), (self.stores.suspicion._engine, self.touched)]
        noted: list[tuple[Engine, Callable[..., None]]] = []
        for engine, into in listeners:

            def note(_c: object, _k: object, statement: str, *_: object, into: list[str] = into) -> None:
                into.append(statement)

            event.listen(engine, "before_cursor_execute", note)
            noted.append((engine, note))
        yield
        for engine, note in noted:
            event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def banks(tmp_path: Path, world: World, clock: Callable[[], float], found: Callable[..., Found], anna: Caller) -> Iterator[tuple[Bank, Bank]]:
    """Without and with a report."""
    made = tuple(_bank(tmp_path / name, world, clock) for name in ("without", "with"))
    for bank in made:
        [bank.alert_id] = Alerts(bank.stores.cases, clock).keep([found(1, score=90)], anna)
        bank.call("disposition_alert", anna, alert_id=bank.alert_id, outcome="review", reason="taken up for review", idempotency_key="take-up-1")
        case = bank.call("open_case", anna, alert_ids=[bank.alert_id], title="cash below the line", idempotency_key="case-0001")["value"]
        assert isinstance(case, dict)
        bank.case_id = case["id"]
    cleared = replace(anna, subject="clara", scopes=frozenset({READ, WRITE, APPROVE, SAR}))
    drafted = made[1].call("draft_sar", cleared, case_id=made[1].case_id, suspect="known", why="w" * 3000, how="h" * 3000, idempotency_key="sar-00001")
    value = drafted["value"]
    assert isinstance(value, dict)
    made[1].report_draft = value["draft_id"]
    approved = made[1].call("review_sar_draft", replace(cleared, subject="dora"), draft_id=value["draft_id"], verdict="approve", reason="it is all there")
    assert "error" not in approved
    yield made[0], made[1]
    for bank in made:
        bank.stores.cases.close()
        bank.stores.suspicion.close()


def _bank(folder: Path, world: World, clock: Callable[[], float]) -> Bank:
    data = BankData(world.folder.parent, Size.S, 42)
    stores = Stores(cases=open_writes(folder, "compliance"), suspicion=open_writes(folder, "suspicion"), data=data, lists={}, now=clock)
    return Bank(build_offer(stores), stores)


def _asked(bank: Bank, anna: Caller, ben: Caller) -> list[str]:
    """Everything an uncleared caller can ask, in one order."""
    controls: list[Call] = [("control_status", anna, {"framework": "BSA", "control_id": number, "window": WINDOW}) for number in ("48", "49")]
    bundles: list[Call] = [
        ("export_evidence", anna, {"framework": name, "window": WINDOW, "format": form, "idempotency_key": f"{name}-{form}"})
        for name in ("BSA", "NYDFS504", "BCBS239", "SOX")
        for form in ("csv", "oscal")
    ]
    calls: list[Call] = [
        ("get_alert", anna, {"alert_id": bank.alert_id}),
        ("draft_sar", anna, {"case_id": bank.case_id, "suspect": "known", "idempotency_key": "uncleared-1"}),
        ("draft_sar", anna, NOBODY_KNOWS | {"suspect": "known", "idempotency_key": "uncleared-2"}),
        ("review_sar_draft", anna, {"draft_id": bank.report_draft, "verdict": "reject", "reason": "let me see"}),
        ("review_draft", anna, {"draft_id": bank.report_draft, "verdict": "reject", "reason": "let me see"}),
        ("list_sar_drafts", anna, {}),
        ("list_drafts", anna, {}),
        ("open_case", anna, {"alert_ids": [bank.alert_id], "title": "a second case", "idempotency_key": "case-0002"}),
        ("disposition_alert", anna, {"alert_id": bank.alert_id, "outcome": "closed", "reason": "nothing to it at all", "idempotency_key": "close-0001"}),
        ("disposition_alert", ben, {"alert_id": bank.alert_id, "outcome": "escalated", "reason": "something to it after all", "idempotency_key": "esc-00001"}),
        ("generate_regulatory_report", anna, {"template": "AML_MI", "legal_entity": LEI, "period_end": "2026-11-20", "idempotency_key": "mi-000001"}),
        *controls,
        *bundles,
        ("screen_party", anna, {"name": "Anna Feldt"}),
        ("trace_funds", anna, {"account": "A-200001", "window": {"first": "2026-01-01", "last": "2026-11-20"}}),
        ("tune_threshold", anna, {"scenario": "STRUCTURING", "grid": {"deposits": ["4"]}, "period": {"first": "2026-01-01", "last": "2026-11-20"}}),
    ]
    told = [json.dumps(bank.call(name, caller, **arguments)) for name, caller, arguments in calls]
    addresses = (f"comp://cases/{bank.case_id}", f"comp://cases/{bank.case_id}/reports", f"comp://report-drafts/{bank.report_draft}")
    more = (f"comp://drafts/{bank.report_draft}", "comp://controls/BSA", "comp://scenarios/STRUCTURING")
    told += [bank.read(address, anna) for address in (*addresses, *more)]
    for prompt in bank.offer.prompts:
        try:
            given = {name: {"alert": bank.alert_id, "case": bank.case_id, "framework": "BSA"}[name] for name in prompt.arguments}
            told.append(prompt.fill(given, anna).model_dump_json())
        except ToolFailureError as refusal:
            told.append(refusal.failure.model_dump_json())
    return told


def test_answers_sizes_and_work_are_the_same_and_the_store_of_reports_stays_shut(banks: tuple[Bank, Bank], anna: Caller, ben: Caller) -> None:
    answers = []
    for bank in banks:
        with bank.watched():
            answers.append(_asked(bank, anna, ben))
    without, with_report = banks
    assert [len(one) for one in answers[0]] == [len(one) for one in answers[1]]
    assert [RANDOM.sub("#", one) for one in answers[0]] == [RANDOM.sub("#", one) for one in answers[1]]
    assert without.statements == with_report.statements
    assert without.statements
    assert without.touched == with_report.touched == []


def test_the_comparison_would_notice_a_difference(banks: tuple[Bank, Bank], anna: Caller) -> None:
    cleared = replace(anna, subject="clara", scopes=anna.scopes | {SAR})
    reports = [bank.read(f"comp://cases/{bank.case_id}/reports", cleared) for bank in banks]
    assert len(reports[1]) > len(reports[0]) + 6000
    with banks[1].watched():
        banks[1].read(f"comp://cases/{banks[1].case_id}/reports", cleared)
    assert banks[1].touched


def test_nothing_in_the_store_of_cases_names_a_report(banks: tuple[Bank, Bank]) -> None:
    dumps = []
    for bank in banks:
        kept = MetaData()
        kept.reflect(bank.stores.cases._engine)
        with bank.stores.cases.reading() as connection:
            dumps.append({name: connection.execute(select(func.count()).select_from(table)).scalar_one() for name, table in kept.tables.items()})
    assert dumps[0] == dumps[1]
    assert not any(name.startswith("suspicion") for name in dumps[0])
