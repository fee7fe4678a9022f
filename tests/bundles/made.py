"""Made-up senders, receivers and bundles for the tests of this room."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from app.bundles import names, sidecar
from app.bundles.manifest import Basis, Kind, MadeAt
from app.bundles.pack import Envelope, From, Prepared, Sealed, To, prepare
from app.bundles.unpack import Opened, open_sealed
from app.crypto.sealing import Identity, new_identity, seal_bytes, unseal_bytes
from app.crypto.signing import SigningKey

FILES: Mapping[str, bytes] = {
    "letter.pdf": b"%PDF-1.4 made up, not a real letter\n",
    "records.ndjson": '{"id": 1, "name": "测试学生甲"}\n{"id": 2}\n'.encode(),
}


@dataclass(frozen=True)
class Cast:
    """Who plays: the school signs, the centre receives, a stranger should get nothing."""

    school: Identity
    centre: Identity
    recovery: Identity
    stranger: Identity
    key: SigningKey
    other_key: SigningKey

    @property
    def line(self) -> str:
        """The school's enrolled public key."""
        return self.key.public_line


def people() -> Cast:
    """Return a fresh cast."""
    keys = [new_identity() for _ in range(4)]
    return Cast(*keys, SigningKey.new(), SigningKey.new())


def envelope(cast: Cast, **changes: object) -> Envelope:
    """Return the envelope of a referral from the made-up school to the made-up centre."""
    made = Envelope(
        bundle_id=UUID("01920000-0000-7000-8000-00000000abcd"),
        kind=Kind.REFERRAL,
        sender=From("XQDEMO", "示例中学", "0a" * 16, "A", "0b" * 16, cast.school.recipient),
        to=(
            To("示例县心理中心", "centre", cast.centre.recipient),
            To("示例县心理中心（保险柜）", "recovery", cast.recovery.recipient),
            To("示例中学", "own", cast.school.recipient),
        ),
        centre_code="C01",
        purpose="referral",
        basis=Basis.CONSENT,
        consent_id=UUID(int=5),
        stream_seq=7,
        app_version="0.1.0",
        schema_version="0001",
        made_at=MadeAt(wall=datetime(2026, 11, 2, 8, tzinfo=UTC), hlc="1793606400000-0", clock="good"),
    )
    return replace(made, **changes)


def prepared(cast: Cast, files: Mapping[str, bytes | Path] = FILES, **changes: object) -> Prepared:
    """Return a prepared referral."""
    return prepare(envelope(cast, **changes), files, cast.key)


def sealed(cast: Cast, files: Mapping[str, bytes | Path] = FILES, **changes: object) -> bytes:
    """Return the bytes of a sealed referral."""
    target = io.BytesIO()
    prepared(cast, files, **changes).seal_into(target)
    return target.getvalue()


def put(folder: Path, cast: Cast, files: Mapping[str, bytes | Path] = FILES, *, checksum: bool = True) -> Path:
    """Write a sealed referral (and its checksum) into ``folder`` under its proper name."""
    ready = prepared(cast, files)
    path = folder / str(ready.name)
    with path.open("wb") as file:
        done: Sealed = ready.seal_into(file)
    if checksum:
        path.with_name(path.name + names.SIDECAR).write_bytes(sidecar.line(done.sha256, path.name))
    return path


def plain(cast: Cast, data: bytes) -> bytes:
    """Return the ZIP inside."""
    return unseal_bytes(data, [cast.centre.secret])


def resealed(zip_bytes: bytes, *to: Identity) -> bytes:
    """Seal a (perhaps hostile) ZIP for ``to``."""
    return seal_bytes(zip_bytes, [one.recipient for one in to])


def opened(cast: Cast, data: bytes, *, who: Identity | None = None, trusted: object = ()) -> Opened:
    """Open ``data`` as the centre, which has enrolled the school."""
    return open_sealed(
        io.BytesIO(data),
        io.BytesIO(),
        identities=[(who or cast.centre).secret],
        trusted=[cast.line] if trusted == () else trusted,
    )
