"""The world repeats, and its version changes when it would not."""

from pathlib import Path

from bank_kit.world.build import build_world, world_version


def test_the_same_seed_gives_the_same_world() -> None:
    assert build_world(7) == build_world(7)
    assert build_world(7).postings != build_world(8).postings


def test_the_world_has_the_size_of_the_guide() -> None:
    world = build_world()
    assert (len(world.customers), len(world.accounts), len(world.instruments), len(world.books)) == (200, 400, 30, 20)
    assert 9_500 <= len(world.postings) <= 11_000


def test_the_parts_of_a_world_know_each_other() -> None:
    world = build_world()
    customers = {customer.id for customer in world.customers}
    assert {account.customer_id for account in world.accounts} == customers == {file.customer_id for file in world.kyc_files}
    assert {posting.account_id for posting in world.postings} == {account.id for account in world.accounts}
    assert {position.isin for position in world.positions} <= {instrument.isin for instrument in world.instruments}


def test_the_version_follows_seed_and_sources(tmp_path: Path) -> None:
    source = tmp_path / "tables.py"
    source.write_text("one")
    first = world_version(42, source)
    assert first == world_version(42, source)
    assert first != world_version(43, source)
    source.write_text("two")
    assert first != world_version(42, source)
