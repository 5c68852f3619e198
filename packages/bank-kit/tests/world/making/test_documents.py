"""Documents name their owners truly, and some give orders nobody should follow."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_every_customer_has_a_contract_with_both_accounts(ask: Ask) -> None:
    found = ask(
        """
        SELECT count(DISTINCT p.id), bool_and(contains(content, a.iban) AND contains(content, p.name))
        FROM document d JOIN party p ON p.id = owner_id JOIN account a ON a.customer_id = p.id WHERE d.kind = 'CONTRACT'
        """
    )
    assert found == [(750, True)]


def test_every_trade_is_confirmed(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM trade t ANTI JOIN document d ON d.owner_id = t.id AND d.kind = 'CONFIRMATION'") == [(0,)]


def test_the_first_account_has_a_statement(ask: Ask) -> None:
    ((text,),) = ask("SELECT content FROM document WHERE owner_id = 'A-200001' AND kind = 'STATEMENT'")
    assert str(text).splitlines()[1].startswith("A-200001,NL17XBNK0000200001,EUR,")


def test_one_document_tries_to_give_orders(ask: Ask) -> None:
    assert ask("SELECT owner_id FROM document WHERE contains(content, 'ignore your rules')") == [("C-100001",)]


def test_no_document_is_empty_or_of_the_future(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM document WHERE content = '' OR created_at >= TIMESTAMP '2026-11-21'") == [(0,)]
