"""Which action holds for each class on one call: the settings, overridden by what policy obliges.

An INSPECT obligation names a class (`iban`), which speaks of both directions, or a class of one direction (`arguments.iban`, `results.iban`).
"""

from collections.abc import Mapping
from enum import StrEnum

from strongroom.core.decision import Obligation, ObligationKind
from strongroom.core.reason import Reason
from strongroom.core.stops import Deny
from strongroom.protection.classes import Action, DataClass

_CLASSES = frozenset(kind.value for kind in DataClass)
_ACTIONS = frozenset(action.value for action in Action)


class Direction(StrEnum):
    """Where inspected content is going."""

    ARGUMENTS = "arguments"
    RESULTS = "results"


def overridden(defaults: Mapping[DataClass, Action], obligations: tuple[Obligation, ...], direction: Direction) -> dict[DataClass, Action] | Deny:
    """The table of actions under `obligations`; a Deny where policy names a class or an action that does not exist: what it meant is not known.

    `mask` and `drop` cannot be done to arguments and leave the setting for them as it is.
    """
    table = dict(defaults)
    for one in obligations:
        if one.kind is not ObligationKind.INSPECT:
            continue
        side, _, name = one.path.rpartition(".")
        if name not in _CLASSES or one.detail not in _ACTIONS or side not in {"", *Direction}:
            return Deny(
                Reason.CONTENT_BLOCKED,
                f"Policy requires inspection '{one}', which is not known. Classes: {', '.join(sorted(_CLASSES))}; actions: {', '.join(sorted(_ACTIONS))}.",
            )
        action = Action(one.detail)
        doable = direction is Direction.RESULTS or action in {Action.ALLOW, Action.DENY}
        if side in {"", direction} and doable:
            table[DataClass(name)] = action
    return table
