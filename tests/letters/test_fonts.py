"""The bundled fonts are the ones the README names, and the letters find them."""

import hashlib
import re

import pytest

from app.letters.fonts import FILES, FOLDER, face


def test_every_font_has_the_hash_that_the_readme_names() -> None:
    listed = dict(re.findall(r"\| (\S+\.ttf) \| \S+ \| `([0-9a-f]{64})` \|", (FOLDER / "README.md").read_text("utf-8")))
    assert set(listed) == set(FILES.values()) == {path.name for path in FOLDER.glob("*.ttf")}
    for name, digest in listed.items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("family", ["Serif", "Sans"])
def test_the_licence_of_each_family_is_kept(family: str) -> None:
    assert "SIL OPEN FONT LICENSE" in (FOLDER / f"OFL-Noto{family}SC.txt").read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_whole_of_gbk_and_rare_names_are_covered(name: str) -> None:
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF) if low != 0x7F)
    gbk = {character for pair in pairs for character in pair.decode("gbk", "ignore")}
    han = {character for character in gbk if "\u4e00" <= character <= "\u9fff"}
    assert len(han) == 20_902
    assert face(name).has("".join(han))
    assert face(name).has("㛃䶮𬭸·〔〕—…")
    assert not face(name).has("𠮷")


def test_a_font_is_read_once() -> None:
    first = next(iter(FILES))
    assert face(first) is face(first)


def test_an_unknown_font_is_refused() -> None:
    with pytest.raises(KeyError):
        face("Helvetica")
