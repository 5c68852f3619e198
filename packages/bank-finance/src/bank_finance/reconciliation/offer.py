"""What the reconciliation area offers."""

from bank_finance.objects.port import ObjectStore
from bank_finance.reconciliation.arguments import ReconcileArguments
from bank_finance.reconciliation.desk import ReconciliationDesk
from bank_finance.reconciliation.results import ReconciliationReport
from bank_finance.scopes import READ
from bank_finance.store.reading import FinanceStore
from bank_kit.envelope import Envelope
from bank_kit.tools import Offered, Tool


def tools(store: FinanceStore, objects: ObjectStore) -> tuple[Offered, ...]:
    """In the order they are listed."""
    return (
        Tool(
            name="reconcile",
            title="Reconcile two sources",
            description=(
                "Lays two sources beside each other: postings of an account, the payment messages behind them, a camt.053 statement, or positions of a book on "
                "a day. Rows with the same keys are paired; tells how many match, which differ by more than the tolerance, which one side lacks, the sums of "
                "all that per currency, and the age of each in business days. Example: ledger against settled payments, keys transaction, finds payments "
                "booked but rejected or pending."
            ),
            scope=READ,
            arguments=ReconcileArguments,
            result=Envelope[ReconciliationReport],
            run=ReconciliationDesk(store, objects).reconcile,
        ),
    )
