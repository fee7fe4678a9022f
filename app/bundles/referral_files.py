"""The files of a referral packet, ready for ``pack.prepare``."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.bundles import paths, schemas
from app.bundles.fhir import document
from app.bundles.referral_packet import ReferralPacket
from app.domain.problems import Problem


def files(packet: ReferralPacket) -> dict[str, bytes]:
    """Return path → content. Raises ``referral_no_basis`` and ``referral_no_letter``.

    ``records.ndjson`` and ``changes.ndjson`` are there only if something was chosen for them.
    """
    packet.basis()
    if not packet.letter_pdf.startswith(b"%PDF-"):
        raise Problem("referral_no_letter")
    made = {
        paths.LETTER: packet.letter_pdf,
        paths.FHIR: json.dumps(document.bundle(packet), ensure_ascii=False, allow_nan=False).encode("utf-8"),
        "schema/manifest.json": schemas.to_bytes(schemas.manifest()),
    }
    if packet.records:
        lines = ({"kind": one.kind, "id": str(one.id), "data": one.data} for one in packet.records)
        made[paths.RECORDS] = ndjson(lines)
        made["schema/record.json"] = schemas.to_bytes(schemas.RECORD)
    if packet.changes:
        made[paths.CHANGES] = ndjson(packet.changes)
    return made


def counts(packet: ReferralPacket) -> dict[str, int]:
    """Return what the manifest says of how many there are."""
    found = {"records": len(packet.records), "sheets": len(packet.sheets), "guardians": len(packet.guardians)}
    return {name: number for name, number in found.items() if number}


def ndjson(objects: Iterable[Mapping[str, Any]]) -> bytes:
    """Return one object a line, keys in order, UTF-8. ValueError for NaN, which is no JSON."""
    lines = (
        json.dumps(one, ensure_ascii=False, sort_keys=True, allow_nan=False, separators=(",", ":")) for one in objects
    )
    return "".join(line + "\n" for line in lines).encode("utf-8")
