"""The referral letter: what it says, where it breaks, what it never says."""

from datetime import date

import pytest
import zxingcpp
from PIL import Image

from app.domain.problems import Problem
from app.domain.risk import Level
from app.letters import render
from app.letters.referral import DRAFT_MARK, LEVEL_WORDS, Urgency
from app.letters.symbols import symbol
from tests.letters.samples import NOW, extracted, pages_of, referral

ON_THE_LETTER = """
学生心理健康转介单 青石校心转〔2026〕A3号 24小时内就诊 青石县人民医院心理门诊 何医生，0900-7654321 林小满 女
2012年5月4日 八年级（3）班 林大山（祖父） 13800000000 监护人到场 约三周 PHQ-A：总分17分（2026.3.1）
GAD-7：总分11分 已由祖父锁存 青霉素过敏 书面同意 周老师（心理辅导室）
建议到符合《精神卫生法》规定的医疗机构就诊评估 2026年3月2日 不是诊断 第1页共2页
"""

LONGEST_NAME = "阿卜杜热合曼江·买买提吐尔逊·阿不都克里木江·艾力"


def test_a_full_letter_is_one_page_and_one_sheet_with_stub_and_receipt() -> None:
    letter, sheet = pages_of(render(referral(), now=NOW).pdf)
    for words in ON_THE_LETTER.split():
        assert words in letter, words
    for words in ("转介单存根", "林小满", "转介回执", "个案代码：XL-2026-0031", "第2页共2页"):
        assert words in sheet, words


def test_the_receipt_travels_alone_and_names_no_student() -> None:
    sheet = pages_of(render(referral(), now=NOW).pdf)[1]
    receipt = sheet[sheet.index("沿虚线裁开") :]
    assert "收到日期" in receipt
    assert "复诊科室" in receipt
    for private in ("林小满", "林大山", "八年级", "13800000000"):
        assert private not in receipt


@pytest.mark.parametrize("level", Level)
def test_the_level_is_ticked_before_its_colour(level: Level) -> None:
    text = pages_of(render(referral(level=level, self_harm=None), now=NOW).pdf)[0]
    row = text[text.index("风险等级") : text.index("自伤自杀")]
    ticked = [part for part in row.split("□") if "✓" in part]
    assert [part.replace("✓", "") for part in ticked] == [LEVEL_WORDS[level]]


def test_neither_consent_nor_emergency_makes_a_draft_on_every_page() -> None:
    draft = render(referral(consent=" ", emergency_basis=""), now=NOW)
    # the mark lies across the page, so that its characters come out one by one
    for page in pages_of(draft.pdf):
        assert set(DRAFT_MARK.replace(" ", "")) <= set(page)
    assert "稿" not in extracted(render(referral(), now=NOW).pdf)


def test_an_emergency_gives_its_basis_and_reason() -> None:
    letter = referral(consent="", emergency_basis="说今晚要离开", urgency=Urgency.NOW)
    text = extracted(render(letter, now=NOW).pdf)
    assert "紧急依据" in text
    assert "说今晚要离开" in text
    assert "即刻就诊" in text
    assert "稿" not in text


def test_long_names_are_printed_whole() -> None:
    letter = referral(
        student_name=LONGEST_NAME, guardian_name=LONGEST_NAME, school="青石县石门镇九年一贯制民族寄宿学校"
    )
    rendered = render(letter, now=NOW)
    letter_page, sheet = pages_of(rendered.pdf)
    assert letter_page.count(LONGEST_NAME) == 2
    assert sheet.count(LONGEST_NAME) == 1


def test_a_long_reason_flows_on_and_the_seal_is_never_alone() -> None:
    """Every length from half a page to over two: the page with the seal also holds text of the body."""
    counts = set()
    for repeats in range(10, 130, 4):
        rendered = render(referral(reason="近两周情绪低落，学习受影响。" * repeats), now=NOW)
        pages = pages_of(rendered.pdf)
        counts.add(len(pages))
        (sealed,) = [page for page in pages if "学校负责人（签名）" in page]
        assert "知情同意" in sealed
        assert "不是诊断" in sealed
    assert counts == {2, 3, 4}


def test_stub_and_receipt_stay_whole_with_the_longest_texts() -> None:
    long = "青石县" * 25
    rendered = render(referral(student_name=LONGEST_NAME, hospital=long, class_name=long, accompanied_by=long), now=NOW)
    receipt = [page for page in pages_of(rendered.pdf) if "转介回执" in page and "电话回执码" in page]
    assert len(receipt) == 1
    assert "填写人（签名）" in receipt[0]


def test_rare_characters_leave_a_space_and_are_named() -> None:
    rendered = render(referral(student_name="𠮷㛃䶮𬭸", guardian_name="李\ue000强"), now=NOW)
    named = [(m.field, m.label, m.code_point) for m in rendered.missing]
    assert named == [("student_name", "姓名", "U+20BB7"), ("guardian_name", "监护人", "U+E000")]
    text = extracted(rendered.pdf)
    assert "㛃䶮𬭸" in text
    assert "𠮷" not in text
    assert "\ufffd" not in text


def test_symbols_get_a_sheet_of_their_own_and_read_back() -> None:
    payloads = ("A1B2C3 $%*+-./:" * 20, "QWERTY" * 50)
    rendered = render(referral(symbols=payloads), now=NOW)
    assert rendered.pages == 3
    assert "第1枚共2枚" in pages_of(rendered.pdf)[2]
    rows = symbol(payloads[0])
    image = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + 4, y + 4), 0)
    (read,) = zxingcpp.read_barcodes(image.resize((image.width * 4, image.height * 4)))
    assert read.text == payloads[0]


@pytest.mark.parametrize(
    ("symbols", "code"), [(("A",) * 5, "letter_too_many_symbols"), (("A" * 5000,), "letter_symbol_too_large")]
)
def test_symbols_that_do_not_fit_are_refused(symbols: tuple[str, ...], code: str) -> None:
    with pytest.raises(Problem) as raised:
        render(referral(symbols=symbols), now=NOW)
    assert raised.value.code == code


def test_an_undated_letter_leaves_the_date_to_be_written() -> None:
    text = pages_of(render(referral(issued_on=None, born_on=date(2012, 5, 4), sex=None), now=NOW).pdf)[0]
    assert "2026年3月2日14:05打印" in text
    assert text.count("2026年3月2日") == 1
