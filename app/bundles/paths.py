"""Which paths a bundle may hold: a short list, so that no name can do harm on any system.

All lower case, so that no two differ by case alone; no spaces, no dots at the end, no device names.
"""

import re

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
SIGNERS = "allowed_signers"
CHANGES = "changes.ndjson"
RECORDS = "records.ndjson"
FHIR = "fhir/bundle.json"
LETTER = "letter.pdf"
RECEIPT = "receipt.json"

UNSIGNED = frozenset({MANIFEST, SIGNATURE})
"""The two entries that the manifest itself cannot list."""

_FIXED = frozenset({SIGNERS, CHANGES, RECORDS, FHIR, LETTER, RECEIPT})
_SCHEMA = re.compile(r"schema/([a-z0-9][a-z0-9_-]{0,63})\.json")
_ATTACHMENT = re.compile(r"attachments/([a-z0-9][a-z0-9_-]{0,63})\.(?:pdf|png|jpg|jpeg)")
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def is_content(path: str) -> bool:
    """Return whether the manifest may list ``path``."""
    if path in _FIXED:
        return True
    match = _SCHEMA.fullmatch(path) or _ATTACHMENT.fullmatch(path)
    return match is not None and _DEVICES.fullmatch(match[1]) is None


def is_entry(path: str) -> bool:
    """Return whether ``path`` may stand in the ZIP."""
    return path in UNSIGNED or is_content(path)


def is_compressed(path: str) -> bool:
    """Return whether the format of ``path`` is compressed already, so that deflating wastes time."""
    return path.endswith((".pdf", ".png", ".jpg", ".jpeg"))
