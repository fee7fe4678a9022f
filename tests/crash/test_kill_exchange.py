"""Kill -9 at random moments while a bundle is sealed onto a stick and while answers are imported."""

import io
import random
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bundles.verify import verify
from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.crypto.sealing import new_identity
from app.domain.institution import InstitutionKind
from app.domain.referral_state import State
from app.models.alert import Alert
from app.models.assessment import Assessment
from app.models.bundle import Bundle
from app.models.referral import Referral
from app.services import institutions, nodes, referrals, users
from app.services.institutions import InstitutionFacts
from app.services.school import found
from app.storage import backup, copying
from app.storage.check import check
from app.storage.store import Store
from tests.crash.exchange import SHEETS, STICK, TURNS
from tests.crash.test_kill import KILLS, Killer, killer, split
from tests.services.made_up import NOW, admit
from tests.stores import LEAD

PASSWORD = "huanghe lushui qiaotou songlin"

__all__ = ["killer"]


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, MasterKey]:
    """A school with a centre's key, those who answer and those who will be referred."""
    folder = tmp_path_factory.mktemp("exchange") / "room"
    made = found(
        folder, school="测试学校", site_code="T1", user="测试老师", password=PASSWORD, now=NOW, kdf=Kdf.floor()
    )
    facts = InstitutionFacts(InstitutionKind.CENTRE, "测试中心", site_code="C1", recipient=new_identity().recipient)
    with Store.open(folder, made.master) as store:
        with store.write() as db:
            institutions.save(db, facts, by=made.actor, now=NOW)
        with store.write() as db:
            users.add(db, LEAD.name, label="使用人 2", role=LEAD.role, user_id=LEAD.user_id, by=users.SYSTEM, now=NOW)
        for number in range(SHEETS + TURNS):
            admit(store, f"T{number:04d}", f"测试{number}")
    backup.verify(_copied(folder), made.master, NOW)
    (folder / STICK).mkdir()
    return folder, made.master


def _copied(folder: Path) -> copying.Copy:
    made = copying.copy(folder, NOW)
    assert made is not None
    return made


def verify_after(folder: Path, master: MasterKey, notes: list[str]) -> None:
    assert check(folder, master).faults == {}
    sent, sending = split(notes, "export")
    taken, taking = split(notes, "answers")
    with Store.open(folder, master) as store, store.read() as db:
        ledger = list(db.scalars(select(Bundle)))
        assert len(ledger) - len(sent) in (0, len(sending))
        states = [referrals.folded(db, key).state for key in db.scalars(select(Referral.id))]
        assert states == [State.SENT] * len(ledger)  # never a referral without its bundle, nor half a one
        sheets = db.scalar(select(func.count()).select_from(Assessment)) or 0
        alerts = db.scalar(select(func.count()).select_from(Alert).where(Alert.source_id.is_not(None))) or 0
        assert sheets in {SHEETS * count for count in (len(taken), len(taken) + len(taking))}
        assert alerts == sheets  # a score without its alert cannot exist
        identity = nodes.identities(db)[0].secret
    for row in ledger:
        assert sha256((folder / STICK / row.file_name).read_bytes()).hexdigest() == row.sha256
    for file in (folder / STICK).glob("*.age"):  # also one that was written and not noted any more
        verify(file, io.BytesIO(), identities=[identity], trusted=None)


def test_killed_while_exporting_and_importing(school: tuple[Path, MasterKey], killer: Killer, tmp_path: Path) -> None:
    moments = random.Random()
    confirmed = 0
    for turn in range(KILLS):
        folder = tmp_path / f"{turn}"
        shutil.copytree(school[0], folder)
        notes = killer.run(folder, school[1], "exchange", moments.uniform(0.0, 1.0))
        verify_after(folder, school[1], notes)
        confirmed += sum(line.startswith(("done export", "done answers")) for line in notes)
        shutil.rmtree(folder)
    assert confirmed > KILLS // 2  # it was killed at work, not before
