"""Which characters cannot be printed, and where they stood."""

from dataclasses import dataclass

from app.letters.fonts import OTHER, SERIF, face
from app.letters.text import BLANK, pdf_text


@dataclass(frozen=True, slots=True)
class Missing:
    """A character that no bundled font has. The paper keeps room to write it by hand."""

    field: str  # the letter's attribute, such as "student_name"
    label: str  # the same as printed on the letter, such as 「姓名」
    character: str

    @property
    def code_point(self) -> str:
        """The character's number, such as ``U+20BB7``."""
        return f"U+{ord(self.character):04X}"


def missing_characters(text: str, font: str = SERIF) -> tuple[str, ...]:
    """Return the characters of ``text`` that neither ``font`` nor its stand-in can show, each once."""
    first, second = face(font).widths, face(OTHER[font]).widths
    wanted = dict.fromkeys(pdf_text(text))
    return tuple(c for c in wanted if c != "\n" and c not in first and c not in second)


def blanked(text: str, font: str = SERIF) -> tuple[str, tuple[str, ...]]:
    """Return cleaned ``text`` with blanks for what cannot be shown, and those characters."""
    clean = pdf_text(text)
    if face(font).has(clean.replace("\n", "")):
        return clean, ()
    absent = missing_characters(clean, font)
    return clean.translate({ord(character): BLANK for character in absent}), absent
