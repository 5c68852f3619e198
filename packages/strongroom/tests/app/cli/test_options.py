"""Options that commands share read what they say they read."""

import click
import pytest

from strongroom.app.cli.options import JSON_OBJECT


def test_an_object_is_read_and_one_that_is_read_stays() -> None:
    assert JSON_OBJECT.convert('{"a": 1}', None, None) == {"a": 1}
    assert JSON_OBJECT.convert({"a": 1}, None, None) == {"a": 1}


@pytest.mark.parametrize(("text", "says"), [("{", "is no JSON: "), ("[1]", "write it as in"), ("null", "write it as in")])
def test_anything_else_is_a_usage_error(text: str, says: str) -> None:
    with pytest.raises(click.BadParameter, match=says):
        JSON_OBJECT.convert(text, None, None)
