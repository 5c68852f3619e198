"""What the trading area offers."""

from bank_finance.scopes import READ
from bank_finance.store.reading import FinanceStore
from bank_finance.trading.arguments import PositionArguments
from bank_finance.trading.desk import TradingDesk
from bank_finance.trading.results import PositionSheet
from bank_kit.envelope import Envelope
from bank_kit.tools import Offered, Tool


def tools(store: FinanceStore) -> tuple[Offered, ...]:
    """In the order they are listed."""
    desk = TradingDesk(store)
    return (_get_positions(desk),)


def _get_positions(desk: TradingDesk) -> Tool[PositionArguments]:
    return Tool(
        name="get_positions",
        title="Positions of a trading book",
        description=(
            "End-of-day holdings of one trading book: quantity, cost, market value, accrued interest, unrealised profit and loss, price and its age, "
            "with totals per currency. A date without an end of day answers with the one before and says so in warnings; stale prices are named there too."
        ),
        scope=READ,
        arguments=PositionArguments,
        result=Envelope[PositionSheet],
        run=desk.get_positions,
    )
