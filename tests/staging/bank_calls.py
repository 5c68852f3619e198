"""One good call of every tool, resource and prompt of the four bank servers, over the synthetic bank of size S; later ones use what earlier ones answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from staging.banks import Bank, Json, Said

YEAR: Json = {"first": "2026-01-01", "last": "2026-11-20"}
CUSTOMER = "C-100001"
ACCOUNT = "A-200001"
ENTITY = "999900KESTREL0000114"
COUNTERPARTY = "999900VISTULABANK089"
NO_DRAFT = "D-" + "0" * 24
_PERSON: Json = {"customer_id": CUSTOMER}
_MONTH: Json = {"account": ACCOUNT, "from_date": "2026-11-01", "to_date": "2026-11-20"}
_PARTIES: Json = {"debtor": {"name": "Ivan Petrov", "agent_bic": "XBNKNL2A"}, "creditor": {"name": "Anna Bell", "agent_bic": "XBNKNL2A"}}


@dataclass(frozen=True, slots=True)
class Good:
    """A call that is answered; `#name` in its arguments stands for what was remembered under that name, and `remember` says where it is found."""

    tool: str
    arguments: Json
    remember: Mapping[str, tuple[str | int, ...]] = field(default_factory=dict)
    by_person: bool = False

    @property
    def changes(self) -> bool:
        """Whether it writes."""
        return "idempotency_key" in self.arguments or self.tool.startswith("review_")


CALLS: Mapping[str, tuple[Good, ...]] = {
    "finance": (
        Good("get_account", {"account": ACCOUNT}),
        Good("get_account_statement", _MONTH),
        Good("search_transactions", {"account": ACCOUNT, "limit": 2}),
        Good("get_payment", {"payment": "T-00009966"}),
        Good("reconcile", {"left": _MONTH | {"kind": "ledger"}, "right": _MONTH | {"kind": "payments"}, "keys": ["transaction"]}),
        Good("get_document", {"document": "D-00000001", "content": "link"}),
        Good("get_positions", {"book": "BOOK-01"}),
        Good("get_trade", {"trade": "TR-1000001"}),
        Good("get_market_data", {"instrument": "EURUSD"}),
        Good("get_curve", {"currency": "EUR"}),
        Good("get_fx_rate", {"pair": "EURUSD"}),
        Good("price_instrument", {"trade": "TR-1000001"}),
    ),
    "risk": (
        Good("calc_var_es", {"book": "BOOK-06"}),
        Good("calc_ima_es", {"book": "BOOK-06"}),
        Good("backtest_var", {"book": "BOOK-06", "days": 100}),
        Good("run_stress_test", {"shocks": [{"risk_class": "interest_rate", "kind": "absolute", "size": 0.01, "factors": "EUR-ESTR:*"}]}),
        Good("calc_saccr_ead", {"sets_shown": 2}),
        Good("get_counterparty_exposure", {"counterparty": COUNTERPARTY, "paths": 200}),
        Good("calc_credit_rwa", {}),
        Good("get_capital_ratios", {}),
        Good("calc_cva_ba", {}),
        Good("calc_oprisk_sa", {}),
        Good("calc_lcr", {}),
        Good("calc_nsfr", {}),
        Good("calc_irrbb", {}),
        Good("check_limits", {"limit_id": "LIM-101"}),
        Good(
            "request_limit_override",
            {"idempotency_key": "sweep-0001", "limit_id": "LIM-101", "amount": "80000", "valid_until": "2026-12-01", "reason": "hedge settles next week"},
            {"draft": ("id",)},
        ),
        Good("list_drafts", {}),
        Good("review_draft", {"draft_id": "#draft", "verdict": "reject", "reason": "not now"}, by_person=True),
    ),
    "customer": (
        Good("search_customers", {"name": "pellh"}),
        Good("get_customer_profile", _PERSON),
        Good("get_kyc_status", _PERSON),
        Good("get_risk_rating_explanation", _PERSON),
        Good("get_consents", _PERSON),
        Good("get_relationships", _PERSON),
        Good("get_transaction_summary", _PERSON),
        Good("find_duplicates", _PERSON),
        Good("update_kyc_note", _PERSON | {"idempotency_key": "sweep-0001", "note": "wants statements on paper"}, {"draft": ("id",)}),
        Good("request_unmask", _PERSON | {"idempotency_key": "sweep-0002", "fields": ["email"], "reason": "a letter came back", "ticket": "CASE-1"}),
        Good("create_dsr_package", _PERSON | {"idempotency_key": "sweep-0003", "kind": "access", "ticket": "DSR-1"}, {"request": ("draft", "id")}),
        Good("list_drafts", {}),
        Good("review_draft", {"draft_id": "#draft", "verdict": "approve", "reason": "heard it myself"}, by_person=True),
        Good("review_draft", {"draft_id": "#request", "verdict": "approve", "reason": "the customer asked"}, by_person=True),
    ),
    "compliance": (
        Good("screen_party", {"name": "Ivan Petrov"}),
        Good("screen_payment", {"transfer": _PARTIES | {"amount": "10", "currency": "EUR"}}),
        Good("rescreen_delta", {"version_from": "2026-10-30", "version_to": "2026-11-13"}),
        Good("run_monitoring", {"period": YEAR, "scenarios": ["STRUCTURING"]}, {"alert": ("alerts", 0, "id")}),
        Good("trace_funds", {"account": ACCOUNT, "window": YEAR}),
        Good("tune_threshold", {"scenario": "STRUCTURING", "grid": {"deposits": ["4"]}, "period": YEAR}),
        Good("get_alert", {"alert_id": "#alert"}),
        Good("disposition_alert", {"idempotency_key": "sweep-0001", "alert_id": "#alert", "outcome": "review", "reason": "taken up for review"}),
        Good("open_case", {"idempotency_key": "sweep-0002", "alert_ids": ["#alert"], "title": "Deposits below"}, {"case": ("id",)}),
        Good("draft_sar", {"idempotency_key": "sweep-0003", "case_id": "#case", "suspect": "unknown"}, {"sar_draft": ("draft_id",)}),
        Good("list_sar_drafts", {}),
        Good("review_sar_draft", {"draft_id": "#sar_draft", "verdict": "reject", "reason": "incomplete"}, by_person=True),
        Good(
            "generate_regulatory_report",
            {"idempotency_key": "sweep-0004", "template": "AML_MI", "legal_entity": ENTITY, "period_end": "2026-10-31"},
            {"report": ("id",), "draft": ("draft_id",)},
        ),
        Good("control_status", {"framework": "NYDFS504", "control_id": "four-eyes", "window": YEAR}),
        Good("export_evidence", {"idempotency_key": "sweep-0005", "framework": "SOX", "window": YEAR, "format": "csv"}),
        Good("get_list_metadata", {"list": "FICTIONAL"}),
        Good("list_drafts", {}),
        Good("review_draft", {"draft_id": "#draft", "verdict": "approve", "reason": "figures agree"}, by_person=True),
    ),
}
ADDRESSES: Mapping[str, tuple[str, ...]] = {
    "finance": (
        "bank://ref/currencies", f"bank://accounts/{ACCOUNT}", "bank://instruments/QZ0000000124", "bank://curves/EUR/2026-11-20",
        "bank://calendars/XFRA", "bank://schema/account",
    ),
    "risk": (
        "risk://limits/LIM-101", "risk://reports/2026-11-20/daily", "risk://drafts/#draft", "risk://scenarios/eba-2021-adverse", "risk://params/CRE32/CRE32.6",
        "risk://models/var-es-historical",
    ),
    "customer": (
        "cust://kyc/policy", "cust://data-dictionary", "cust://ropa", f"cust://profiles/{CUSTOMER}/masked", "cust://dsr/#request",
        "cust://dsr/#request/bundle", "cust://drafts/#draft",
    ),
    "compliance": (
        "comp://controls/SOX", "comp://scenarios/STRUCTURING", "comp://lists/FICTIONAL/version", "comp://cases/#case", "comp://cases/#case/reports",
        "comp://report-drafts/#sar_draft", "comp://reports/#report", "comp://drafts/#draft",
    ),
}  # fmt: skip
PROMPTS: Mapping[str, Mapping[str, dict[str, str]]] = {
    "finance": {
        "eod_pnl_explain": {"book": "BOOK-01", "date": "2026-11-20"},
        "statement_summary_for_rm": {"account": ACCOUNT, "from_date": "2026-11-01", "to_date": "2026-11-20"},
        "payment_trace": {"payment": "T-00009966"},
        "break_investigation": {"account": ACCOUNT, "from_date": "2026-11-01", "to_date": "2026-11-20"},
    },
    "risk": {
        "explain_var_move": {"desk": "Rates", "from_date": "2026-11-19", "to_date": "2026-11-20"},
        "limit_breach_memo": {"limit_id": "LIM-101"},
        "icaap_section": {"legal_entity": ENTITY},
        "what_if_capital": {"legal_entity": ENTITY, "extra_rwa": "1000000", "loss": "0"},
        "backtesting_report": {"desk": "Rates", "as_of": "2026-11-20"},
    },
    "customer": {
        "rm_briefing_masked": {"customer_id": CUSTOMER},
        "periodic_kyc_review": {"customer_id": CUSTOMER},
        "edd_memo": {"customer_id": CUSTOMER},
        "dsr_response_letter": {"customer_id": CUSTOMER, "request_id": NO_DRAFT},
    },
    "compliance": {
        "alert_triage": {"alert": "AL-0123456789abcdef"},
        "sar_narrative": {"case": "CASE-0123456789abcdef"},
        "control_gap_memo": {"framework": "SOX"},
        "examiner_walkthrough": {"framework": "BSA"},
    },
}


class Remembered:
    """What the calls so far answered and later ones need."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}

    def fill(self, given: object) -> object:
        """`#name` made what it stands for, anywhere inside."""
        if isinstance(given, str):
            for name in sorted(self.words, key=len, reverse=True):
                given = given.replace(f"#{name}", self.words[name])
            return given
        if isinstance(given, list):
            return [self.fill(each) for each in given]
        return {key: self.fill(value) for key, value in given.items()} if isinstance(given, dict) else given

    def keep(self, good: Good, value: object) -> None:
        """Remember from an answer."""
        for name, path in good.remember.items():
            here: object = value
            for step in path:
                here = cast("dict[str | int, object]", here)[step]
            self.words[name] = str(here)


def made(bank: Bank, good: Good, remembered: Remembered, *, prefix: str = "") -> Said:
    """The call made by whoever may make it; its answer is remembered. `prefix` makes writes of their own."""
    arguments = remembered.fill(good.arguments)
    if isinstance(arguments, dict) and prefix and "idempotency_key" in arguments:
        arguments = arguments | {"idempotency_key": f"{prefix}-{arguments['idempotency_key']}"}
    said = bank.call(good.tool, arguments, token=bank.token(subject="berta", person=True) if good.by_person else "")
    remembered.keep(good, said.value)
    return said
