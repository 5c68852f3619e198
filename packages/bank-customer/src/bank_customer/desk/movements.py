"""What moves on a customer's accounts, in sums, and how that compares with others like them; never a group small enough to point at somebody."""

from bisect import bisect_left
from decimal import Decimal

from bank_customer.arguments import ActivityArguments
from bank_customer.desk.files import Files
from bank_customer.desk.origins import TODAY, Origins
from bank_customer.results import Activity, Counterparty
from bank_customer.store.documents import ActivityDocument, PeerGroupDocument, WindowDocument
from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope, Reading
from bank_kit.identity.caller import Caller
from bank_kit.money import Money

LEAST_PEERS = 10
"""Groups smaller than this are not compared with (k-anonymity)."""
_EUR = "EUR"
_NOTHING = WindowDocument(incoming=0, outgoing=0, amount_in="0.00", amount_out="0.00", cash="0.00", counterparties={})
_PLACES = Decimal("0.0001")
_HIGHEST = 100


class Movements:
    """get_transaction_summary."""

    def __init__(self, files: Files, origins: Origins) -> None:
        self._files = files
        self._origins = origins

    def get_transaction_summary(self, arguments: ActivityArguments, caller: Caller) -> Envelope[Activity]:
        """The sums of one window."""
        require_purpose(caller, arguments.purpose)
        customer = self._files.document(arguments.customer_id, caller)
        kept = self._files.store.get(ActivityDocument, customer.id)
        window = kept.windows.get(arguments.window.value, _NOTHING) if kept is not None else _NOTHING
        peers = self._files.store.get(PeerGroupDocument, f"{customer.segment}:{arguments.window.value}")
        told = peers if peers is not None and peers.population >= LEAST_PEERS else None
        moved = Decimal(window.amount_in) + Decimal(window.amount_out)
        value = Activity(
            customer_id=customer.id,
            days=int(arguments.window.value),
            incoming=window.incoming,
            outgoing=window.outgoing,
            amount_in=_euro(window.amount_in),
            amount_out=_euro(window.amount_out),
            cash_share=(Decimal(window.cash) / moved).quantize(_PLACES) if moved else None,
            counterparties=tuple(Counterparty(mark=mark, amount=_euro(amount)) for mark, amount in window.counterparties.items()),
            peer_group=customer.segment,
            peer_population=told.population if told else None,
            peer_percentile=_percentile(told, moved) if told else None,
        )
        warnings = () if told else (f"SMALL_GROUP: fewer than {LEAST_PEERS} customers to compare with",)
        reading = Reading(unit="record", as_of=TODAY, currency=_EUR, warnings=warnings, masked=bool(value.counterparties))
        return self._origins.of("transaction-summary").envelope(value, arguments, reading)


def _percentile(peers: PeerGroupDocument, moved: Decimal) -> int:
    return min(bisect_left(peers.quantiles, moved, key=Decimal), _HIGHEST)


def _euro(amount: str) -> Money:
    return Money.of(Decimal(amount), _EUR)
