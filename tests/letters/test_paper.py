"""Division into pages."""

from app.letters.ops import Block, Rule, space, stack
from app.letters.paper import OFFICIAL, TIGHT, Section, fitting, paginate


def _mark(height: float, *, with_next: bool = False) -> Block:
    return Block(height, (Rule(0, 0, 1, 0),), with_next)


def _counts(*blocks: Block) -> list[int]:
    return [len(page.ops) for page in paginate([Section(blocks)])]


def test_blocks_fill_a_page_and_go_on_to_the_next() -> None:
    assert _counts(*(_mark(OFFICIAL.height / 10) for _ in range(25))) == [10, 10, 5]


def test_tied_blocks_move_together() -> None:
    tenth = OFFICIAL.height / 10
    blocks = [_mark(tenth) for _ in range(8)] + [
        _mark(tenth, with_next=True),
        _mark(tenth, with_next=True),
        _mark(tenth),
    ]
    assert _counts(*blocks) == [8, 3]


def test_white_space_at_the_top_of_a_page_is_dropped() -> None:
    pages = paginate([Section((_mark(OFFICIAL.height), space(50), _mark(10)))])
    assert [page.ops[0].y for page in pages] == [OFFICIAL.top, OFFICIAL.top]


def test_a_chain_longer_than_a_page_is_divided_all_the_same() -> None:
    third = OFFICIAL.height / 3
    assert _counts(*(_mark(third, with_next=True) for _ in range(7))) == [3, 3, 1]


def test_a_few_lines_too_many_take_the_tight_margins() -> None:
    assert fitting([_mark(OFFICIAL.height)]) is OFFICIAL
    assert fitting([_mark(OFFICIAL.height), _mark(20)]) is TIGHT
    assert fitting([_mark(OFFICIAL.height), _mark(OFFICIAL.height)]) is OFFICIAL


def test_a_stack_keeps_its_parts_under_each_other() -> None:
    pile = stack([_mark(10), space(5), _mark(10)])
    assert pile.height == 25
    assert [op.y for op in pile.ops] == [0, 15]
