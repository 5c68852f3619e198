"""The story itself, step by step, each asserted. What it shows is what the running system answers; nothing is canned."""

import asyncio
import shutil
from pathlib import Path

from strongroom.app.demo.asking import Answered, ask, signed_in, with_password_only
from strongroom.app.demo.offices import Offices
from strongroom.app.demo.stage import Stage
from strongroom.app.demo.telling import Teller, expect
from strongroom.audit.keys import VERIFIER_FILE
from strongroom.audit.note import Verifier
from strongroom.audit.prove import ProofError, check_proof, prove
from strongroom.audit.segment import segments
from strongroom.audit.verify import verify

ACCOUNT = "A-200001"
CUSTOMER = "C-100001"
BOOK = "BOOK-01"
_CHECKPOINT_SECONDS = 10.0


class Story:
    """Tells it at a stage."""

    def __init__(self, stage: Stage, teller: Teller) -> None:
        self._stage = stage
        self._teller = teller

    async def tell(self) -> None:
        """All of it. Raises StoryError at the first thing that is not as told."""
        first = await self._allowed_and_masked()
        await self._denied()
        await self._second_factor()
        await self._rate_limit()
        await Offices(self._stage, self._teller).tell()
        await self._proved(first)
        self._tampered()

    async def _allowed_and_masked(self) -> str:
        rita, rashid = await signed_in(self._stage, "rita"), await signed_in(self._stage, "rashid")
        with self._teller.step("A relationship manager's agent reads an account"):
            clear = await ask(rita, "finance__get_account", {"account": ACCOUNT})
            iban = _iban(clear)
            self._teller.says("rita", f"finance__get_account {ACCOUNT}: IBAN {iban}")
            expect(iban and "*" not in iban, "rita sees the account number in full")
            self._teller.good(f"identified, allowed, routed, answered, sealed as call {clear.call}")
        with self._teller.step("A risk analyst reads the same account"):
            masked = await ask(rashid, "finance__get_account", {"account": ACCOUNT})
            shown = _iban(masked)
            self._teller.says("rashid", f"finance__get_account {ACCOUNT}: IBAN {shown}")
            expect("*" in shown and shown[:4] == iban[:4] and shown[-4:] == iban[-4:], "rashid sees the account number masked")
            expect(iban not in masked.text, "the text copy of the answer is masked too")
            self._teller.good("the same field, masked by policy on its way out, in the structure and in its text copy")
        return clear.call

    async def _denied(self) -> None:
        tara, rashid = await with_password_only(self._stage, "tara"), await signed_in(self._stage, "rashid")
        with self._teller.step("A trader's agent tries customer data; a risk analyst's agent forgets to say why it asks"):
            hidden = await ask(tara, "customer__get_customer_profile", {"customer_id": CUSTOMER})
            missing = await ask(tara, "customer__no_such_tool", {})
            self._teller.says("tara", f"customer__get_customer_profile: {hidden.refused}")
            self._teller.says("tara", f"customer__no_such_tool: {missing.refused}")
            expect(hidden.refused.startswith("Unknown tool"), "a hidden tool does not exist")
            expect(hidden.refused.replace("get_customer_profile", "X") == missing.refused.replace("no_such_tool", "X"), "hidden and missing answer alike")
            denied = await ask(rashid, "customer__get_customer_profile", {"customer_id": CUSTOMER})
            self._teller.says("rashid", f"customer__get_customer_profile: {denied.refused}")
            expect("purpose" in denied.refused, "the refusal says what is missing")
            told = await ask(rashid, "customer__get_customer_profile", {"customer_id": CUSTOMER}, purpose="risk_management")
            expect(not told.refused, "with a stated purpose the same call is allowed")
            self._teller.good("what is hidden answers like what does not exist; what is denied says why, and the cure works")

    async def _second_factor(self) -> None:
        tara = await with_password_only(self._stage, "tara")
        with self._teller.step("A trader asks for positions after signing in with a password only"):
            refused = await ask(tara, "finance__get_positions", {"book": BOOK})
            self._teller.says("tara", refused.refused)
            expect((refused.data or {}).get("strongroom/reason") == "step_up_required", "a stronger sign-in is asked for")
            stronger = await signed_in(self._stage, "tara")
            answered = await ask(stronger, "finance__get_positions", {"book": BOOK})
            expect(not answered.refused, "after a one-time code the same call is allowed")
            self._teller.good("signed in again with a one-time code: the same call is answered")

    async def _rate_limit(self) -> None:
        colin = await signed_in(self._stage, "colin")
        with self._teller.step("An agent searches customers a little too eagerly"):
            searches = [await ask(colin, "customer__search_customers", {"name": "mor"}) for _ in range(4)]
            for number, found in enumerate(searches, 1):
                self._teller.says("colin", f"search {number}: {found.refused or 'answered'}")
            expect(not any(found.refused for found in searches[:3]), "three searches in a row are answered")
            expect("Too many calls" in searches[3].refused, "the fourth search in a row is refused")
            self._teller.good("HTTP 429 with Retry-After; the limit stands in strongroom.yaml")

    async def _proved(self, call: str) -> None:
        log = self._stage.settings.audit.directory
        with self._teller.step(f"An auditor asks for a proof of the first call, {call}"):
            proof = await _proof(log, call)
            verifier = Verifier.parse((log / VERIFIER_FILE).read_text())
            proven = check_proof(proof, verifier)
            self._teller.says("ada", f"record {proven.index} of {proven.checkpoint.size}, signed by {proven.checkpoint.origin}")
            expect(call.encode() in proven.record, "the proof is of that call")
            self._teller.good(f"{len(proof):,} bytes, checked with nothing but the public key ({len(str(verifier))} characters)")

    def _tampered(self) -> None:
        log = self._stage.settings.audit.directory
        copy = self._stage.settings.state / "tampered-copy"
        with self._teller.step("Somebody changes one byte in a copy of the log"):
            report = verify(log)
            expect(report.whole, "the log itself is whole")
            self._teller.says("log", f"{report.records} records, {report.checkpoints} checkpoints: whole")
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(log, copy, ignore=shutil.ignore_patterns("*.key"))
            _flip_one_bit(copy)
            damaged = verify(copy)
            expect(not damaged.whole, "the changed copy is found out")
            for finding in damaged.findings[:2]:
                self._teller.says("copy", str(finding))
            self._teller.good("verification fails and names the record")


def _iban(answered: Answered) -> str:
    return answered.said("value", "iban")


async def _proof(log: Path, call: str) -> bytes:
    """The proof, as soon as a checkpoint covers the call."""
    async with asyncio.timeout(_CHECKPOINT_SECONDS):
        while True:
            try:
                return prove(log, call)
            except ProofError:
                await asyncio.sleep(0.1)


def _flip_one_bit(log: Path) -> None:
    _, segment = segments(next(log.glob("shard-*")))[0]
    content = bytearray(segment.read_bytes())
    content[len(content) // 2] ^= 1
    segment.write_bytes(content)
