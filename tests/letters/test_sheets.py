"""The sheets besides the referral: what each must show and what it must not."""

from dataclasses import fields

from app.domain.safety_plan import Entry, Step
from app.letters import render
from app.letters.safety_plan import STEP_WORDS, Line
from tests.letters.samples import NOW, card, extracted, guardian_sheet, pages_of, plan, recovery, slip


def test_the_plan_shows_six_steps_in_order_and_three_signatures() -> None:
    (text,) = pages_of(render(plan(), now=NOW).pdf)
    places = [text.index(STEP_WORDS[step]) for step in Step]
    assert places == sorted(places)
    for words in (
        "姑姑13900000001",
        "可能的困难：下雨",
        "由祖父负责，2026年3月1日已确认",
        "2026年3月9日",
        "第2版",
        "12356",
    ):
        assert words in text
    assert text.count("（签名）") == 3


def test_an_empty_step_leaves_lines_to_write_on_and_the_plan_still_prints() -> None:
    (text,) = pages_of(render(plan(entries=(), review_on=None, lines=()), now=NOW).pdf)
    assert all(words in text for words in STEP_WORDS.values())


def test_a_long_plan_flows_and_keeps_its_signatures_with_text() -> None:
    entries = tuple(Entry(step, f"第{n}条，慢慢走一圈再回来。") for step in Step for n in range(20))
    pages = pages_of(render(plan(entries=entries), now=NOW).pdf)
    assert len(pages) >= 3
    assert "不是保证书" in pages[-1]
    assert "学生（签名）" in pages[-1]


def test_the_guardian_sheet_says_what_to_do_and_has_room_for_a_thumb() -> None:
    (text,) = pages_of(render(guardian_sheet(), now=NOW).pdf)
    for words in (
        "林大山：",
        "不说话，不吃饭",
        "坐在旁边陪着",
        "农药锁进铁柜",
        "马上拨打120或110",
        "周老师（0900-1234567）",
        "按指印",
    ):
        assert words in text
    for never in ("诊断", "抑郁", "责任自负"):
        assert never not in text


def test_the_card_names_neither_school_nor_student_nor_illness() -> None:
    assert {field.name for field in fields(card())} == {"signs", "helps", "people", "lines"}
    rendered = render(card(), printed_by="周老师", now=NOW)
    text = extracted(rendered.pdf)
    assert rendered.pages == 1
    assert text.count("慢走两圈") == text.count("姑姑13900000001") == 2
    for never in ("学校", "中学", "诊断", "心理辅导", "周老师", "打印"):
        assert never not in text


def test_a_full_card_is_printed_whole() -> None:
    long = tuple(f"第{n}件可以做的事：去操场慢慢走，数一数自己的呼吸，等它过去" for n in range(12))
    people = tuple(Line(f"可以找的第{n}个人", "13900000001") for n in range(12))
    text = "".join(pages_of(render(card(signs=long, helps=long, people=people), now=NOW).pdf))
    assert text.count("第11件可以做的事") == 4
    assert text.count("可以找的第11个人") == 2


def test_the_slip_names_the_file_its_hash_and_no_student() -> None:
    (text,) = pages_of(render(slip(), now=NOW).pdf)
    for words in (
        "XQ1_QS01-A_to-QSC_000123_1a2b3c4d.age",
        slip().sha256,
        "青石县学生心理健康中心",
        "电话回执码",
        "接收人（签名）",
    ):
        assert words in text
    assert not {"student_name", "case_code"} & {field.name for field in fields(slip())}


def test_the_recovery_sheet_shows_eight_groups_in_order() -> None:
    (text,) = pages_of(render(recovery(), now=NOW).pdf)
    places = [text.index(group) for group in recovery().groups]
    assert len(places) == 8
    assert places == sorted(places)
    for words in ("青石县第一初级中学", "3f2a-91c0", "周小川", "心理教师", "2026年3月2日", "保管人（签名）"):
        assert words in text
