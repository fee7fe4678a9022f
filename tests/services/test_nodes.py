"""The keys of an installation: made once, handed out in their public half only."""

from pathlib import Path

import pytest
from sqlalchemy import select

from app.crypto.sealing import recipient_of, seal_bytes, unseal_bytes
from app.crypto.signing import fingerprint, verify
from app.domain.problems import Problem
from app.models.node_key import KeyKind, NodeKey
from app.services import institutions, nodes
from app.storage.store import Store
from tests.services.loop import Loop, keys_of
from tests.services.made_up import NOW
from tests.stores import COUNSELLOR, LEAD


def test_made_once_by_the_lead_and_the_recovery_secret_is_not_kept(staffed: Store) -> None:
    with pytest.raises(Problem, match="not_allowed"), staffed.write() as db:
        nodes.make_keys(db, by=COUNSELLOR, now=NOW)
    with staffed.write() as db:
        recovery = nodes.make_keys(db, by=LEAD, now=NOW)
    with pytest.raises(Problem, match="keys_exist"), staffed.write() as db:
        nodes.make_keys(db, by=LEAD, now=NOW)
    with staffed.read() as db:
        kept = db.scalars(select(NodeKey).where(NodeKey.kind == KeyKind.RECOVERY)).one()
        secrets = [row.secret for row in db.scalars(select(NodeKey))]
        public = nodes.public(db, by=LEAD)
    assert (kept.secret, kept.public) == (None, recipient_of(recovery))
    assert recovery.encode() not in [one for one in secrets if one]
    assert public.recovery_recipient == kept.public
    assert unseal_bytes(seal_bytes(b"made up", [public.recovery_recipient or ""]), [recovery]) == b"made up"


def test_public_halves_fit_the_secret_ones(staffed: Store) -> None:
    with staffed.write() as db:
        nodes.make_keys(db, by=LEAD, now=NOW)
    with staffed.read() as db:
        public = nodes.public(db, by=LEAD)
        signature = nodes.signing_key(db).sign(b"made up", "test@1")
        [identity] = nodes.identities(db)
        assert nodes.code(db) == "A"
    assert identity.recipient == public.recipient
    verify(b"made up", signature, public.signing_key, "test@1")
    assert public.fingerprint == fingerprint(public.signing_key)


def test_the_key_file_is_what_an_institution_is_enrolled_from(loop: Loop, tmp_path: Path) -> None:
    file = tmp_path / "school.json"
    with loop.school.store.read() as db:
        assert nodes.hand_out(db, file, by=LEAD) == loop.school.public.fingerprint
    assert institutions.read_keys(file) == keys_of(loop.school.public)
    assert "secret" not in file.read_text("utf-8").lower()
