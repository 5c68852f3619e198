"""What verification says, in the words a person reads."""

from strongroom.audit.findings import Damage, Finding, Report, ShardReport


def test_a_finding_names_the_damage_the_place_and_what_is_wrong() -> None:
    found = Finding(damage=Damage.CHANGED, shard="shard-01", index=7, file="0.segment", offset=310, text="this is not the record that was sealed here")
    assert str(found) == "changed: shard-01, record 7, 0.segment, offset 310: this is not the record that was sealed here"


def test_a_finding_without_a_place_names_the_shard_alone() -> None:
    assert str(Finding(damage=Damage.COVER, shard="shard-01", text="the shard is missing")) == "cover: shard-01: the shard is missing"


def test_a_report_is_whole_without_findings_and_counts_records_of_calls_only() -> None:
    report = Report()
    report.shards.append(ShardReport(shard="cover", records=3, checkpoints=3, unsigned=0))
    report.shards.append(ShardReport(shard="shard-00", records=40, checkpoints=5, unsigned=0))
    assert (report.whole, report.records, report.checkpoints) == (True, 40, 8)
    report.findings.append(Finding(damage=Damage.TILE, shard="shard-00", text="missing"))
    assert not report.whole
