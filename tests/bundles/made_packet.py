"""A made-up referral packet, full and smallest."""

from datetime import UTC, date, datetime
from uuid import UUID

from app.bundles.referral_packet import (
    Agreement,
    Counsellor,
    Guardian,
    Organisation,
    Plan,
    Record,
    ReferralPacket,
    Risk,
    Score,
    Sheet,
    Student,
)
from app.domain.risk import Level
from app.domain.student import Sex

AT = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)


def number(value: int) -> UUID:
    """Return a made-up UUIDv7."""
    return UUID(f"01920000-0000-7000-8000-{value:012x}")


def smallest() -> ReferralPacket:
    """Return a packet with nothing chosen that can be left out."""
    return ReferralPacket(
        referral_id=number(1),
        made_at=AT,
        student=Student(number(2), "测试学生甲"),
        school=Organisation(number(3), "示例中学"),
        centre=Organisation(number(4), "示例县心理中心"),
        counsellor=Counsellor(number(5), "示例老师"),
        reason="示例原因",
        letter_pdf=b"%PDF-1.4 made up\n",
        letter_number="示例校心转〔2026〕A1号",
        level=Level.RED,
        agreement=Agreement(number(6), AT, "示例监护人，电话同意"),
    )


def full() -> ReferralPacket:
    """Return a packet with everything chosen."""
    base = smallest()
    return ReferralPacket(
        referral_id=base.referral_id,
        made_at=AT,
        student=Student(
            number(2), "测试学生甲", "2024070218", Sex.FEMALE, date(2012, 3, 4), "七年级2班", "13900000001", "示例村1组"
        ),
        school=Organisation(number(3), "示例中学", "0000-0000001"),
        centre=Organisation(number(4), "示例县心理中心", "0000-0000002", "儿童青少年门诊"),
        counsellor=Counsellor(number(5), "示例老师", "13900000002"),
        reason="示例原因 <b>&",
        letter_pdf=base.letter_pdf,
        letter_number=base.letter_number,
        level=Level.RED,
        agreement=base.agreement,
        guardians=(Guardian(number(7), "示例外祖母", "外祖母", "13900000003"), Guardian(number(8), "示例父")),
        behaviour="示例表现",
        measures="示例措施",
        medicines="示例用药",
        sheets=(
            Sheet(
                number(9),
                "phqa",
                "1",
                "PHQ-A",
                AT,
                (Score(number(10), "total", "总分", 17, "中重度"), Score(number(11), "part", "部分", 2.5)),
                (1, 2, None, 3, 0, 1, 2, 3, 1),
            ),
            Sheet(number(12), "gad7", "1", "GAD-7", AT, (Score(number(13), "total", "总分", 9),)),
        ),
        risk=Risk(number(14), Level.RED, AT, "示例理由"),
        plan=Plan(number(15), AT, ("第一步", "第二步")),
        records=(Record("assessment", number(9), {"total": 17, "note": "示例"}),),
        changes=({"seq": 1, "op": "create"},),
    )
