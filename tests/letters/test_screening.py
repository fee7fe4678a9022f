"""Papers of a screening: what is on them, and above all what is not."""

import re
from dataclasses import replace

import pytest

from app.letters import render
from app.letters.answer_sheet import Place
from app.letters.missing_list import Missing
from app.scales.load import keys, load
from tests.letters.samples import NOW, extracted, pages_of
from tests.letters.screening_samples import help_letter, meeting, missing, result, sheet, sheets


def test_a_hundred_items_fit_on_one_page_for_each_student() -> None:
    pages = pages_of(render(sheets(), now=NOW).pdf)
    assert len(pages) == 4
    assert "发放与回收名单" in pages[0]
    assert ["林小满" in pages[1], "周小雪" in pages[2], "陈小寒" in pages[3]] == [True] * 3
    assert "周小雪" not in pages[1]


@pytest.mark.parametrize("key", keys())
def test_the_answer_sheet_of_every_scale_is_one_page_without_any_wording(key: str) -> None:
    scale = load(key)
    options = [tuple(str(value) for value in scale.options_of(item.n)) for item in scale.items]
    rendered = render(sheets(options=options, places=(), form_name=scale.names.zh), now=NOW)
    assert rendered.pages == 1
    words = extracted(rendered.pdf)
    assert str(len(scale.items)) in words
    assert [item.label.zh for item in scale.items if len(item.label.zh) > 3 and item.label.zh in words] == []


def test_a_sheet_without_a_class_leaves_lines_for_the_name() -> None:
    assert "林小满" not in extracted(render(sheets(places=()), now=NOW).pdf)
    other = extracted(render(sheets(places=(Place("1", "吴小夏"),), respondent="parent"), now=NOW).pdf)
    assert "与学生关系" in other


def test_each_class_gets_a_page_of_its_own() -> None:
    pages = pages_of(render(missing(), now=NOW).pdf)
    assert ["吴小夏" in page for page in pages] == [False, True]
    assert "无同意书" in pages[1]
    assert "全部收齐" in extracted(render(missing(classes=()), now=NOW).pdf)


def test_a_long_list_repeats_nothing_and_loses_nobody() -> None:
    one = missing().classes[0]
    rows = tuple(Missing(f"2024{n:04d}", f"学生{n:03d}", "量表", "") for n in range(60))
    words = extracted(render(missing(classes=(replace(one, missing=rows),)), now=NOW).pdf)
    assert [n for n in range(60) if words.count(f"学生{n:03d}") != 1] == []


def test_the_case_sheet_leaves_level_and_outcome_to_the_people() -> None:
    words = extracted(render(meeting(), now=NOW).pdf)
    assert "✓" not in words
    assert words.count("□红") == 2
    assert "分数只作参考" in words


def test_the_request_for_help_adds_up_and_names_nobody() -> None:
    words = extracted(render(help_letter(), now=NOW).pdf)
    assert "50名学生需要逐一面谈" in words
    assert "27小时45分钟" in words
    assert "林小满" not in words
    assert "现有人手不足" in extracted(render(help_letter(minutes_available=None), now=NOW).pdf)


def test_the_counsellor_s_report_cites_every_set_and_puts_critical_answers_first() -> None:
    words = extracted(render(result(), now=NOW).pdf)
    assert words.index("第9题") < words.index("总分")
    for source in ("JournalofExamples16:606", "示例期刊"):
        assert source in words
    assert "不是诊断" in words


@pytest.mark.parametrize("for_guardian", [False, True])
def test_the_sheet_for_student_and_guardian_has_no_number_but_telephones_and_no_disorder(for_guardian: bool) -> None:
    words = extracted(render(sheet(for_guardian=for_guardian, agreed=(), lines=()), now=NOW).pdf)
    body = words.split("第1页")[0]
    for allowed in ("2026年3月2日", "0900-1234567", "120、110", "七(1)班"):
        body = body.replace(allowed, "")
    assert re.findall(r"\d", body) == []
    for word in ("抑郁", "焦虑", "障碍", "症", "轻度", "中度", "重度", "总分", "阳性"):
        assert word not in body


def test_students_and_guardians_all_get_the_same_words() -> None:
    first = extracted(render(sheet(agreed=()), now=NOW).pdf)
    other = extracted(render(sheet(agreed=(), student_name="周小雪"), now=NOW).pdf)
    assert first.replace("林小满", "") == other.replace("周小雪", "")
