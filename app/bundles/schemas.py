"""The JSON Schemas that travel inside a bundle, so that a stranger can read it in ten years."""

import json
from typing import Any

from app.bundles.manifest import Manifest
from app.bundles.receipt import Receipt

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

RECORD: dict[str, Any] = {
    "$schema": _DIALECT,
    "title": "One line of records.ndjson: a whole record as it stood when the bundle was made",
    "type": "object",
    "properties": {
        "kind": {"type": "string", "description": "what the record is, such as session or assessment"},
        "id": {"type": "string", "format": "uuid"},
        "data": {"type": "object", "description": "the record's fields; times in UTC (RFC 3339)"},
    },
    "required": ["kind", "id", "data"],
    "additionalProperties": False,
}


def manifest() -> dict[str, Any]:
    """Return the schema of manifest.json."""
    return {"$schema": _DIALECT, **Manifest.model_json_schema()}


def receipt() -> dict[str, Any]:
    """Return the schema of receipt.json."""
    return {"$schema": _DIALECT, **Receipt.model_json_schema()}


def to_bytes(schema: dict[str, Any]) -> bytes:
    """Return a schema as it is stored."""
    return json.dumps(schema, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"
