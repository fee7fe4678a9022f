"""What the worker of this folder does at a school that exchanges: referrals sealed onto a stick, exports taken in."""

import signal
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from app import letters
from app.crypto.keys import MasterKey
from app.crypto.sealing import new_identity, seal_bytes
from app.domain.risk import Level
from app.intake import answers
from app.intake.sheet import Sheet
from app.scales.load import load
from app.services import answer_import, bundle_export, institutions, referrals, students
from app.services.answer_import import Terms
from app.services.referrals import ReferralText
from app.storage.store import Store
from benchmarks.letter import LETTER
from tests.crash.notes import Notes
from tests.services.made_up import NOW, TODAY
from tests.stores import LEAD

SHEETS = 20
TURNS = 30
STICK = "stick"
SCALE = "phq9"
HEADER = ("序号", "提交答卷时间", "姓名", "学号", *(f"{number}、第{number}项" for number in range(1, 10)))


def warm() -> None:
    """Load once what every fork would load again: fonts, the libraries behind letters and bundles, the scale."""
    letters.render(LETTER, now=NOW)
    seal_bytes(b"warm", [new_identity().recipient])
    load(SCALE)


def exchange(folder: Path, master: MasterKey, notes: Notes) -> None:
    """Export and import in turns until killed. The students are in the store already."""
    with Store.open(folder, master) as store:
        with store.read() as db:
            (centre,) = (one.id for one in institutions.listing(db, by=LEAD))
        for turn in range(TURNS):
            notes.step(f"export {turn}", partial(export, store, f"T{SHEETS + turn:04d}", centre, folder / STICK))
            notes.step(f"answers {turn}", partial(take_answers, store, turn))
        signal.pause()  # killed here where the moment was late


def export(store: Store, number: str, centre: UUID, stick: Path) -> None:
    """Write a referral and seal it onto the stick, in one transaction."""
    text = ReferralText(
        institution_id=centre,
        level=Level.RED,
        urgency="24h",
        reason="近两周情绪持续低落",
        basis="emergency",
        basis_reason="监护人联系不上",
    )
    with store.write() as db:
        student = students.by_number(db, number, by=LEAD)
        key = referrals.create(db, student, text, by=LEAD, now=NOW).id
        bundle_export.referral(db, key, stick, by=LEAD, now=NOW)


def take_answers(store: Store, turn: int) -> None:
    """Take one export in: a critical answer in every sheet, so that every sheet has its alert."""
    day = TODAY - timedelta(days=turn + 1)
    rows = [
        (at, f"{day:%Y/%m/%d} 8:05:09", f"测试{at}", f"T{at:04d}", 2, 3, 2, 1, 0, 2, 1, 0, 1) for at in range(SHEETS)
    ]
    sheet = Sheet("made up", [list(HEADER), *(list(row) for row in rows)])
    mapping = answers.guess(sheet, answer_import.shape(load(SCALE)))
    with store.write() as db:
        answer_import.take(db, sheet, mapping, sha256=f"{turn:064d}", terms=Terms(), by=LEAD, now=NOW)
