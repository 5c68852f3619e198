"""The store holds the world, and no card number."""

from pathlib import Path

from sqlalchemy import Engine, func, select

from bank_finance.filling import plan, search_text
from bank_finance.tables import account, posting
from bank_kit.store import open_directory
from bank_kit.world.build import build_world


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        open_directory(tmp_path / folder, plan(7)).dispose()
    first, second = sorted(tmp_path.rglob("*.sqlite"))
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_every_row_of_the_world_is_there(engine: Engine) -> None:
    world = build_world(42)
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(posting)).scalar_one() == len(world.postings)
        assert set(connection.execute(select(account.c.iban)).scalars()) == {each.iban for each in world.accounts}


def test_no_whole_card_number_is_stored(engine: Engine) -> None:
    cards = [each.card for each in build_world(42).accounts if each.card]
    content = Path(str(engine.url.database).removeprefix("file:")).read_bytes()
    for card in cards:
        assert card.encode() not in content


def test_text_is_compared_without_case_or_extra_space() -> None:
    assert search_text("  Straße\n 12 ") == "strasse 12"
