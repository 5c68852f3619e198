"""Every use of data has its basis."""

from collections.abc import Callable

Ask = Callable[..., list[tuple[object, ...]]]


def test_law_and_contract_cannot_be_withdrawn(ask: Ask) -> None:
    assert ask("SELECT count(*) FROM consent WHERE withdrawn_at IS NOT NULL AND legal_basis <> 'consent'") == [(0,)]
    assert ask("SELECT count(*) FROM consent WHERE purpose = 'aml' AND legal_basis = 'legal_obligation'") == [(750,)]


def test_withdrawal_comes_after_consent_and_before_the_business_date(ask: Ask) -> None:
    assert ask(
        "SELECT count(*) > 20, min(withdrawn_at - given_at) > INTERVAL 0 SECOND, max(withdrawn_at) < DATE '2026-11-21' "
        "FROM consent WHERE withdrawn_at IS NOT NULL"
    ) == [(True, True, True)]
