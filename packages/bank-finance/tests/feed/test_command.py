"""`feed load`, as a person runs it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bank_finance.feed.command import feed_commands
from bank_finance.feed.delivery import PriceSink

GOOD = "instrument,field,date,price\nQZ0000000017,close,2026-11-20,100\n"


def _run(sink: PriceSink, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(feed_commands(lambda _: sink), ["load", *arguments, "--as-of", "2026-11-20"])
    return result.exit_code, result.output


def test_a_good_file_is_kept_and_told(sink: PriceSink, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text(GOOD)
    code, output = _run(sink, str(file), "--format", "csv")
    told = json.loads(output)
    assert (code, told["accepted"], told["lines"], told["rejected"], told["missing"]) == (0, 1, 1, {}, [])
    assert json.loads(_run(sink, str(file), "--format", "csv")[1])["repeated"]


def test_a_rejected_line_is_told_with_its_number_and_exit_code_two(sink: PriceSink, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text(GOOD + "QZ0000000017,close,2026-11-19,-5\n")
    code, output = _run(sink, str(file), "--format", "csv")
    assert code == 2
    assert [(row["line"], row["reason"]) for row in json.loads(output)["rejections"]] == [(3, "bad_price")]


@pytest.mark.parametrize(
    ("content", "arguments"),
    [
        (None, ()),
        ("nonsense", ()),
        (GOOD, ("--max-jump", "x")),
        (GOOD, ("--max-jump", "-1")),
        (GOOD, ("--format", "xml")),
        (GOOD, ("--source", "é" * 9)),
        (GOOD, ("--size", "XL")),
    ],
)
def test_what_cannot_be_loaded_fails_with_a_sentence(sink: PriceSink, tmp_path: Path, content: str | None, arguments: tuple[str, ...]) -> None:
    file = tmp_path / "prices.csv"
    if content is not None:
        file.write_text(content)
    code, output = _run(sink, str(file), "--format", "csv", *arguments)
    assert code != 0 and "Error" in output and "Traceback" not in output


def test_a_place_with_a_scheme_is_fetched_and_refused_when_not_ours(sink: PriceSink) -> None:
    code, output = _run(sink, "ftp://vendor.example/x", "--format", "csv")
    assert code == 1 and "INVALID_ARGUMENT" in output
