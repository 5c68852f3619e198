"""What `make conformance` says of the bank servers: what applies to them, and that nothing is passed over without a reason."""

import json
from pathlib import Path

from banks import Finding, failed, keep
from inapplicable import ALWAYS, judged
from suite import Scenario


def finding(name: str, scenario: Scenario) -> Finding:
    return Finding("risk", "2026-07-28", name, *judged(name, scenario))


def test_what_passes_and_applies_counts() -> None:
    assert judged("ping", Scenario(passed=["ping", ALWAYS])) == (Scenario(passed=["ping", ALWAYS]), {})


def test_a_failure_that_applies_is_a_failure() -> None:
    assert failed([finding("ping", Scenario(failed={"ping": "no answer"}))])


def test_a_failure_without_a_word_is_a_failure_still() -> None:
    assert failed([finding("ping", Scenario(failed={"ping": ""}))])


def test_a_scenario_for_the_fixture_says_nothing_but_how_the_wire_looks() -> None:
    applicable, reasons = judged("tools-call-image", Scenario(passed=[ALWAYS], failed={"tools-call-image": "no such tool"}))
    assert applicable == Scenario(passed=[ALWAYS])
    assert reasons == {"tools-call-image": "asks for the suite's own tool test_image_content"}


def test_a_wrong_wire_fails_even_a_scenario_for_the_fixture() -> None:
    assert failed([finding("tools-call-image", Scenario(failed={ALWAYS: "no resultType"}))])


def test_a_fixture_scenario_that_passes_does_not_count_as_passed() -> None:
    assert judged("input-required-result-validate-input", Scenario(passed=["rejects"]))[0] == Scenario()


def test_a_single_check_is_left_out_and_the_rest_of_its_scenario_is_not() -> None:
    check = "sep-2575-server-no-log-without-loglevel"
    applicable, reasons = judged("server-stateless", Scenario(failed={check: "not testable", "other": "broken"}))
    assert (applicable.failed, list(reasons)) == ({"other": "broken"}, [check])


def test_a_single_check_that_passes_all_the_same_counts() -> None:
    check = "sep-2549-resources-read-caching-hints"
    assert judged("caching", Scenario(passed=[check]))[0].passed == [check]


def test_a_warning_or_a_skip_nobody_explained_is_a_failure() -> None:
    assert judged("ping", Scenario(warned=["slow"], skipped=["left"]))[0].failed == {"slow": "warned of", "left": "skipped"}


def test_the_table_is_kept_for_people_and_for_machines(tmp_path: Path) -> None:
    found = [finding("ping", Scenario(passed=["ping"], failed={ALWAYS: "no id"})), finding("tools-call-image", Scenario(failed={"tools-call-image": "no"}))]
    text = keep(found, tmp_path)
    assert "FAILS:  bank-risk 2026-07-28 ping wire-schema-valid: no id" in text
    assert "inapplicable: asks for the suite's own tool test_image_content: tools-call-image" in text
    assert (tmp_path / "banks.txt").read_text() == text
    assert [one["scenario"] for one in json.loads((tmp_path / "banks.json").read_text())] == ["ping", "tools-call-image"]
