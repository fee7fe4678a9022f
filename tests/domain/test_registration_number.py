import pytest

from app.domain import national_id, registration_number

BODY = "33010620120304001"
RIGHT = BODY + national_id.check_character(BODY)
WRONG = RIGHT[:17] + ("1" if RIGHT[17] != "1" else "2")


@pytest.mark.parametrize(
    ("text", "kind", "doubts"),
    [
        ("G" + RIGHT, "G", ()),
        ("j " + RIGHT.lower(), "J", ()),
        ("G" + WRONG, "G", ("registration_check",)),
        ("J" + WRONG, "J", ("registration_check",)),
        ("L" + WRONG, "L", ()),
        ("1234567890123456", "", ("registration_form",)),
        ("", "", ()),
    ],
)
def test_doubts_are_told_and_nothing_is_refused(text: str, kind: str, doubts: tuple[str, ...]) -> None:
    read = registration_number.read(text)
    assert (read.kind, read.doubts) == (kind, doubts)
    assert read.text == text.replace(" ", "").upper()
