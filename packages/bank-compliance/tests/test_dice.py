"""Chance repeats: same seed and topic, same stream."""

from bank_compliance.dice import dice


def test_the_same_seed_and_topic_give_the_same_stream() -> None:
    assert dice(1, "x").random() == dice(1, "x").random()


def test_another_seed_or_topic_gives_another_stream() -> None:
    assert dice(1, "x").random() != dice(2, "x").random()
    assert dice(1, "x").random() != dice(1, "y").random()


def test_the_stream_is_the_same_on_every_machine_and_version() -> None:
    stream = dice(42, "crowd list")
    assert [stream.randrange(1000) for _ in range(5)] == [351, 863, 185, 424, 282]
