"""Every letter there is, one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.letters import (
    answer_sheet,
    bundle_slip,
    case_meeting,
    counsellor_report,
    county_help,
    missing_list,
    recovery_sheet,
    referral,
    safety_plan,
    student_sheet,
    wallet_card,
)
from app.letters.compose import Compositor
from app.letters.paper import Section


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of letter: its code in the log, its title, its dataclass and how it is laid out."""

    key: str
    title: str
    letter: type[Any]
    layout: Callable[[Any, Compositor], list[Section]]


LETTERS: tuple[Kind, ...] = (
    Kind("referral", "转介单", referral.Referral, referral.layout),
    Kind("safety_plan", "安全计划", safety_plan.PlanSheet, safety_plan.plan_layout),
    Kind("guardian_sheet", "家长安全提示", safety_plan.GuardianSheet, safety_plan.guardian_layout),
    Kind("wallet_card", "随身卡", wallet_card.WalletCard, wallet_card.layout),
    Kind("bundle_slip", "加密资料交接单", bundle_slip.BundleSlip, bundle_slip.layout),
    Kind("recovery_sheet", "恢复码", recovery_sheet.RecoverySheet, recovery_sheet.layout),
    Kind("answer_sheet", "答题卡", answer_sheet.AnswerSheets, answer_sheet.layout),
    Kind("missing_list", "缺测名单", missing_list.MissingList, missing_list.layout),
    Kind("case_meeting", "研判会记录", case_meeting.CaseMeeting, case_meeting.layout),
    Kind("county_help", "请求支援函", county_help.CountyHelp, county_help.layout),
    Kind("counsellor_report", "量表结果（心理教师用）", counsellor_report.CounsellorReport, counsellor_report.layout),
    Kind("student_sheet", "给学生和家长的话", student_sheet.StudentSheet, student_sheet.layout),
)

BY_TYPE: dict[type[Any], Kind] = {kind.letter: kind for kind in LETTERS}
