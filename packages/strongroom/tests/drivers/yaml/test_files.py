"""Faults of a file carry file, line and cure, whatever model the file is read into."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from strongroom.drivers.yaml.files import FileProblemsError, problems_of, read_text, suggestion
from strongroom.drivers.yaml.nodes import plain, read_node


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: int = Field(ge=1)


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: Inner


def test_a_misspelt_field_is_told_with_the_one_that_was_meant() -> None:
    node = read_node("inner:\n  sise: 1\n")
    with pytest.raises(ValidationError) as error:
        Outer.model_validate(plain(node))
    said = [str(problem) for problem in problems_of(error.value, Outer, name="f.yaml", node=node)]
    assert "f.yaml:2: inner.sise: is no field here; remove it, or correct its spelling; did you mean size?" in said


def test_a_value_is_never_repeated() -> None:
    node = read_node("inner: {size: hush-hush}\n")
    with pytest.raises(ValidationError) as error:
        Outer.model_validate(plain(node))
    assert "hush" not in str(problems_of(error.value, Outer, name="f.yaml", node=node))


def test_a_far_word_is_not_suggested() -> None:
    assert suggestion("zzz", {"size"}) == ""


def test_a_file_is_bounded_and_must_be_text(tmp_path: Path) -> None:
    (tmp_path / "huge").write_bytes(b"#" * (1024 * 1024 + 1))
    (tmp_path / "binary").write_bytes(b"\xff\xff")
    for name, says in (("huge", "too many"), ("binary", "UTF-8"), ("none", "cannot be read")):
        with pytest.raises(FileProblemsError, match=says):
            read_text(tmp_path / name)
