"""A referral packet becomes files that a bundle takes."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from app.bundles import referral_files, schemas
from app.bundles.manifest import Basis
from app.domain.problems import Problem
from tests.bundles.made import Cast, opened, sealed
from tests.bundles.made_packet import full, smallest


def test_a_full_packet_travels_and_arrives(cast: Cast) -> None:
    files = referral_files.files(full())
    found = opened(cast, sealed(cast, files, counts=referral_files.counts(full())))
    assert {path: found.read(path) for path in files} == files
    assert next(found.records("records.ndjson"))["data"] == {"note": "示例", "total": 17}
    assert next(found.records("changes.ndjson")) == {"op": "create", "seq": 1}
    assert found.manifest.counts == {"records": 1, "sheets": 2, "guardians": 2}


def test_the_smallest_packet_has_letter_fhir_and_schema_alone() -> None:
    assert set(referral_files.files(smallest())) == {"letter.pdf", "fhir/bundle.json", "schema/manifest.json"}


@pytest.mark.parametrize("reason", [None, "", "  "])
def test_without_consent_or_emergency_nothing_leaves(reason: str | None) -> None:
    with pytest.raises(Problem, match="referral_no_basis"):
        referral_files.files(replace(smallest(), agreement=None, emergency_reason=reason))


def test_the_basis_is_the_consent_or_else_the_emergency() -> None:
    assert smallest().basis() is Basis.CONSENT
    assert replace(smallest(), agreement=None, emergency_reason="x").basis() is Basis.EMERGENCY


@pytest.mark.parametrize("letter", [b"", b"<html>"])
def test_without_a_letter_nothing_leaves(letter: bytes) -> None:
    with pytest.raises(Problem, match="referral_no_letter"):
        referral_files.files(replace(smallest(), letter_pdf=letter))


def test_ndjson_is_one_ordered_object_a_line() -> None:
    assert referral_files.ndjson([{"b": "换\n行", "a": 1}, {}]) == '{"a":1,"b":"换\\n行"}\n{}\n'.encode()
    with pytest.raises(ValueError, match="JSON compliant"):
        referral_files.ndjson([{"a": float("nan")}])


def test_schemas_name_every_field_of_what_they_describe() -> None:
    described = json.loads(schemas.to_bytes(schemas.manifest()))
    assert described["additionalProperties"] is False
    assert {"bundle_id", "recipients", "ack_key", "files"} <= set(described["properties"])
    assert {"bundle_id", "sha256", "state"} <= set(schemas.receipt()["properties"])


def test_parts_without_an_id_of_their_own_keep_it() -> None:
    assert smallest().part_id("task") == full().part_id("task")
    assert len({smallest().part_id(part) for part in ("task", "bundle", "letter")} | {UUID(int=0)}) == 4
