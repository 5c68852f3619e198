"""Chooses who plays a part in the ten monitoring scenarios: planted groups that launder, and benign groups that only look alike.

Above: traffic (leaves the sleeping and the new accounts alone), relationships and the scenarios. Below: accounts.
Parts: P a person's current account, C a company's business account, K the business account of a trade that lives on cash. All in euro and open.
Nobody plays two parts, and C-100001 plays none.
"""

from dataclasses import dataclass

import duckdb

from bank_kit.world.making.words import CASH_TRADES
from bank_kit.world.size import Size, Spec


@dataclass(frozen=True, slots=True)
class Scenario:
    """A pattern, and the parts of one planted and of one benign group, the centre first."""

    name: str
    planted: str
    benign: str


SCENARIOS = (
    Scenario("STRUCTURING", "P", "K"),
    Scenario("PASS_THROUGH", "PP", "C"),
    Scenario("CYCLE", "PPPC", "CCCC"),
    Scenario("GATHER_SCATTER", "PPPPPPPPPPP", "CPPPPPPPCCC"),
    Scenario("FAN", "PPPPPPPPPP", "CPPPPPPPPP"),
    Scenario("DORMANT", "P", "P"),
    Scenario("CORRIDOR", "P", "P"),
    Scenario("ROUND_AMOUNTS", "P", "P"),
    Scenario("CASH_INTENSITY", "K", "K"),
    Scenario("NEW_ACCOUNT", "P", "P"),
)
GROUPS = {Size.S: (2, 2), Size.M: (14, 28), Size.L: (140, 280)}
"""Planted and benign groups of each scenario: 1 to 2 percent of transactions launder in S, 0.1 to 0.2 percent in M and L."""
NEW_DAYS = 26
"""Age of a new account at the business date."""

_POOL = f"""
CREATE TABLE draft_pool AS
WITH eligible AS (
    SELECT number, n, CASE WHEN NOT company THEN 'P' WHEN trade IN {tuple(CASH_TRADES)} THEN 'K' ELSE 'C' END AS part
    FROM draft_account
    -- A company at the head of a group of companies stays out: an owner above it would make the chain longer than four.
    WHERE side = 0 AND currency = 'EUR' AND status = 'OPEN' AND n > 1 AND (NOT company OR (n // 3 - 1) % 8 > 0)
        AND opened_on <= $as_of - 700
)
SELECT *, row_number() OVER (PARTITION BY part ORDER BY draw('casting', number, 1), number) AS rank FROM eligible
"""


def make(connection: duckdb.DuckDBPyConnection, spec: Spec) -> None:
    """Makes draft_role (scenario, grp, laundering, place, number, n), marks `quiet` accounts in draft_account and lets new accounts be new."""
    connection.execute(_POOL, {"as_of": spec.as_of})
    connection.execute(
        "CREATE TABLE draft_role AS SELECT scenario, grp::INTEGER AS grp, laundering, place::INTEGER AS place, number, n FROM "
        "(SELECT unnest($scenario) AS scenario, unnest($grp) AS grp, unnest($laundering) AS laundering, unnest($place) AS place, "
        "unnest($part) AS part, unnest($rank) AS rank) JOIN draft_pool USING (part, rank) ORDER BY grp, place",
        _parts(spec.size),
    )
    connection.execute("ALTER TABLE draft_account ADD COLUMN quiet BOOLEAN DEFAULT false")
    connection.execute("UPDATE draft_account SET quiet = true WHERE number IN (SELECT number FROM draft_role WHERE scenario IN ('DORMANT', 'NEW_ACCOUNT'))")
    connection.execute(
        "UPDATE draft_account SET opened_on = $1::DATE - $2::INTEGER WHERE number IN (SELECT number FROM draft_role WHERE scenario = 'NEW_ACCOUNT')",
        [spec.as_of, NEW_DAYS],
    )


def _parts(size: Size) -> dict[str, list[str] | list[int] | list[bool]]:
    """One element for each part to be played; each takes the next of its pool."""
    names: list[str] = []
    groups: list[int] = []
    laundering: list[bool] = []
    places: list[int] = []
    parts: list[str] = []
    ranks: list[int] = []
    used = dict.fromkeys("PCK", 0)
    group = 0
    planted, benign = GROUPS[size]
    for round_number in range(max(planted, benign)):
        for scenario in SCENARIOS:
            for cast, wanted, launders in ((scenario.planted, planted, True), (scenario.benign, benign, False)):
                if round_number >= wanted:
                    continue
                group += 1
                for place, part in enumerate(cast):
                    used[part] += 1
                    names.append(scenario.name)
                    groups.append(group)
                    laundering.append(launders)
                    places.append(place)
                    parts.append(part)
                    ranks.append(used[part])
    return {"scenario": names, "grp": groups, "laundering": laundering, "place": places, "part": parts, "rank": ranks}
