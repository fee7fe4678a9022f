"""Institutions and their keys: what is taken from a key file, and who was compared."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from app.bundles.keyfile import PublicKeys
from app.crypto.sealing import new_identity
from app.crypto.signing import SigningKey, fingerprint
from app.domain.institution import InstitutionKind
from app.domain.problems import Problem
from app.services import institutions
from app.services.institutions import InstitutionFacts, InstitutionView
from app.storage.store import Store
from tests.services.loop import Loop, keys_of
from tests.services.made_up import NOW
from tests.stores import COUNSELLOR, ENTRY, LEAD

HOSPITAL = InstitutionFacts(InstitutionKind.HOSPITAL, " 县医院（虚构） ", "心理科", "周医生", "0000-7654321")


def all_of(store: Store, *, only_active: bool = True) -> list[InstitutionView]:
    with store.read() as db:
        return institutions.listing(db, by=LEAD, only_active=only_active)


def test_saved_changed_and_put_out_of_use(staffed: Store) -> None:
    with staffed.write() as db:
        key = institutions.save(db, HOSPITAL, by=COUNSELLOR, now=NOW).id
    [found] = all_of(staffed)
    assert (found.facts.name, found.facts.contact, found.fingerprint, found.trusted_at) == (
        "县医院（虚构）",
        "周医生",
        None,
        None,
    )
    with staffed.write() as db:
        institutions.save(db, replace(HOSPITAL, active=False), institution_id=key, by=LEAD, now=NOW)
    assert all_of(staffed) == []
    assert len(all_of(staffed, only_active=False)) == 1


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"name": "  "}, "institution_name_missing"),
        ({"site_code": "县-1"}, "institution_code_bad"),
        ({"recipient": "age1nothing"}, "institution_key_bad"),
        ({"recovery_recipient": "x"}, "institution_key_bad"),
        ({"signing_key": "ssh-ed25519 AAAA"}, "institution_key_bad"),
    ],
)
def test_what_cannot_be_saved(staffed: Store, facts: dict[str, str], code: str) -> None:
    with pytest.raises(Problem) as refused, staffed.write() as db:
        institutions.save(db, replace(HOSPITAL, **facts), by=LEAD, now=NOW)
    assert refused.value.code == code
    assert all_of(staffed) == []


def test_trust_is_for_the_keys_that_were_compared(staffed: Store) -> None:
    signer, other = SigningKey.new().public_line, SigningKey.new().public_line
    with staffed.write() as db:
        plain = institutions.save(db, HOSPITAL, by=LEAD, now=NOW).id
        with pytest.raises(Problem, match="institution_without_key"):
            institutions.trust(db, plain, by=LEAD, now=NOW)
        institutions.save(db, replace(HOSPITAL, signing_key=signer), institution_id=plain, by=LEAD, now=NOW)
        institutions.trust(db, plain, by=LEAD, now=NOW)
    assert [(one.fingerprint, one.trusted_at) for one in all_of(staffed)] == [(fingerprint(signer), NOW)]
    for changed in ({"signing_key": other}, {"signing_key": other, "recipient": new_identity().recipient}):
        with staffed.write() as db:
            institutions.save(db, replace(HOSPITAL, **changed), institution_id=plain, by=LEAD, now=NOW)
        assert all_of(staffed)[0].trusted_at is None
        with staffed.write() as db:
            institutions.trust(db, plain, by=LEAD, now=NOW)


def test_enrolled_from_a_key_file_once(loop: Loop, tmp_path: Path) -> None:
    said = {name: str(value) for name, value in asdict(loop.centre.public).items()}
    file = tmp_path / "centre.json"
    file.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    keys = institutions.read_keys(file)
    assert keys == keys_of(loop.centre.public)
    with loop.school.store.write() as db:
        again = institutions.enrol(db, keys, kind=InstitutionKind.CENTRE, by=LEAD, now=NOW).id
        assert again == loop.centre_id
    [found] = all_of(loop.school.store)
    assert (found.facts.site_code, found.facts.recovery_recipient) == ("C01", loop.centre.public.recovery_recipient)
    assert found.trusted_at == NOW


def test_a_known_key_takes_on_the_missing_one_but_never_another(staffed: Store) -> None:
    sealing, signer = new_identity().recipient, SigningKey.new().public_line
    kind = InstitutionKind.CENTRE
    with staffed.write() as db:
        first = institutions.enrol(db, PublicKeys(sealing, None), kind=kind, name="中心", by=LEAD, now=NOW).id
    with staffed.write() as db:
        both = institutions.enrol(db, PublicKeys(sealing, signer), kind=kind, name="中心", by=LEAD, now=NOW).id
        assert both == first
    assert all_of(staffed)[0].facts.signing_key == signer
    forged = PublicKeys(sealing, SigningKey.new().public_line)
    with pytest.raises(Problem, match="institution_key_differs"), staffed.write() as db:
        institutions.enrol(db, forged, kind=kind, name="中心", by=LEAD, now=NOW)
    with pytest.raises(Problem, match="institution_name_missing"), staffed.write() as db:
        institutions.enrol(db, PublicKeys(new_identity().recipient, None), kind=kind, by=LEAD, now=NOW)


def test_entry_clerks_see_none(staffed: Store) -> None:
    with pytest.raises(Problem, match="not_allowed"), staffed.read() as db:
        institutions.listing(db, by=ENTRY)
