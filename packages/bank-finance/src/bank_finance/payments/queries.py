"""The SQL of the payment tools, as SQLAlchemy Core statements that mean the same in every dialect."""

from sqlalchemy import ColumnElement, Select, select

from bank_finance.store.ledger import account, posting
from bank_finance.store.payments import payment, payment_status

_UETR_LENGTH = 36


def payment_by_key(key: str, visible: tuple[str, ...] | None) -> Select[*tuple[object, ...]]:
    """The payment of a UETR, message id, payment id or transaction id, if one of its legs is in an account that may be seen."""
    found = select(payment).where(_of_key(key))
    if visible is None:
        return found
    legs = select(posting.c.journal_id).join(account, account.c.id == posting.c.account_id)
    mine = legs.where(posting.c.journal_id == payment.c.transaction_id, account.c.legal_entity.in_(visible), account.c.customer_id.is_not(None))
    return found.where(mine.exists())


def _of_key(key: str) -> ColumnElement[bool]:
    if len(key) == _UETR_LENGTH:
        return payment.c.uetr == key
    if key.startswith("P-"):
        return payment.c.id == key
    if key.startswith("T-"):
        return payment.c.transaction_id == key
    return payment.c.message_id == key


def trail_of(payment_id: str) -> Select[*tuple[object, ...]]:
    """The reports on a payment, oldest first."""
    return select(payment_status).where(payment_status.c.payment_id == payment_id).order_by(payment_status.c.step)
