"""Cleaning text for paper."""

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import app.letters
from app.letters.text import BLANK, never_drawn, pdf_text


def test_line_ends_of_every_kind_become_one() -> None:
    assert pdf_text("一\r\n二\r三\u2028四\x0b五\u0085六") == "一\n二\n三\n四\n五\n六"


def test_control_bidi_and_invisible_characters_go() -> None:
    assert pdf_text("a\x00b\x07\u202ec\u2066d\u200be\ufefff\u00adg\x9bh\ufe0f\U000e0100i") == "abcdefghi"


def test_spaces_of_every_kind_become_plain_ones() -> None:
    assert pdf_text("a\tb\xa0c\u2003d\u202fe　f") == "a b c d e　f"


def test_markup_stays_what_was_typed() -> None:
    assert pdf_text("<b>&amp;</b>") == "<b>&amp;</b>"


def test_loose_accents_are_composed_but_compatibility_ideographs_kept() -> None:
    assert pdf_text("Lu\u0308 \uf9d1") == "L\xfc \uf9d1"


def test_nobody_can_type_the_blank() -> None:
    assert pdf_text(f"a{BLANK}b") == "ab"


@given(st.text(alphabet=st.characters()))
def test_any_text_comes_out_clean_and_stays_so(text: str) -> None:
    clean = pdf_text(text)
    assert pdf_text(clean) == clean
    assert not any(ord(c) < 0x20 and c != "\n" for c in clean)
    assert not set(clean) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x7f")


@given(st.sampled_from(["\ue000", "\ud800", "\U000e0fff", "\ufffd", BLANK, "\u202e"]))
def test_signs_without_a_fixed_shape_are_never_drawn(character: str) -> None:
    assert never_drawn(character)


def test_only_the_press_draws_and_only_glyphs_of_the_compositor() -> None:
    """One door: no other module of the room names a drawing call, and none imports the markup engine."""
    folder = Path(app.letters.__file__).parent
    for path in folder.glob("*.py"):
        source = path.read_text("utf-8")
        names = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
        assert path.name == "press.py" or not names & {"drawString", "drawCentredString", "drawRightString", "textOut"}
        assert "platypus" not in source
        assert "drawImage" not in source
