"""A school and a centre, each with its own encrypted store, and a stick between them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from app.bundles.keyfile import PublicKeys
from app.crypto.keys import MasterKey
from app.domain.consent import Giver, Purpose, Way
from app.domain.institution import InstitutionKind
from app.domain.risk import Level
from app.domain.student import Relation
from app.services import bundle_export, consents, guardians, institutions, nodes, referrals, school_settings, users
from app.services.bundle_export import Exported
from app.services.consents import Decision
from app.services.guardians import GuardianFacts
from app.services.nodes import PublicNode
from app.services.referrals import ReferralText
from app.storage import founding
from app.storage.names import STORE, key_of
from app.storage.store import Store
from tests.services.made_up import NOW, TODAY, admit
from tests.stores import COUNSELLOR, LEAD, VAULT_ID

SECRET_WORD = "只写给自己看的话"


@dataclass
class Place:
    """One store with its keys; ``recovery`` is the secret that a school keeps on paper."""

    store: Store
    public: PublicNode
    recovery: str


def place(folder: Path, name: str, code: str) -> Place:
    """Found a store in ``folder`` and give it its people, name and keys."""
    folder.mkdir()
    master = MasterKey.new()
    path = folder / STORE
    founding.finish(founding.prepare(path, key_of(master), vault_id=VAULT_ID, now=NOW), path)
    store = Store.open(folder, master)
    with store.write() as db:
        for number, user in enumerate((LEAD, COUNSELLOR), 1):
            users.add(
                db, user.name, label=f"使用人 {number}", role=user.role, user_id=user.user_id, by=users.SYSTEM, now=NOW
            )
        known = {"school.name": name, "school.site_code": code, "school.room_phone": "0000-1234567"}
        school_settings.change(db, known, by=LEAD, now=NOW)
        recovery = nodes.make_keys(db, by=LEAD, now=NOW)
        return Place(store, nodes.public(db, by=LEAD), recovery)


def keys_of(public: PublicNode) -> PublicKeys:
    """Return what a place hands out, as its key file says it."""
    return PublicKeys(public.recipient, public.signing_key, public.recovery_recipient, public.school, public.site_code)


def enrol(at: Place, other: Place, kind: InstitutionKind, *, compared: bool = True) -> UUID:
    """Enter ``other`` at ``at`` as an institution."""
    with at.store.write() as db:
        key = institutions.enrol(db, keys_of(other.public), kind=kind, by=LEAD, now=NOW).id
        if compared:
            institutions.trust(db, key, by=LEAD, now=NOW)
    return key


def consent(at: Place, student: UUID, *, given: bool = True, on: date = TODAY) -> None:
    """Record the grandmother's decision on telling a hospital."""
    decision = Decision(Purpose.HOSPITAL, Giver.GUARDIAN, "外婆", given, Way.SIGNED, on)
    with at.store.write() as db:
        consents.record(db, student, decision, by=LEAD, now=NOW)


def grandmother(at: Place, student: UUID) -> UUID:
    """Put a grandmother into the student's file."""
    facts = GuardianFacts(Relation.MATERNAL_GRANDMOTHER, "外婆甲", "13800000021", is_carer=True)
    with at.store.write() as db:
        return guardians.save(db, student, facts, by=LEAD, now=NOW).id


@dataclass
class Loop:
    """Both ends and what lies between. ``centre_id`` and ``school_id`` are how each knows the other."""

    school: Place
    centre: Place
    centre_id: UUID
    school_id: UUID
    stick: Path
    student: UUID

    def text(self, **other: object) -> ReferralText:
        """Return a filled-in referral with a consent, or as ``other`` says."""
        facts: dict[str, object] = {
            "institution_id": self.centre_id,
            "level": Level.RED,
            "urgency": "24h",
            "reason": "近两周情绪持续低落",
            "basis": "consent",
            **other,
        }
        return ReferralText(**facts)  # type: ignore[arg-type] # names of fields

    def refer(self, **other: object) -> UUID:
        """Write a referral at the school, with the consent that it says to have."""
        text = self.text(**other)
        if text.basis == "consent":
            consent(self.school, self.student)
        with self.school.store.write() as db:
            return referrals.create(db, self.student, text, by=LEAD, now=NOW).id

    def send(self, referral: UUID | None = None) -> Exported:
        """Seal a referral onto the stick."""
        key = referral or self.refer()
        with self.school.store.write() as db:
            return bundle_export.referral(db, key, self.stick, by=LEAD, now=NOW)


def close(loop: Loop) -> None:
    """Close both stores."""
    loop.school.store.close()
    loop.centre.store.close()


def make(folder: Path) -> Loop:
    """Make both ends, each knowing the other's keys, and a student at the school."""
    folder.mkdir()
    school = place(folder / "school", "青石中学（虚构）", "QS01")
    centre = place(folder / "centre", "青石县心理中心（虚构）", "C01")
    stick = folder / "stick"
    stick.mkdir()
    return Loop(
        school,
        centre,
        enrol(school, centre, InstitutionKind.CENTRE),
        enrol(centre, school, InstitutionKind.SCHOOL),
        stick,
        admit(school.store),
    )
