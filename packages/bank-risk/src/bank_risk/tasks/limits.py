"""Tools of limits: what is used of them, and drafts to let one stand elsewhere for a while."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel
from sqlalchemy import select

from bank_kit.arguments import require_purpose
from bank_kit.envelope import Envelope
from bank_kit.failures import FailureCode, ToolFailureError, unknown
from bank_kit.identity.caller import Caller
from bank_kit.late import Late
from bank_kit.offer import Resource
from bank_kit.progress import Progress
from bank_kit.tools import Effect, Long, Offered, Tool
from bank_kit.writes.draft import Draft, DraftKind
from bank_kit.writes.drafts import Drafts
from bank_kit.writes.review import Review
from bank_risk.forms.limits import RATIOS, CheckArguments, CheckedArguments, LimitReport, OverrideArguments, OverrideInForce
from bank_risk.forms.report import DailyReport, ReportArguments
from bank_risk.store.overrides import KIND, Overrides
from bank_risk.store.runs import Runs
from bank_risk.store.tables.rules import limit_def
from bank_risk.tasks.task import READ, Task, Work

WRITE, APPROVE = "risk.write", "risk.approve"
LONGEST_DAYS = 90
"""An override ends at most so long after the last end of day."""
SECONDS = 180.0

CHECK_LIMITS = Task(
    name="check_limits",
    title="Limits and pre-deal checks",
    description=(
        "Use of limits: utilisation, green, amber or red, headroom and owner, highest utilisation first; one limit, those of a metric, desk, book, "
        "counterparty or legal entity, or all. Given a trade, a pre-deal check: the limits it touches before and after, and whether it may be done. "
        "Overrides that a second person approved are in force and are named. PFE limits are simulated, so that all limits take some seconds."
    ),
    arguments=CheckedArguments,
    result=Envelope[LimitReport],
    work="bank_risk.desk.limits:check_limits",
    seconds=SECONDS,
)

DAILY_REPORT = Task(
    name="daily_report",
    title="Daily risk report",
    description="Offered as a resource.",
    arguments=ReportArguments,
    result=Envelope[DailyReport],
    work="bank_risk.desk.report:daily_report",
)

TASKS = (CHECK_LIMITS, DAILY_REPORT)
"""For repeating runs; both are offered by `LimitDesk`, which knows the overrides in force."""


class LimitDesk:
    """The tools of limits over the runs of a server and its drafts."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs
        self._overrides = Overrides(runs.writes)
        self._drafts = Drafts(runs.writes, (DraftKind(name=KIND, on_approved=self._overrides.apply),), approve_scope=APPROVE)
        self._review = Review(server="risk", scheme="risk", read_scope=READ, drafts=self._drafts)
        self._daily: Late[Work[ReportArguments]] = Late(DAILY_REPORT.work)
        self._work: Late[Work[CheckedArguments]] = Late(CHECK_LIMITS.work)

    def tools(self) -> tuple[Offered, ...]:
        """check_limits, request_limit_override, review_draft and list_drafts."""
        check: Tool[CheckArguments] = Tool(
            name=CHECK_LIMITS.name,
            title=CHECK_LIMITS.title,
            description=CHECK_LIMITS.description,
            scope=READ,
            arguments=CheckArguments,
            result=Envelope[LimitReport],
            run=Long(self.check, seconds=SECONDS),
        )
        request: Tool[OverrideArguments] = Tool(
            name="request_limit_override",
            title="Ask for a limit override",
            description=(
                "Drafts an override: the limit stands at another amount until a day you name, once a second person has approved the draft with review_draft. "
                "Changes nothing by itself. Sent again with the same key and arguments, it is the same draft."
            ),
            scope=WRITE,
            arguments=OverrideArguments,
            result=Envelope[Draft],
            run=self.request,
            effect=Effect.WRITES,
        )
        return check, request, *self._review.tools()

    def resources(self) -> tuple[Resource, ...]:
        """A limit with its use, and a draft."""

        def read(names: Mapping[str, str], caller: Caller) -> BaseModel:
            limit_id = names["id"]
            if not limit_id.startswith("LIM-") or not limit_id[4:].isdigit():
                raise unknown("limit", field="id", remedy="limit ids look like LIM-101; check_limits names them")
            return self.check(CheckArguments(limit_id=limit_id[:12]), caller, Progress(seconds=SECONDS))

        limit = Resource(
            address="risk://limits/{id}",
            name="limit",
            title="Limit",
            description="A limit with its use, light and any override in force, as check_limits answers it.",
            scope=READ,
            result=Envelope[LimitReport],
            read=read,
        )
        report = Resource(
            address="risk://reports/{date}/daily",
            name="daily_report",
            title="Daily risk report",
            description="VaR and ES by desk, limits that are amber or red, capital and leverage ratios, LCR and NSFR of one day, as the tools answer them.",
            scope=READ,
            result=Envelope[DailyReport],
            read=self.report,
        )
        return limit, report, self._review.resource()

    def check(self, arguments: CheckArguments, caller: Caller, progress: Progress) -> BaseModel:
        """As the tool; the overrides in force become part of the question, so that the run can be repeated."""
        require_purpose(caller, arguments.purpose)
        given = {name: getattr(arguments, name) for name in CheckArguments.model_fields}
        checked = CheckedArguments(**given, overrides=self._in_force(arguments.as_of))
        return self._runs.execute(CHECK_LIMITS.name, self._work(), checked, caller, progress)

    def report(self, names: Mapping[str, str], caller: Caller) -> BaseModel:
        """The daily report as a run."""
        try:
            day = date.fromisoformat(names["date"])
        except ValueError:
            raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "no date", field="date", allowed="YYYY-MM-DD") from None
        asked = ReportArguments(as_of=day, overrides=self._in_force(day))
        return self._runs.execute(DAILY_REPORT.name, self._daily(), asked, caller, Progress(seconds=SECONDS))

    def _in_force(self, as_of: date | None) -> tuple[OverrideInForce, ...]:
        found = self._overrides.in_force(self._runs.store.day(as_of).day)
        return tuple(OverrideInForce(limit_id=one.limit_id, amount=one.amount, valid_until=one.valid_until, draft_id=one.draft_id) for one in found)

    def request(self, arguments: OverrideArguments, caller: Caller) -> BaseModel:
        """As the tool. UNKNOWN_ID, or INVALID_ARGUMENT when the override would tighten the limit or end too late."""
        rows = self._runs.store.rows(select(limit_def).where(limit_def.c.id == arguments.limit_id))
        if not rows:
            raise unknown("limit", field="limit_id", remedy="check_limits names every limit")
        row, last = rows[0], self._runs.store.business_date()
        _loosens(arguments.amount, row["amount"], metric=row["metric"])
        latest = last + timedelta(days=LONGEST_DAYS)
        if not last <= arguments.valid_until <= latest:
            raise ToolFailureError(
                FailureCode.INVALID_ARGUMENT, "an override ends soon", field="valid_until", allowed=f"{last.isoformat()} to {latest.isoformat()}"
            )
        payload = {
            "limit_id": arguments.limit_id,
            "metric": row["metric"],
            "scope_id": row["scope_id"],
            "currency": row["currency"],
            "limit": format(row["amount"].normalize(), "f"),
            "amount": format(arguments.amount, "f"),
            "valid_until": arguments.valid_until.isoformat(),
            "reason": arguments.reason,
        }
        draft = self._drafts.propose(KIND, payload, caller, arguments.idempotency_key)
        return self._review.envelope(draft, arguments)


def _loosens(amount: Decimal, limit: Decimal, *, metric: str) -> None:
    floor = metric in RATIOS
    if amount.quantize(Decimal("0.0001")) != amount:
        raise ToolFailureError(FailureCode.INVALID_ARGUMENT, "too many decimals for a limit", field="amount", allowed="at most four decimals")
    if (amount >= limit) if floor else (amount <= limit):
        raise ToolFailureError(
            FailureCode.INVALID_ARGUMENT,
            "an override loosens a limit",
            field="amount",
            allowed="below the limit, for it is a floor" if floor else "above the limit",
            remedy="a limit is tightened by its owner, not by an override",
        )
