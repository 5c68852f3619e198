"""One transfer, one status report and one statement with every word we have."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bank_kit.messages.parties import AccountNumber, Address, Agent, Birth, Party
from bank_kit.messages.statement import Balance, BankTransactionCode, Entry, EntryStatus, Statement, StatementMessage
from bank_kit.messages.status import PaymentStatus, Reason, StatusReport
from bank_kit.messages.transfer import Charge, ChargeBearer, CreditTransfer, Purpose, SettlementMethod, TransferMessage
from bank_kit.money import Money

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
UETR = "eb6305c9-1f7f-49de-aed0-16487c27b42d"
BANK = Agent(bic="XBNKNL2A", name="Example Bank")
OTHER_BANK = Agent(lei="5299000J2N45DDNE4Y28", member="20000000")
ANN = Party(
    name="Ann Example",
    address=Address(street="Dam", building="1", postcode="1012", town="Amsterdam", region="NH", country="NL"),
    residence="NL",
    birth=Birth(on=date(1980, 1, 2), city="Utrecht", country="NL"),
    national_id="900000001",
)
FIRM = Party(
    name="Beispiel GmbH", address=Address(country="DE", lines=("Weg 3", "Berlin")), bic="XBNKDE2A", lei="5299000J2N45DDNE4Y28", organisation_id="HRB 1"
)
ACCOUNT = AccountNumber(iban="NL17XBNK0000200001", currency="EUR")


def euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


@pytest.fixture(scope="session")
def transfer() -> CreditTransfer:
    return CreditTransfer(
        instruction_id="I-1",
        end_to_end_id="E2E-1",
        transaction_id="T-1",
        uetr=UETR,
        amount=euro("1250.00"),
        settlement_date=date(2026, 11, 20),
        instructed=Money(amount=Decimal("1300.5"), currency="USD"),
        exchange_rate=Decimal("0.9611"),
        charge_bearer=ChargeBearer.SHARED,
        charges=(Charge(amount=euro("1.50"), agent=BANK),),
        instructing_agent=BANK,
        instructed_agent=OTHER_BANK,
        intermediaries=(BANK, OTHER_BANK),
        ultimate_debtor=FIRM,
        debtor=ANN,
        debtor_account=ACCOUNT,
        debtor_agent=BANK,
        creditor_agent=OTHER_BANK,
        creditor=FIRM,
        creditor_account=AccountNumber(other="77-1"),
        ultimate_creditor=Party(name="Zoë"),
        purpose=Purpose(code="SALA"),
        remittance=("INVOICE 1", "of <November> & others"),
        creditor_reference="RF18539007547034",
    )


@pytest.fixture(scope="session")
def transfers(transfer: CreditTransfer) -> TransferMessage:
    return TransferMessage(message_id="M-1", created_at=NOON, settlement_method=SettlementMethod.CLEARING, transfers=(transfer,))


@pytest.fixture(scope="session")
def report() -> StatusReport:
    rejected = PaymentStatus(
        status="RJCT",
        instruction_id="I-1",
        end_to_end_id="E2E-1",
        transaction_id="T-1",
        uetr=UETR,
        reasons=(Reason(code="AC04", text=("closed", "account")), Reason(proprietary="X1"), Reason(text=("only words",))),
        accepted_at=NOON,
        settled_on=date(2026, 11, 20),
    )
    return StatusReport(
        message_id="S-1",
        created_at=NOON,
        original_message_id="M-1",
        original_message_name="pacs.008.001.08",
        group_status="PART",
        payments=(rejected, PaymentStatus(status="ACSC")),
    )


@pytest.fixture(scope="session")
def statement() -> Statement:
    received = BankTransactionCode(domain="PMNT", family="RCDT", sub_family="ESCT", proprietary="NTRF")
    balances = (("OPBD", "100.00"), ("CLBD", "-24.50"), ("OPAV", "100.00"), ("CLAV", "-149.50"))
    return Statement(
        statement_id="ST-1",
        account=ACCOUNT,
        servicer=BANK,
        created_at=NOON,
        begins=datetime(2026, 11, 19, tzinfo=UTC),
        ends=NOON,
        balances=tuple(Balance(code=code, amount=euro(amount), on=date(2026, 11, 20)) for code, amount in balances),
        entries=(
            Entry(
                amount=euro("125.00"),
                status=EntryStatus.BOOKED,
                code=received,
                reference="1",
                booked_on=date(2026, 11, 20),
                value_on=date(2026, 11, 23),
                servicer_reference="B-1",
                end_to_end_id="E2E-1",
                uetr=UETR,
                debtor="Ann Example",
                creditor="Beispiel GmbH",
                remittance=("INVOICE 1",),
                text="salary",
            ),
            Entry(amount=euro("-249.50"), status=EntryStatus.BOOKED, code=BankTransactionCode(proprietary="NCHG"), booked_on=date(2026, 11, 20)),
            Entry(amount=euro("7.00"), status=EntryStatus.PENDING, code=BankTransactionCode(proprietary="NTRF")),
        ),
    )


@pytest.fixture(scope="session")
def statements(statement: Statement) -> StatementMessage:
    return StatementMessage(message_id="C-1", created_at=NOON, statements=(statement,))
