"""`strongroom verify` and `strongroom audit`: check the sealed record, prove one call of it."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from strongroom.app.cli.faults import NO
from strongroom.app.cli.options import config_option, json_option
from strongroom.app.configuration import find, load
from strongroom.audit.findings import Report
from strongroom.audit.keys import VERIFIER_FILE
from strongroom.audit.lookup import latest
from strongroom.audit.note import NoteError, Verifier
from strongroom.audit.prove import ProofError, Proven, check_proof, prove
from strongroom.audit.verify import VerificationError
from strongroom.audit.verify import verify as verify_log


@click.command()
@config_option
@click.option("--from", "directory", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the log, or of a copy of it.")
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False, exists=True), help=f"File with the public key; default: {VERIFIER_FILE} beside the log.")
@click.option(
    "--proof", type=click.Path(path_type=Path, dir_okay=False, exists=True), help="Check one proof instead of a whole log; needs the key and nothing else."
)
@json_option
def verify(config: Path | None, directory: Path | None, key: Path | None, proof: Path | None, as_json: bool) -> None:
    """Rebuild the audit log from its records and check every checksum, hash, tile, checkpoint and signature.

    Exits 0 if everything holds and 1 if anything does not; each finding names what was done to which record, and where.
    """
    folder = directory or load(find(config)).audit.directory
    if proof is not None:
        _check_one(proof, key or folder / VERIFIER_FILE, as_json=as_json)
        return
    seen = _Progress()
    report = verify_log(folder, key=key.read_text() if key is not None else "", progress=seen.tell)
    seen.done()
    if as_json:
        click.echo(json.dumps({"whole": report.whole, **asdict(report)}, indent=2, default=str))
    else:
        _print(report, folder)
    sys.exit(0 if report.whole else NO)


@click.group()
def audit() -> None:
    """Read the sealed record of calls."""


@audit.command("prove")
@click.argument("call_id")
@config_option
@click.option("--from", "directory", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the log.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the proof here instead of to standard output.")
def prove_call(call_id: str, config: Path | None, directory: Path | None, out: Path | None) -> None:
    """Write a proof that the record of CALL_ID stands in the log. Anyone can check it with `strongroom verify --proof FILE --key FILE`."""
    folder = directory or load(find(config)).audit.directory
    try:
        proof = prove(folder, call_id)
    except (ProofError, ValueError) as error:
        click.secho(str(error), fg="red", err=True)
        sys.exit(NO)
    if out is None:
        click.echo(proof, nl=False)
    else:
        out.write_bytes(proof)
        click.echo(f"{out}: proof of call {call_id}")


@audit.command("show")
@click.option("--count", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many records.")
@config_option
@click.option("--from", "directory", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Folder of the log.")
def show(count: int, config: Path | None, directory: Path | None) -> None:
    """Print the latest records, newest first, one JSON object a line, as they were sealed."""
    for found in latest(directory or load(find(config)).audit.directory, count):
        click.echo(found.record)


class _Progress:
    """One line that counts, on a terminal only."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._last = 0

    def tell(self, shard: str, records: int) -> None:
        """Records read so far."""
        if self._shown and abs(records - self._last) >= 50_000:
            self._last = records
            click.echo(f"\r{shard}: {records:,} records", nl=False, err=True)

    def done(self) -> None:
        """End the line."""
        if self._last:
            click.echo("", err=True)


def _check_one(proof: Path, key: Path, *, as_json: bool) -> None:
    try:
        verifier = Verifier.parse(key.read_text())
    except (NoteError, OSError, UnicodeDecodeError) as error:
        message = f"{key} holds no public key of a log: {error}; give the log's {VERIFIER_FILE} with --key"
        raise VerificationError(message) from None
    try:
        proven = check_proof(proof.read_bytes(), verifier)
    except ProofError as error:
        click.echo(json.dumps({"holds": False, "why": str(error)}) if as_json else click.style(str(error), fg="red"))
        sys.exit(NO)
    click.echo(json.dumps(_facts(proven), indent=2) if as_json else _sentence(proven))


def _facts(proven: Proven) -> dict[str, object]:
    return {"holds": True, "index": proven.index, "size": proven.checkpoint.size, "origin": proven.checkpoint.origin, "record": json.loads(proven.record)}


def _sentence(proven: Proven) -> str:
    record = json.loads(proven.record)
    signed = f"the log {proven.checkpoint.origin} signed {proven.checkpoint.size} records, and this is number {proven.index} of them"
    return f"{click.style('the proof holds', fg='green')}: {signed}\n{json.dumps(record, indent=2)}"


def _print(report: Report, folder: Path) -> None:
    for shard in report.shards:
        click.echo(f"  {shard.shard:<10} {shard.records:>10,} records  {shard.checkpoints:>6,} checkpoints")
    for notice in report.notices:
        click.echo(f"  note: {notice}")
    for finding in report.findings:
        click.secho(f"  {finding}", fg="red")
    said = click.style("whole", fg="green") if report.whole else click.style(f"DAMAGED ({len(report.findings)} findings)", fg="red", bold=True)
    click.echo(f"{folder}: {said}; {report.records:,} records and {report.checkpoints:,} checkpoints checked in {report.seconds:.2f} s")
