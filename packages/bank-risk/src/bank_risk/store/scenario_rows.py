"""The scenarios of the shelf as rows of the store. Loads the shelf, and with it NumPy: ask for it late."""

from bank_risk.scenarios.shelf import shelf

Row = tuple[object, ...]


def scenario_rows() -> tuple[list[Row], list[Row]]:
    """Rows of `scenario` and of `scenario_shock`."""
    found = shelf()
    scenarios: list[Row] = [(each.id, each.name, each.published_on, each.source, each.doubt or None) for each in found.values()]
    shocks: list[Row] = [
        (each.id, line, shock.risk_class.value, shock.kind.value, shock.size, shock.factors, shock.doubt or None)
        for each in found.values()
        for line, shock in enumerate(each.shocks, start=1)
    ]
    return scenarios, shocks
