"""A TrueType font whose text can be read back out of the PDF, beyond the Basic Multilingual Plane too.

reportlab 5.1 writes each code point of a subset's ToUnicode map as one hexadecimal number; the PDF
specification (ISO 32000-1, 9.10.3) wants UTF-16BE, where 𬭸 takes two units. It also allows at most a
hundred entries in one block. The map is written anew here; everything else is reportlab's.
"""

from collections.abc import Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

_BLOCK = 100


def to_unicode(subset: Sequence[int]) -> str:
    """Return the CMap that leads from a subset's one-byte codes back to Unicode (UTF-16BE)."""
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset) if point
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


class ExtractableFont(TTFont):  # type: ignore[misc]  # reportlab has no types
    """A TrueType font, embedded as subsets, with right ToUnicode maps."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Add the subsets to the document as reportlab does, then put our maps in place of its own."""
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = to_unicode(subset)
