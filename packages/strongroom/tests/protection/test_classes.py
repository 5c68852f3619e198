"""The words of this room."""

from strongroom.protection.classes import STYLES, Action, ArgumentAction, DataClass, Finding


def test_every_class_has_a_style() -> None:
    assert set(STYLES) == set(DataClass)


def test_what_can_be_done_to_arguments_can_be_done_to_results() -> None:
    assert {action.value for action in ArgumentAction} < {action.value for action in Action}


def test_a_finding_never_prints_its_value() -> None:
    assert "4111" not in repr(Finding(0, 16, DataClass.PAN, b"4111111111111111"))
