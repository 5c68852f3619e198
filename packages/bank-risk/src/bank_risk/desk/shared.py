"""What works on portfolios share: whose books, in which currency, under which rules."""

from dataclasses import dataclass

from bank_kit.money import Money
from bank_kit.parameters import Rulebook
from bank_kit.progress import Progress as KitProgress
from bank_risk.forms.shared import BookKind, PortfolioArguments, money
from bank_risk.market.progress import Progress
from bank_risk.portfolio.building import portfolio_of
from bank_risk.portfolio.entity import Entity, entity_of
from bank_risk.portfolio.history import Levels
from bank_risk.portfolio.lines import Portfolio
from bank_risk.portfolio.selection import Wanted, chosen_books
from bank_risk.store.runs import Run

KINDS = {BookKind.TRADING: "TRADING", BookKind.BANKING: "BANKING", BookKind.ALL: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A portfolio, who reports it, the rules, and `rate`, units of the reporting currency for one euro."""

    portfolio: Portfolio
    entity: Entity
    rules: Rulebook
    rate: float
    warnings: tuple[str, ...]

    def money(self, euros: float) -> Money:
        """An amount of euro in the reporting currency."""
        return money(euros * self.rate, self.entity.currency)


def ground_of(run: Run, arguments: PortfolioArguments) -> Ground:
    """The portfolio the arguments name, on the day they name."""
    day = run.store.day(arguments.as_of)
    entity = entity_of(run.store, arguments.legal_entity)
    wanted = Wanted(book=arguments.book, desk=arguments.desk, legal_entity=entity.lei, kind=KINDS[arguments.books])
    portfolio = portfolio_of(run.store, chosen_books(run.store, wanted), day.day)
    return Ground(
        portfolio=portfolio,
        entity=entity,
        rules=entity.rulebook(arguments.jurisdiction, day.day),
        rate=1.0 / float(Levels(portfolio.history, portfolio.base[None, :]).euros(entity.currency)[0]),
        warnings=(*day.warnings, *entity.foreign(arguments.jurisdiction), *portfolio.warnings),
    )


def told(progress: KitProgress, message: str) -> Progress:
    """Progress as calculators tell it, for the caller who waits."""

    def tell(done: int, total: int) -> None:
        progress.report(done, total, message)

    return tell
