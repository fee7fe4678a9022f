"""Parts of forms: measures that a stamp, a pen or a thumb needs."""

import itertools

import pytest

from app.letters import form
from app.letters.compose import TEXT, Compositor
from app.letters.form import Entry
from app.letters.ops import MM, Block, Frame, Glyphs, Ring, Rule
from app.letters.paper import LEFT, RIGHT


def _texts(block: Block) -> list[str]:
    return [op.text for op in block.ops if isinstance(op, Glyphs)]


def test_the_seal_has_room_for_42_mm_inside_the_type_area() -> None:
    for school in ("青石县第一初级中学", "青石县石门镇九年一贯制民族寄宿学校（青石县第三中学）"):
        block = form.seal(Compositor(), school, "2026年3月2日")
        (ring,) = [op for op in block.ops if isinstance(op, Ring)]
        assert ring.radius * 2 == pytest.approx(42 * MM)
        assert block.height >= 42 * MM
        assert ring.x + ring.radius <= RIGHT
        assert ring.y - ring.radius >= 0
        assert ring.y + ring.radius <= block.height
        assert "".join(_texts(block)) == school + "2026年3月2日"


def test_the_guide_of_the_seal_can_be_left_out() -> None:
    assert not any(isinstance(op, Ring) for op in form.seal(Compositor(), "校", "", guide=False).ops)


def test_a_signature_row_is_12_mm_high_and_its_line_stays_inside() -> None:
    for dated in (True, False):
        block = form.signature(Compositor(), "监护人（签名）", x=LEFT, width=300, dated=dated)
        assert block.height == pytest.approx(12 * MM)
        rules = [op for op in block.ops if isinstance(op, Rule)]
        assert len(rules) == 1 + dated
        assert all(op.x < op.to_x <= LEFT + 300 for op in rules)


def test_the_thumb_has_30_mm() -> None:
    (frame,) = [op for op in form.thumbprint(Compositor(), x=LEFT).ops if isinstance(op, Frame)]
    assert (frame.width, frame.height) == pytest.approx((30 * MM, 30 * MM))


def test_digit_boxes_stand_apart_and_inside_the_type_area() -> None:
    frames = [op for op in form.digit_boxes(Compositor(), "电话回执码", 8).ops if isinstance(op, Frame)]
    assert len(frames) == 8
    assert all(b.x >= a.x + a.width for a, b in itertools.pairwise(frames))
    assert frames[-1].x + frames[-1].width <= RIGHT


def test_short_values_share_a_row_and_long_ones_get_their_own() -> None:
    entries = [Entry("姓名", "林小满"), Entry("性别", "女"), Entry("学校", "长" * 20), Entry("班级", "三班")]
    blocks = form.grid(Compositor(), entries)
    assert [len(block.ops) > 0 for block in blocks] == [True] * 3
    assert "林小满" in _texts(blocks[0])
    assert "女" in _texts(blocks[0])
    assert "长" * 20 in _texts(blocks[1])


def test_labels_and_values_stand_on_one_line_each_in_their_column() -> None:
    (first, second) = form.grid(
        Compositor(), [Entry("姓名", "甲"), Entry("出生日期", "乙"), Entry("监护人", "丙"), Entry("电话", "丁")]
    )
    columns = [
        {op.x for op in block.ops if isinstance(op, Glyphs) and op.text in "甲乙丙丁"} for block in (first, second)
    ]
    assert columns[0] == columns[1]
    assert len(columns[0]) == 2


def test_an_empty_value_leaves_a_line_to_write_on() -> None:
    (block,) = form.row(Compositor(), Entry("过敏情况", "  "))
    assert [op.to_x for op in block.ops if isinstance(op, Rule)] == [RIGHT]


def test_only_what_is_chosen_is_ticked() -> None:
    block, end = form.choices(Compositor(), [("有", False), ("无", True)], x=LEFT)
    assert _texts(block).count("✓") == 1
    assert end < RIGHT
    assert block.height == TEXT.leading
