"""Characters that no font has."""

from app.letters.coverage import Missing, blanked, missing_characters
from app.letters.fonts import SANS, SERIF, face
from app.letters.text import BLANK


def test_what_cannot_be_shown_is_listed_once_with_its_code_point() -> None:
    assert missing_characters("𠮷㛃𠮷䶮\n𬭸") == ("𠮷",)
    assert Missing("student_name", "姓名", "𠮷").code_point == "U+20BB7"
    assert Missing("student_name", "姓名", "\ue000").code_point == "U+E000"


def test_blanks_stand_where_the_characters_were() -> None:
    assert blanked("李𠮷\ue000强") == (f"李{BLANK}{BLANK}强", ("𠮷", "\ue000"))


def test_the_other_font_stands_in() -> None:
    only_sans = next(c for c in face(SANS).widths if c not in face(SERIF).widths)
    assert missing_characters(only_sans) == ()


def test_lone_surrogates_and_replacement_characters_are_missing_not_drawn() -> None:
    assert missing_characters("a\ud800\ufffd") == ("\ud800", "\ufffd")
