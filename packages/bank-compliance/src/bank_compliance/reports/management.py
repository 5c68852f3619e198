"""Management information on money laundering: what was found, decided and screened. Nothing of suspicious-activity reports stands in it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from bank_compliance.cases.alert import AlertState
from bank_compliance.cases.tables import alert, list_load, screening
from bank_kit.writes.store import WriteStore

_DAY = 86_400_000
_AGES = ((7, "up to 7 days"), (30, "8 to 30 days"))
_OLDER = "over 30 days"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagementLines:
    """Lines of the report as topic, item and value; `counted` are the alerts in its lines, `held` those in the store."""

    lines: tuple[tuple[str, str, str], ...]
    counted: int
    held: int


def management_lines(store: WriteStore, now_ms: int) -> ManagementLines:
    """As the store stands now."""
    with store.reading() as connection:
        alerts = [
            (row.scenario, AlertState(row.state), row.detected_at) for row in connection.execute(select(alert.c.scenario, alert.c.state, alert.c.detected_at))
        ]
        held = connection.execute(select(func.count()).select_from(alert)).scalar_one()
        screened = connection.execute(select(func.count(), func.coalesce(func.sum(screening.c.hits), 0))).one()
        without = connection.execute(select(func.count()).select_from(screening).where(screening.c.hits == 0)).scalar_one()
        lists = list(connection.execute(select(list_load).order_by(list_load.c.list_name, list_load.c.published)))
    by_scenario = Counter((scenario, state.value) for scenario, state, _ in alerts)
    ages = Counter(_age(now_ms - detected) for _, state, detected in alerts if state in {AlertState.NEW, AlertState.REVIEW})
    lines = [(f"alerts {scenario}", state, str(count)) for (scenario, state), count in sorted(by_scenario.items())]
    lines += [(f"alerts {scenario}", "productive share", _share(by_scenario, scenario)) for scenario in sorted({scenario for scenario, _ in by_scenario})]
    lines += [("open alerts by age", name, str(ages[name])) for name in (*(name for _, name in _AGES), _OLDER)]
    lines += [("screening", "screenings", str(screened[0])), ("screening", "hits", str(screened[1])), ("screening", "screenings without hits", str(without))]
    lines += [(f"list {row.list_name} of {row.published}", "days from publication to load", str(_days_late(row.published, row.loaded_at))) for row in lists]
    return ManagementLines(lines=tuple(lines), counted=sum(by_scenario.values()), held=held)


def _age(milliseconds: int) -> str:
    return next((name for days, name in _AGES if milliseconds <= days * _DAY), _OLDER)


def _share(counts: Counter[tuple[str, str]], scenario: str) -> str:
    """Of what was decided, what was escalated, as a decimal."""
    escalated, closed = counts[scenario, AlertState.ESCALATED.value], counts[scenario, AlertState.CLOSED.value]
    decided = escalated + closed
    return str((Decimal(escalated) / decided).quantize(Decimal("0.0001"))) if decided else "nothing decided"


def _days_late(published: str, loaded_at: int) -> int:
    epoch = date(1970, 1, 1).toordinal()
    return loaded_at // _DAY + epoch - date.fromisoformat(published).toordinal()
