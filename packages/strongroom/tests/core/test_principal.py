"""A principal is known by who, through what and from where; levels compare."""

from strongroom.core.principal import Clearance, MfaLevel, Principal


def test_the_key_names_user_client_and_issuer_so_that_sessions_cannot_be_lent() -> None:
    one = Principal(subject="rita", issuer="https://a", client="agent")
    assert one.key == "https://a|rita|agent"
    assert one.key != Principal(subject="rita", issuer="https://a", client="other").key


def test_levels_compare() -> None:
    assert MfaLevel.PASSWORD < MfaLevel.ONE_TIME_CODE < MfaLevel.HARDWARE
    assert Clearance.PUBLIC < Clearance.RESTRICTED
