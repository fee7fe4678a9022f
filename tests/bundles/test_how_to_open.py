"""A stranger with stock tools opens a bundle by doing exactly what HOW-TO-OPEN.txt says."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.bundles import names
from app.bundles.write import HOW_TO_OPEN_TEXT
from tests.bundles.made import FILES, Cast, put

TEXT = HOW_TO_OPEN_TEXT.read_text("utf-8")
CHINESE, ENGLISH = TEXT.split("\n\n\nHow to open", 1)


def commands(text: str) -> list[str]:
    """Return what the text tells to type, in order."""
    return [line.removeprefix("    $ ") for line in text.splitlines() if line.startswith("    $ ")]


def follow(folder: Path, lines: list[str]) -> subprocess.CompletedProcess[str]:
    """Type the lines one after another in one shell, stopping at the first that fails."""
    return subprocess.run(
        ["sh", "-e", "-c", "\n".join(lines)],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(cast: Cast, tmp_path: Path) -> Path:
    """What the text asks for: the bundle, its checksum, the centre's key."""
    put(tmp_path, cast)
    (tmp_path / "key.txt").write_text(cast.centre.secret + "\n", "ascii")
    return tmp_path


def test_both_languages_tell_the_same_commands() -> None:
    assert commands(CHINESE) == commands(ENGLISH)
    assert [line.split()[0] for line in commands(CHINESE)] == [
        "sha256sum",
        "age",
        "unzip",
        "cd",
        "ssh-keygen",
        "sed",
    ]


@pytest.mark.skipif(not all(map(shutil.which, ("age", "unzip", "ssh-keygen"))), reason="stock tools missing")
class TestStockTools:
    def test_following_the_text_opens_and_verifies(self, folder: Path) -> None:
        done = follow(folder, commands(CHINESE))
        assert done.returncode == 0, done.stderr
        opened = folder / "bundle"
        assert {path: (opened / path).read_bytes() for path in FILES} == FILES
        assert 'Good "xinqiao-bundle@1" signature for xinqiao' in done.stdout
        listed = (opened / "manifest.json").read_text("utf-8")
        shown = done.stdout.split("with ED25519 key ")[1].split()[0]
        assert f'"key_fingerprint": "{shown}"' in listed
        for path in (*FILES, "allowed_signers"):
            assert f"{path}: OK" in done.stdout

    def test_a_damaged_copy_stops_at_the_first_step(self, folder: Path) -> None:
        bundle = next(folder.glob("*.age"))
        bundle.write_bytes(bundle.read_bytes()[:-1])
        done = follow(folder, commands(CHINESE)[:1])
        assert done.returncode != 0

    def test_another_key_stops_at_unsealing(self, cast: Cast, folder: Path) -> None:
        (folder / "key.txt").write_text(cast.stranger.secret + "\n", "ascii")
        done = follow(folder, commands(CHINESE)[:2])
        assert done.returncode != 0
        assert "no identity matched" in done.stderr

    @pytest.mark.parametrize(
        ("name", "step"), [("manifest.json", "ssh-keygen"), ("records.ndjson", "sed"), ("letter.pdf", "sed")]
    )
    def test_an_exchanged_file_is_found(self, folder: Path, name: str, step: str) -> None:
        lines = commands(ENGLISH)
        assert follow(folder, lines[:4]).returncode == 0
        path = folder / "bundle" / name
        path.write_bytes(path.read_bytes().replace(b"1", b"2"))
        at = next(number for number, line in enumerate(lines) if line.startswith(step))
        assert follow(folder / "bundle", lines[at : at + 1]).returncode != 0


def test_the_text_names_what_a_reader_needs() -> None:
    for text in (CHINESE, ENGLISH):
        for word in ("c2sp.org/age", "PROTOCOL.sshsig", "docs/formats/bundle.md", "letter.pdf", "SHA256:"):
            assert word in text
    assert HOW_TO_OPEN_TEXT.name == names.HOW_TO_OPEN
