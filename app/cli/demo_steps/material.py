"""What the school brings along: a roster as a registrar saves it, an export as a platform makes it."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from app.cli.demo_steps.place import STUDENTS, Place
from app.scales.load import load
from app.services.simulation import people, sheets
from app.services.simulation.people import Family
from app.storage.files import write_atomic

SCALE = "gad7"
ANSWERED = 200
"""The first grade of three answered on the platform."""
_SEX = {"f": "女", "m": "男"}
_TITLES = ("姓名", "学号", "性别", "出生日期", "班级", "是否住校", "父亲姓名", "父亲电话", "母亲姓名", "母亲电话")


def made_families(now: datetime) -> list[Family]:
    """Return the same 600 families each time."""
    return people.families(Random(20), STUDENTS, grades=range(7, 10), now=now)


def write(place: Place, now: datetime) -> None:
    """Write both files in the coding that Excel saves in China."""
    families = made_families(now)
    write_atomic(place.roster, _table([_TITLES, *(_row(one) for one in families)]).encode("gb18030"))
    write_atomic(place.answers, _table(_export(families[:ANSWERED], now)).encode("gb18030"))


def _row(family: Family) -> list[str]:
    student = family.student
    grade = int(student["number"][4:6])
    father, mother = family.guardians[:2]
    return [
        student["name"],
        student["number"],
        _SEX.get(student["sex"].value, ""),
        student["birth_date"].strftime("%Y-%m-%d"),
        f"{'七八九'[grade - 7]}（{student['class_no']}）班",
        "是" if student["boarding"] else "否",
        father["name"],
        father["phone"],
        mother["name"],
        mother["phone"],
    ]


def _export(families: list[Family], now: datetime) -> list[list[str]]:
    """Return rows as a platform exports them: its own columns first, then who, then one column per item."""
    definition, random = load(SCALE), Random(21)
    items = [f"{number + 3}、第{number}题" for number in range(1, len(definition.items) + 1)]
    rows = [["序号", "提交答卷时间", "所用时间", "来源", "来自IP", "1、姓名", "2、学号", "3、班级", *items]]
    for number, family in enumerate(families, start=1):
        weight = sheets.burden(random)
        sent = now - timedelta(days=1, minutes=3 * (len(families) - number))
        answers = ["" if answer is None else str(answer) for answer in sheets.answers(random, definition, weight)]
        seconds = f"{random.randint(70, 400)}秒"
        student = family.student
        who = [student["name"], student["number"], f"7{student['class_no']:02d}"]
        rows.append(
            [str(number), sent.strftime("%Y/%m/%d %H:%M:%S"), seconds, "链接", "192.0.2.7(示例)", *who, *answers]
        )
    return rows


def _table(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
