"""Ownership adds up, goes deep, and comes to an end."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_shares_of_a_company_are_at_most_one(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM (SELECT sum(share) AS total FROM relationship WHERE kind = 'OWNS' GROUP BY to_id) WHERE total > 1.0000001") == [(0,)]
    assert ask("SELECT count(*) FROM relationship WHERE (kind = 'OWNS') <> (share IS NOT NULL AND share > 0)") == [(0,)]


def test_chains_of_owners_are_up_to_four_long(ask: Ask) -> None:
    found = ask(
        """
        WITH RECURSIVE chain AS (
            SELECT to_id, from_id, 1 AS depth FROM relationship WHERE kind = 'OWNS'
            UNION ALL
            SELECT chain.to_id, r.from_id, depth + 1 FROM chain JOIN relationship r ON r.to_id = chain.from_id AND r.kind = 'OWNS' WHERE depth < 9
        ) SELECT max(depth) FROM chain
        """
    )
    assert found == [(4,)]


def test_both_ends_exist_and_only_companies_are_held(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM relationship r ANTI JOIN party p ON p.id = r.from_id") == [(0,)]
    assert ask("SELECT count(*) FROM relationship r ANTI JOIN party p ON p.id = r.to_id") == [(0,)]
    assert ask("SELECT count(*) FROM relationship r JOIN party p ON p.id = to_id WHERE (r.kind = 'HOUSEHOLD') <> (p.kind = 'PERSON')") == [(0,)]
    assert ask("SELECT count(*) FROM relationship WHERE from_id = to_id") == [(0,)]


def test_nobody_holds_one_company_twice(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM (SELECT 1 FROM relationship GROUP BY from_id, to_id, kind HAVING count(*) > 1)") == [(0,)]


def test_some_own_just_above_a_quarter_and_some_just_below(ask: Ask) -> None:
    assert ask("SELECT count(*) FILTER (share BETWEEN 0.25 AND 0.27) > 5, count(*) FILTER (share BETWEEN 0.2 AND 0.2499) > 5 FROM relationship") == [
        (True, True)
    ]
