"""Bundles of earlier versions are kept for ever and must open for ever."""

import json
from pathlib import Path

from app.bundles import keyfile
from app.bundles.open_into import open_into
from app.bundles.sidecar import Sidecar
from tests.bundles import derived

FOLDER = Path(__file__).parent / "golden"


def test_a_bundle_of_format_1_still_opens(tmp_path: Path) -> None:
    school = keyfile.read_public(FOLDER / "school-key.txt").signing_key
    laid = open_into(
        FOLDER / "XQ1_XQDEMO-A_to-C01_000007_0000abcd.age",
        tmp_path / "out",
        identities=[derived.identity("made-up centre of the golden bundles").secret],
        trusted=[school],
    )
    assert (laid.sidecar, laid.signer.known) == (Sidecar.MATCHES, True)
    assert (laid.manifest.stream_seq, laid.manifest.sender.site_name) == (7, "示例中学")
    assert (tmp_path / "out" / "letter.pdf").read_bytes().startswith(b"%PDF-")
    records = (tmp_path / "out" / "records.ndjson").read_text("utf-8").splitlines()
    assert json.loads(records[0])["kind"] == "assessment"
    assert json.loads((tmp_path / "out" / "fhir" / "bundle.json").read_text("utf-8"))["type"] == "document"
