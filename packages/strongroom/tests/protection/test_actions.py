"""Settings and obligations together."""

import pytest

from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny
from strongroom.protection.actions import Direction, overridden
from strongroom.protection.classes import Action, DataClass
from strongroom.protection.settings import ProtectionSettings

SETTINGS = ProtectionSettings()


def inspect(path: str, detail: str) -> tuple[Obligation, ...]:
    return (Obligation(ObligationKind.INSPECT, path, detail),)


def test_without_obligations_the_settings_hold() -> None:
    table = SETTINGS.results.table()
    assert overridden(table, (), Direction.RESULTS) == table


def test_policy_overrides_one_class_for_one_direction_or_for_both() -> None:
    arguments, results = SETTINGS.arguments.table(), SETTINGS.results.table()
    both = inspect("iban", "allow")
    one = inspect("arguments.iban", "allow")
    for obligations, direction, table, wanted in [
        (both, Direction.ARGUMENTS, arguments, Action.ALLOW),
        (both, Direction.RESULTS, results, Action.ALLOW),
        (one, Direction.ARGUMENTS, arguments, Action.ALLOW),
        (one, Direction.RESULTS, results, Action.MASK),
    ]:
        said = overridden(table, obligations, direction)
        assert isinstance(said, dict) and said[DataClass.IBAN] is wanted


def test_a_mask_cannot_soften_what_arguments_may_carry() -> None:
    said = overridden(SETTINGS.arguments.table(), inspect("pan", "mask"), Direction.ARGUMENTS)
    assert isinstance(said, dict) and said[DataClass.PAN] is Action.DENY


@pytest.mark.control("PRO-05")
@pytest.mark.parametrize(("path", "detail"), [("passport", "mask"), ("pan", "shred"), ("", ""), ("somewhere.pan", "mask")])
def test_an_obligation_that_nobody_understands_blocks(path: str, detail: str) -> None:
    said = overridden(SETTINGS.results.table(), inspect(path, detail), Direction.RESULTS)
    assert isinstance(said, Deny) and said.reason is Reason.CONTENT_BLOCKED
