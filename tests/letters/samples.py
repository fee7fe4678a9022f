"""Made-up letters and what reads them back."""

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app.domain.risk import Level
from app.domain.safety_plan import Entry, Step
from app.domain.student import Sex
from app.letters.bundle_slip import BundleSlip
from app.letters.recovery_sheet import RecoverySheet
from app.letters.referral import Referral, ScaleResult, Urgency
from app.letters.safety_plan import GuardianSheet, Line, PlanSheet
from app.letters.wallet_card import WalletCard
from tests.letters.screening_samples import SCREENING_LETTERS

NOW = datetime(2026, 3, 2, 6, 5, tzinfo=UTC)

_REFERRAL = Referral(
    number="青石校心转〔2026〕A3号",
    issued_on=date(2026, 3, 2),
    school="青石县第一初级中学",
    school_contact="周老师（心理辅导室）",
    school_phone="0900-1234567",
    hospital="青石县人民医院",
    department="心理门诊",
    hospital_contact="何医生",
    hospital_phone="0900-7654321",
    case_code="XL-2026-0031",
    student_name="林小满",
    sex=Sex.FEMALE,
    born_on=date(2012, 5, 4),
    class_name="八年级（3）班",
    guardian_name="林大山",
    guardian_relation="祖父",
    guardian_phone="13800000000",
    guardian_present=True,
    reason="近两周情绪低落，学习和睡眠明显受影响，班主任和本人都希望得到专业帮助。",
    behaviour="上课走神，不愿与同学来往；夜里入睡困难，凌晨三四点醒来。",
    duration="约三周，近一周加重。",
    scales=(ScaleResult("PHQ-A", "总分17分", date(2026, 3, 1)), ScaleResult("GAD-7", "总分11分")),
    level=Level.ORANGE,
    self_harm=True,
    measures="3月1日当面告知监护人；共同制定安全计划；家中农药已由祖父锁存。",
    medicines="无",
    allergies="青霉素过敏",
    consent="监护人林大山于2026年3月1日书面同意提供本单所列信息。",
    urgency=Urgency.DAY,
    accompanied_by="林大山",
)

LINES = (Line("全国心理援助热线", "12356"), Line("急救", "120"))

PLAN_ENTRIES = (
    Entry(Step.WARNING_SIGNS, "一个人在宿舍，不想接电话"),
    Entry(Step.OWN_COPING, "去操场慢走两圈", obstacle="下雨"),
    Entry(Step.PEOPLE_AND_PLACES, "图书角"),
    Entry(Step.PEOPLE_TO_ASK, "姑姑", phone="13900000001"),
    Entry(Step.PROFESSIONALS, "青石县人民医院", phone="0900-7654321"),
    Entry(Step.SAFER_SURROUNDINGS, "农药锁进铁柜", who="祖父", confirmed=date(2026, 3, 1)),
)


def referral(**changes: Any) -> Referral:
    """Return a full referral letter with some attributes changed."""
    return replace(_REFERRAL, **changes)


def plan(**changes: Any) -> PlanSheet:
    """Return a counsellor's plan sheet."""
    sheet = PlanSheet(
        school="青石县第一初级中学",
        student_name="林小满",
        class_name="八年级（3）班",
        case_code="XL-2026-0031",
        version=2,
        made_on=date(2026, 3, 2),
        review_on=date(2026, 3, 9),
        entries=PLAN_ENTRIES,
        lines=LINES,
    )
    return replace(sheet, **changes)


def guardian_sheet(**changes: Any) -> GuardianSheet:
    """Return a guardian's sheet."""
    sheet = GuardianSheet(
        school="青石县第一初级中学",
        student_name="林小满",
        guardian_name="林大山",
        made_on=date(2026, 3, 2),
        review_on=date(2026, 3, 9),
        signs=("不说话，不吃饭",),
        helps=("坐在旁边陪着",),
        safer=PLAN_ENTRIES[-1:],
        contact_name="周老师",
        contact_phone="0900-1234567",
        lines=LINES,
    )
    return replace(sheet, **changes)


def card(**changes: Any) -> WalletCard:
    """Return a wallet card."""
    one = WalletCard(("睡不着",), ("慢走两圈",), (Line("姑姑", "13900000001"),), LINES)
    return replace(one, **changes)


def slip(**changes: Any) -> BundleSlip:
    """Return a handover slip."""
    one = BundleSlip(
        number="青石校心交〔2026〕A7号",
        school="青石县第一初级中学",
        school_contact="周老师",
        school_phone="0900-1234567",
        recipient="青石县学生心理健康中心",
        file_name="XQ1_QS01-A_to-QSC_000123_1a2b3c4d.age",
        sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        made_on=date(2026, 3, 2),
    )
    return replace(one, **changes)


def recovery(**changes: Any) -> RecoverySheet:
    """Return a recovery sheet."""
    groups = tuple(f"{11 * (place + 10_000):06d}" for place in range(8))
    one = RecoverySheet("青石县第一初级中学", "3f2a-91c0", date(2026, 3, 2), "周小川", "心理教师", groups)
    return replace(one, **changes)


EVERY_LETTER = (referral(), plan(), guardian_sheet(), card(), slip(), recovery(), *SCREENING_LETTERS)


def extracted(pdf: bytes) -> str:
    """Return the text that pdftotext reads, in reading order, without white space."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return "".join(out.decode("utf-8").split())


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, without white space."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode("utf-8")
    return ["".join(page.split()) for page in out.split("\f")[:-1]]


def fonts_in(pdf: bytes, folder: Path) -> list[list[str]]:
    """Return the rows of pdffonts: name, type, encoding, emb, sub, uni, object."""
    path = folder / "letter.pdf"
    path.write_bytes(pdf)
    out = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True).stdout
    return [line.split() for line in out.splitlines()[2:]]
