"""What the trading area offers."""

from bank_finance.scopes import READ
from bank_finance.trading.arguments import PositionArguments, TradeArguments
from bank_finance.trading.desk import TradingDesk
from bank_finance.trading.results import PositionSheet, TradeRecord
from bank_kit.envelope import Envelope
from bank_kit.tools import Offered, Tool


def tools(desk: TradingDesk) -> tuple[Offered, ...]:
    """In the order they are listed."""
    return (_get_positions(desk), _get_trade(desk))


def _get_positions(desk: TradingDesk) -> Tool[PositionArguments]:
    return Tool(
        name="get_positions",
        title="Positions of a trading book",
        description=(
            "End-of-day holdings of securities of one trading book, of all books of a desk, or of one company of the bank: quantity, cost, market value, "
            "accrued interest, unrealised profit and loss, price and its age, with totals per currency. Derivatives are trades: see get_trade. "
            "A date without an end of day answers with the one before and says so in warnings; stale prices are named there too."
        ),
        scope=READ,
        arguments=PositionArguments,
        result=Envelope[PositionSheet],
        run=desk.get_positions,
    )


def _get_trade(desk: TradingDesk) -> Tool[TradeArguments]:
    return Tool(
        name="get_trade",
        title="Look up a trade",
        description=(
            "One derivative trade by id or UTI: what was agreed and which side is ours, the book it is kept in, its counterparty and netting set, its life "
            "so far, the identifiers others know it by (UTI, UPI, ISIN, FIGI, FIX ExecID and ClOrdID) and its booked value. "
            "price_instrument values it anew."
        ),
        scope=READ,
        arguments=TradeArguments,
        result=Envelope[TradeRecord],
        run=desk.get_trade,
    )
