"""Text packs: the wording of a licensed form, brought in by a school or county. None ships."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.crypto.errors import BadSignature, Damaged
from app.crypto.signing import fingerprint, verify
from app.domain.changes import Changes
from app.domain.problems import Problem
from app.domain.rights import Action, Actor
from app.intake.sheets import read_sheet
from app.models.institution import Institution
from app.models.text_pack import TextPack
from app.reports.workbook import Table, workbook
from app.scales.load import load
from app.services import nodes, pack_text
from app.services.pack_text import Pack
from app.services.verb import verb
from app.storage import changes

NAMESPACE = "xinqiao-text-pack"
MOST_BYTES = 1024 * 1024
SIGNATURE_BYTES = 8 * 1024


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file that was read and fits its scale. ``data`` is what a signature covers."""

    pack: Pack
    data: bytes
    signature: str = ""


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack in the list. ``signer``: fingerprint, empty for one that the school made itself."""

    id: UUID
    scale: str
    form_version: str
    language: str
    licence: str
    source: str
    signer: str
    items: int
    fits: bool
    active: bool
    loaded_at: datetime


@dataclass(frozen=True, slots=True)
class Loaded:
    """A pack that was taken in."""

    id: UUID
    signer: str
    changes: Changes


def read(path: Path, *, signature: Path | None = None) -> PackFile:
    """Read a pack (.json or the filled .xlsx template) and its signature. No session: nothing is written.

    A signature is for a .json file: a spreadsheet is for typing. Raises Problem("pack_not_readable"),
    ("pack_too_big"), ("pack_signature_unreadable"), ("pack_signature_json_only"), those of ``pack_text``
    and of ``read_sheet``.
    """
    data = _bytes(path, MOST_BYTES, "pack_too_big")
    armour = ""
    if signature is not None:
        try:
            armour = _bytes(signature, SIGNATURE_BYTES, "pack_signature_unreadable").decode("ascii")
        except UnicodeDecodeError:
            raise Problem("pack_signature_unreadable") from None
    if path.suffix.lower() == ".json":
        return PackFile(pack_text.from_json(data), data, armour)
    if armour:
        raise Problem("pack_signature_json_only")
    return PackFile(pack_text.from_sheet(read_sheet(path)), data, armour)


@verb(Action.WRITE_SETTINGS)
def load_file(db: Session, file: PackFile, *, by: Actor, now: datetime) -> Loaded:
    """Take a pack in and make it the one in use for its scale and language.

    A signature must be by a key that was compared (an institution's), or by this school's own. Raises
    Problem("pack_signature_unknown") otherwise, ("pack_there_already") for the same content.
    """
    return _keep(db, file.pack, sha256(file.data).hexdigest(), _signer(db, file), by=by, now=now)


@verb(Action.WRITE_SETTINGS)
def save(db: Session, pack: Pack, *, by: Actor, now: datetime) -> Loaded:
    """Keep a pack that was written in the editor. Raises those of ``pack_text.checked``."""
    data = pack_text.checked(pack).model_dump_json().encode()
    return _keep(db, pack, sha256(data).hexdigest(), "", by=by, now=now)


@verb(Action.ENTER_ANSWERS)
def listing(db: Session, *, by: Actor) -> list[PackRow]:
    """Return every pack, by scale, those in use first."""
    rows = db.scalars(
        select(TextPack).order_by(TextPack.scale, TextPack.active.desc(), TextPack.loaded_at.desc(), TextPack.id)
    )
    return [
        PackRow(
            row.id,
            row.scale,
            row.form_version,
            row.language,
            row.licence,
            row.source,
            row.signer,
            len(row.content["items"]),
            row.form_version == load(row.scale).form_version,
            row.active,
            row.loaded_at,
        )
        for row in rows
    ]


@verb(Action.ENTER_ANSWERS)
def content(db: Session, pack_id: UUID, *, by: Actor) -> Pack:
    """Return a pack's wording, for the editor. Raises Problem("pack_unknown")."""
    return _pack(_get(db, pack_id))


@verb(Action.ENTER_ANSWERS)
def wording(db: Session, scale: str, *, language: str = "zh", by: Actor) -> Pack | None:
    """Return the pack in use for a scale, None where there is none or it is of another form version."""
    row = db.scalar(
        select(TextPack)
        .where(TextPack.scale == scale, TextPack.language == language, TextPack.active.is_(True))
        .where(TextPack.form_version == load(scale).form_version)
        .order_by(TextPack.loaded_at.desc(), TextPack.id.desc())
        .limit(1)
    )
    return None if row is None else _pack(row)


@verb(Action.WRITE_SETTINGS)
def set_active(db: Session, pack_id: UUID, active: bool, *, by: Actor, now: datetime) -> Changes:
    """Use a pack, or stop using it. At most one per scale and language is in use."""
    row = _get(db, pack_id)
    entries = _retired(db, row.scale, row.language) if active else []
    row.active = active
    return changes.write(db, [*entries, changes.changed(row)], by=by, action=Action.WRITE_SETTINGS, now=now)


@verb(Action.ENTER_ANSWERS)
def template(scale: str, *, language: str = "zh", by: Actor, now: datetime) -> bytes:
    """Return an .xlsx to type the wording into: numbers and values are there, the words are not."""
    definition = load(scale)
    rows = [
        ("scale", "", definition.key),
        ("form_version", "", definition.form_version),
        ("language", "", language),
        ("licence", "", ""),
        ("source", "", ""),
        ("instructions", "", ""),
        *(("option", str(value), "") for value in definition.options),
    ]
    for item in definition.items:
        rows.append(("item", str(item.n), ""))
        rows += [(f"option.{item.n}", str(value), "") for value in item.options or ()]
    name = definition.names.en if language == "en" else definition.names.zh
    notes = (definition.text_pack.official_source, definition.licence.status)
    return workbook([Table("text pack", name, pack_text.HEADINGS, rows, notes)], now=now)


def _keep(db: Session, pack: Pack, digest: str, signer: str, *, by: Actor, now: datetime) -> Loaded:
    known = db.scalar(select(TextPack.id).where(TextPack.sha256 == digest, TextPack.active.is_(True)).limit(1))
    if known is not None:
        raise Problem("pack_there_already")
    row = TextPack(
        scale=pack.scale,
        form_version=pack.form_version,
        language=pack.language,
        licence=pack.licence,
        source=pack.source,
        content=pack.model_dump(mode="json", include={"instructions", "options", "items"}),
        sha256=digest,
        signer=signer,
        loaded_by=by.user_id,
        loaded_at=now,
    )
    entries = [*_retired(db, pack.scale, pack.language), changes.created(row)]
    return Loaded(row.id, signer, changes.write(db, entries, by=by, action=Action.WRITE_SETTINGS, now=now))


def _retired(db: Session, scale: str, language: str) -> list[changes.Entry]:
    entries = []
    for row in db.scalars(
        select(TextPack).where(TextPack.scale == scale, TextPack.language == language, TextPack.active.is_(True))
    ):
        row.active = False
        entries.append(changes.changed(row))
    return entries


def _signer(db: Session, file: PackFile) -> str:
    if not file.signature:
        return ""
    for line in _trusted(db):
        try:
            verify(file.data, file.signature, line, NAMESPACE)
        except (BadSignature, Damaged):
            continue
        return fingerprint(line)
    raise Problem("pack_signature_unknown")


def _trusted(db: Session) -> Sequence[str]:
    lines = db.scalars(
        select(Institution.signing_key).where(Institution.trusted_at.is_not(None), Institution.active.is_(True))
    ).all()
    return [nodes.public_of(db).signing_key, *(line for line in lines if line)]


def _pack(row: TextPack) -> Pack:
    return Pack.model_validate(
        {
            "format": 1,
            "scale": row.scale,
            "form_version": row.form_version,
            "language": row.language,
            "licence": row.licence,
            "source": row.source,
            **row.content,
        },
        strict=False,
    )


def _get(db: Session, pack_id: UUID) -> TextPack:
    row = db.get(TextPack, pack_id)
    if row is None:
        raise Problem("pack_unknown")
    return row


def _bytes(path: Path, most: int, code: str) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError:
        raise Problem("pack_not_readable", place="") from None
    if len(data) > most:
        raise Problem(code)
    return data
