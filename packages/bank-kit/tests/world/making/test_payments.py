"""Messages agree with what was booked; a few lack what they must say."""

from collections.abc import Callable
from uuid import UUID

Ask = Callable[..., list[tuple[object, ...]]]


def test_every_payment_is_the_message_of_a_transaction_of_its_amount(ask: Ask) -> None:
    found = ask(
        """
        SELECT count(*), count(*) FILTER (p.amount = t.amount AND p.currency = t.currency AND p.created_at < t.booked_at)
        FROM payment p JOIN "transaction" t ON t.id = transaction_id
        """
    )
    assert found[0][0] == found[0][1] == ask("SELECT count(*) FROM payment")[0][0]


def test_parties_of_a_payment_are_the_holders_of_its_accounts(ask: Ask) -> None:
    for side, account in (("debtor", "debit_account"), ("creditor", "credit_account")):
        found = ask(
            f"""
            SELECT count(*), count(*) FILTER (p.{side}_iban = a.iban AND p.{side}_name = c.name)
            FROM payment p JOIN "transaction" t ON t.id = transaction_id JOIN account a ON a.id = t.{account} JOIN party c ON c.id = a.customer_id
            """
        )
        assert found[0][0] == found[0][1]
        assert int(str(found[0][0])) > 500


def test_some_cross_border_payments_lack_what_recommendation_16_asks_for(ask: Ask) -> None:
    assert ask("SELECT count(*) FILTER (debtor_address IS NULL) BETWEEN 20 AND 200, count(*) FILTER (creditor_country IS NULL) > 5 FROM payment") == [
        (True, True)
    ]


def test_a_trail_ends_in_settlement_rejection_or_on_the_business_date_pending(ask: Ask) -> None:
    last = ask("SELECT DISTINCT status FROM (SELECT arg_max(status, sequence) AS status FROM payment_status GROUP BY payment_id)")
    assert {row[0] for row in last} == {"ACSC", "RJCT", "PDNG"}
    assert ask("SELECT count(*) FROM payment_status WHERE (status = 'RJCT') <> (reason IS NOT NULL)") == [(0,)]
    assert ask("SELECT count(*) FROM (SELECT 1 FROM payment p LEFT JOIN payment_status s ON s.payment_id = p.id WHERE s.status IS NULL)") == [(0,)]


def test_reports_follow_each_other_in_time(ask: Ask) -> None:
    assert ask('SELECT count(*) FROM (SELECT "at" <= lag("at") OVER (PARTITION BY payment_id ORDER BY sequence) AS back FROM payment_status) WHERE back') == [
        (0,)
    ]
    assert ask('SELECT count(*) FROM payment_status s JOIN payment p ON p.id = payment_id WHERE s."at" < p.created_at') == [(0,)]


def test_uetrs_are_version_4_and_unique(ask: Ask) -> None:
    found = [str(row[0]) for row in ask("SELECT uetr FROM payment")]
    assert len(set(found)) == len(found)
    assert all(UUID(each).version == 4 and str(UUID(each)) == each for each in found)
