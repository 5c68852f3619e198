"""Counterparties have ratings and default rates that agree, groups, and agreements."""

from collections.abc import Callable

from stdnum import lei

from bank_kit.world.making.counterparties import DEFAULT_RATES

Bank = Callable[[str], list[tuple[object, ...]]]


def test_there_are_sixty_of_five_sectors_a_dozen_of_them_customers(bank: Bank) -> None:
    assert bank("SELECT count(*), count(DISTINCT lei), count(DISTINCT sector), count(customer_id) FROM counterparty") == [(60, 60, 5, 12)]
    assert bank("SELECT count(*) FROM counterparty c JOIN party p ON p.id = c.customer_id WHERE p.lei = c.lei AND p.name = c.name") == [(12,)]


def test_every_lei_is_valid_and_nobodys(bank: Bank) -> None:
    for (code,) in bank("SELECT lei FROM counterparty"):
        assert lei.is_valid(str(code)) and str(code).startswith("9999")


def test_default_rates_are_those_of_the_rating_give_or_take_a_fifth(bank: Bank) -> None:
    for rating, probability in bank("SELECT rating, pd FROM counterparty"):
        assert 0.8 < float(str(probability)) / DEFAULT_RATES[str(rating)] < 1.21


def test_some_clients_are_connected(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM (SELECT group_id FROM counterparty GROUP BY 1 HAVING count(*) > 1)") == [(4,)]


def test_issuers_of_listed_bonds_trade_under_the_same_lei(bank: Bank) -> None:
    assert bank("SELECT count(*) > 0 FROM counterparty c JOIN instrument i ON i.issuer_lei = c.lei WHERE i.name LIKE c.name || '%'") == [(True,)]


def test_every_counterparty_has_an_agreement_and_some_banks_two(bank: Bank) -> None:
    assert bank("SELECT count(DISTINCT counterparty_id), count(*) > 60 FROM netting_set") == [(60, True)]


def test_margin_is_called_from_some_and_states_exchange_none(bank: Bank) -> None:
    assert bank("SELECT count(*) FROM netting_set WHERE margined <> (remargin_days > 0) OR (NOT margined AND (threshold > 0 OR minimum_transfer > 0))") == [
        (0,)
    ]
    assert bank("SELECT count(*) FROM netting_set n JOIN counterparty c ON c.id = n.counterparty_id WHERE c.sector = 'SOVEREIGN' AND margined") == [(0,)]
    assert bank("SELECT count(DISTINCT margined), sum(wrong_way::INTEGER) FROM netting_set") == [(2, 3)]
