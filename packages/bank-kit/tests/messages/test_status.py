"""A report is frozen data, equal by what it says."""

from dataclasses import replace

from bank_kit.messages.status import StatusReport


def test_reports_are_equal_by_what_they_say(report: StatusReport) -> None:
    assert replace(report) == report
    assert replace(report, payments=report.payments[::-1]) != report
    assert len({report, replace(report)}) == 1
