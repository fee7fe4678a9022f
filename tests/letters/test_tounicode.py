"""Text beyond the Basic Multilingual Plane can be read back from the PDF."""

from app.letters import render
from app.letters.fonts import SERIF, face
from app.letters.tounicode import to_unicode
from tests.letters.samples import NOW, extracted, referral


def test_sixty_characters_beyond_the_bmp_come_back_as_they_were() -> None:
    beyond = sorted(c for c in face(SERIF).widths if ord(c) > 0xFFFF)
    sixty = "".join(beyond[:: len(beyond) // 60][:60])
    assert len(sixty) == 60
    text = extracted(render(referral(reason=sixty, behaviour=""), now=NOW).pdf)
    assert [c for c in text if ord(c) > 0xFFFF] == list(sixty)


def test_the_map_is_written_in_utf_16_and_in_blocks_of_a_hundred() -> None:
    cmap = to_unicode([0, *range(0x4E00, 0x4E00 + 150), 0x2CB78])
    assert "<97> <D872DF78>" in cmap
    assert "100 beginbfchar" in cmap
    assert "51 beginbfchar" in cmap
    assert "<00> <0000>" not in cmap
