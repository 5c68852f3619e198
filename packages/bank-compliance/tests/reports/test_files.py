"""Reports as kept."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from mcp_types import CallToolResult

from bank_compliance.offer import Stores
from bank_compliance.reports.files import ReportFiles
from bank_compliance.reports.making import manifest
from bank_kit.identity.caller import Caller
from bank_kit.offer import Offer


@pytest.mark.slow
def test_a_report_is_kept_with_its_files_and_digests(
    ask: Callable[..., CallToolResult], wanted: dict[str, object], anna: Caller, stores: Stores, offer: Offer
) -> None:
    made = ask("generate_regulatory_report", anna, **wanted).structured_content["value"]
    kept = ReportFiles(stores.cases, stores.now).get(made["id"])
    assert manifest(kept.files) == kept.manifest == made["manifest"]
    [delimited] = [file for file in kept.files if file.name.endswith(".csv")]
    assert delimited.sha256 == f"sha256:{sha256(delimited.content.encode()).hexdigest()}"
    [report] = [resource for resource in offer.resources if resource.name == "report"]
    assert report.read({"id": made["id"]}, anna).model_dump(mode="json")["value"] == made
