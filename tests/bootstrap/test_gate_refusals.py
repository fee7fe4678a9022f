"""What the locked screen says when a store cannot be opened, with real files and a real workspace process."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap.gate import _setup
from app.bootstrap.program import command
from app.crypto.kdf import Kdf
from app.domain.settings import Value
from app.services.school import found
from app.storage import pc_settings
from app.storage.instance import InstanceLock
from app.storage.names import KEYS, KEYS_COPY, STORE, key_of
from app.storage.sqlite import driver
from app.ui.gate.gate import Gate
from tests.stores import NOW

PASSWORD = "huanghe lushui qiaotou songlin"


@pytest.fixture(scope="module")
def founded_room(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """Return a store that tests copy, and its database key."""
    folder = tmp_path_factory.mktemp("refusals") / "room"
    made = found(
        folder, school="测试学校", site_code="T1", user="测试老师", password=PASSWORD, now=NOW, kdf=Kdf.floor()
    )
    return folder, key_of(made.master)


@pytest.fixture
def room(founded_room: tuple[Path, bytes], tmp_path: Path) -> Path:
    """Return a copy of the store."""
    return Path(shutil.copytree(founded_room[0], tmp_path / "room"))


@pytest.fixture
def gate(
    qtbot: QtBot, dressed: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Path], Gate]]:
    """Return what opens the gate on a folder."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    opened: list[tuple[Gate, InstanceLock]] = []

    def open_(folder: Path) -> Gate:
        lock = InstanceLock(folder)
        values: dict[str, Value] = pc_settings.load(tmp_path / "pc")
        made = Gate(_setup(folder, lock, values, command), end=lambda _: None, replace=lambda *_: None)
        qtbot.addWidget(made.window)
        opened.append((made, lock))
        made.start()
        return made

    yield open_
    for made, lock in opened:
        made.shut()
        lock.close()


def words_after_the_password(qtbot: QtBot, gate: Gate) -> str:
    """Type the right password and return what the gate says."""
    form = gate.window.form
    form.password.field.setText(PASSWORD)
    form.submit()
    qtbot.waitUntil(lambda: bool(form.words.text().strip()), timeout=30_000)
    return form.words.text()


def test_a_store_that_was_cut_is_told_and_stays_as_it_is(
    qtbot: QtBot, gate: Callable[[Path], Gate], room: Path
) -> None:
    store = room / STORE
    data = bytearray(store.read_bytes())
    data[100:4000] = bytes(3900)
    store.write_bytes(data)
    assert "请从备份恢复" in words_after_the_password(qtbot, gate(room))
    assert store.read_bytes() == data


def test_a_store_of_a_newer_version_is_told_and_stays_as_it_is(
    qtbot: QtBot, gate: Callable[[Path], Gate], room: Path, founded_room: tuple[Path, bytes]
) -> None:
    connection = driver.connect(str(room / STORE))
    connection.execute(f"PRAGMA key = \"x'{founded_room[1].hex()}'\"")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    before = (room / STORE).read_bytes()
    said = gate(room)
    assert "更新版本的心桥" in words_after_the_password(qtbot, said)
    assert said.window.form.button.text().startswith("解锁")  # no wait: the password was right
    assert (room / STORE).read_bytes() == before


def test_one_damaged_slot_file_opens_all_the_same_and_two_are_told(
    qtbot: QtBot, gate: Callable[[Path], Gate], room: Path
) -> None:
    (room / KEYS).write_bytes(b"{}")
    assert gate(room).window.form.users.count() == 1
    (room / KEYS_COPY).write_bytes((room / KEYS_COPY).read_bytes()[:-20])
    window = gate_again(gate, room).window
    assert window.trouble.isVisible()
    assert "两份都损坏" in window.trouble.words.text()


def gate_again(gate: Callable[[Path], Gate], room: Path) -> Gate:
    """Open a gate on a second copy: the first one holds the lock."""
    return gate(Path(shutil.copytree(room, room.with_name("again"), ignore=shutil.ignore_patterns("store.lock"))))


@pytest.mark.parametrize("gone", [(STORE,), (KEYS, KEYS_COPY)])
def test_what_is_missing_is_told_and_nothing_is_made_in_its_place(
    gate: Callable[[Path], Gate], room: Path, gone: tuple[str, ...]
) -> None:
    for name in gone:
        (room / name).unlink()
    window = gate(room).window
    assert window.trouble.isVisible()
    assert "找不到" in window.trouble.words.text() or "没有新建空库" in window.trouble.words.text()
    assert not any((room / name).exists() for name in gone)


def test_when_it_is_there_again_trying_again_shows_the_form(gate: Callable[[Path], Gate], room: Path) -> None:
    kept = (room / STORE).rename(room.parent / "kept.db")
    window = gate(room).window
    kept.rename(room / STORE)
    window.trouble.again_button.click()
    assert window.form.isVisible()


def test_a_store_in_a_synchronised_folder_is_told(
    qtbot: QtBot, gate: Callable[[Path], Gate], room: Path, tmp_path: Path
) -> None:
    inside = tmp_path / "OneDrive"
    inside.mkdir()
    moved = room.rename(inside / "room")
    assert "OneDrive" in words_after_the_password(qtbot, gate(moved))


READ_ONLY = """
import os, sys
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.bootstrap import gate
from app.ui.gate.window import GateWindow
from app.ui.gate.trouble_form import TroubleForm
os.setgid(65534) if os.geteuid() == 0 else None
os.setuid(65534) if os.geteuid() == 0 else None
def look():
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, GateWindow))
    print(window.trouble.isVisible(), window.trouble.words.text())
    window.close()
QTimer.singleShot(0, look)
sys.exit(gate.run(Path(sys.argv[1])))
"""


def test_a_folder_that_cannot_be_written_is_told(founded_room: tuple[Path, bytes]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="xq-ro-"))  # not below pytest's own, which others cannot enter
    try:
        shutil.copyfile(founded_room[0] / STORE, folder / STORE)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(folder)],
            cwd=Path(__file__).parents[2],
            env={**os.environ, "XDG_CONFIG_HOME": str(folder)},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)
    assert done.stdout.startswith("True ")
    assert "不能写入" in done.stdout
