"""Made-up letters of a screening round."""

from dataclasses import replace
from datetime import date
from typing import Any

from app.letters.answer_sheet import AnswerSheets, Place
from app.letters.case_meeting import Case, CaseMeeting
from app.letters.counsellor_report import BandLine, CounsellorReport, ScoreLine
from app.letters.county_help import CountyHelp, Need
from app.letters.missing_list import ClassMissing, Missing, MissingList
from app.letters.safety_plan import Line
from app.letters.student_sheet import StudentSheet

SCHOOL = "青石县第一初级中学"
DAY = date(2026, 3, 2)
PLACES = tuple(Place(f"20240701{n:02d}", name) for n, name in enumerate(("林小满", "周小雪", "陈小寒"), 1))


def sheets(**changes: Any) -> AnswerSheets:
    """Return answer sheets of a hundred items for three students."""
    one = AnswerSheets(
        school=SCHOOL,
        round_name="秋季普测2026",
        class_name="七(1)班",
        form_name="心理健康诊断测验",
        period="",
        respondent="",
        options=[("1", "0")] * 100,
        meaning="1 是　0 否",
        places=PLACES,
        last_day=date(2026, 3, 9),
    )
    return replace(one, **changes)


def missing(**changes: Any) -> MissingList:
    """Return a list of two classes."""
    rows = tuple(Missing(one.number, one.name, "心理健康诊断测验", "") for one in PLACES)
    classes = (
        ClassMissing("七(1)班", 45, rows),
        ClassMissing("七(2)班", 46, (replace(rows[0], name="吴小夏", remark="无同意书"),)),
    )
    one = MissingList(SCHOOL, "秋季普测2026", DAY, date(2026, 3, 9), classes)
    return replace(one, **changes)


def meeting(**changes: Any) -> CaseMeeting:
    """Return a sheet of two cases."""
    cases = (
        Case(
            "XQ-0000A001",
            "林小满",
            "七(1)班",
            ("抑郁筛查（学生）：第9题需要当面过问", "何老师提名：常哭、困倦、睡不好"),
            ("当面问过自伤：是", "睡眠：很不好", "学生原话：夜里睡不着"),
            "",
        ),
        Case(
            "XQ-0000A002",
            "周小雪",
            "七(2)班",
            ("心理健康诊断测验（学生）：作废，需重测（效度题得分过高）",),
            (),
            "留意观察",
        ),
    )
    one = CaseMeeting(SCHOOL, "秋季普测2026", DAY, cases, 135, 120)
    return replace(one, **changes)


def help_letter(**changes: Any) -> CountyHelp:
    """Return a request for help."""
    needs = (Need("红", 2, 120, DAY), Need("橙", 7, 315, date(2026, 3, 3)), Need("黄", 41, 1230, date(2026, 3, 9)))
    one = CountyHelp(
        "青石校心函〔2026〕A4号",
        DAY,
        SCHOOL,
        "青石县学生心理健康中心",
        "秋季普测2026",
        586,
        needs,
        600,
        2,
        "周老师",
        "0900-1234567",
    )
    return replace(one, **changes)


def result(**changes: Any) -> CounsellorReport:
    """Return a counsellor's report."""
    one = CounsellorReport(
        school=SCHOOL,
        student_name="林小满",
        class_name="七(1)班",
        case_code="XQ-0000A001",
        form_name="抑郁筛查九项",
        version="1.0",
        informant="学生本人",
        taken_on=DAY,
        scores=(ScoreLine("总分", "未答全，可能在12—15之间"), ScoreLine("躯体", "5")),
        bands=(
            BandLine("总分", "中度", "原版", "虚构作者 2001, Journal of Examples 16:606"),
            BandLine("总分", "达到分界", "中国青少年", "虚构作者 2014，示例期刊"),
        ),
        calls=("第9题（伤害自己的念头）：选1",),
        remarks=("第3题没有回答。", "作答过快。"),
    )
    return replace(one, **changes)


def sheet(**changes: Any) -> StudentSheet:
    """Return a sheet for the student."""
    lines = (Line("全国心理援助热线", "12356"), Line("急救", "120"))
    agreed = ("下周三中午再聊一次", "睡前不看手机")
    one = StudentSheet(SCHOOL, "林小满", "七(1)班", False, DAY, agreed, "周老师", "0900-1234567", lines)
    return replace(one, **changes)


SCREENING_LETTERS = (sheets(), missing(), meeting(), help_letter(), result(), sheet())
