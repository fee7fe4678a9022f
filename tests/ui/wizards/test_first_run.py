"""Setting a school up: nothing half made, nothing skipped."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.crypto.kdf import Kdf
from app.domain.problems import Problem
from app.services import school_settings, setting_up
from app.services.setting_up import Facts, Staged
from app.storage import vault
from app.storage.store import Store
from app.ui.ask import Ask
from app.ui.gate.protocol import LOCKED, QUIT
from app.ui.jobs import InlineJobs, NoStore
from app.ui.wizards.first_run import FirstRun
from tests.letters.samples import pages_of
from tests.stores import NOW
from tests.ui import accessibility

PASSWORD = "huanghe lushui qiaotou songlin"
FACTS = Facts("测试学校", "", "54", "测试老师", PASSWORD)
QUICK = partial(setting_up.stage, kdf=Kdf.floor())


class Run:
    """A first run with what came of it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.founded: list[tuple[Staged, dict[str, object]]] = []
        self.gone: list[int] = []
        self.ask = Ask()
        self.window = FirstRun(
            folder,
            jobs=InlineJobs(NoStore()),
            ask=self.ask,
            now=lambda: NOW,
            founded=lambda staged, start: self.founded.append((staged, start)),
            gone=self.gone.append,
            stage=QUICK,
        )
        self.window.show()

    def to_sheets(self) -> Staged:
        """Go to the recovery sheets."""
        window = self.window
        window.school.name.setText(FACTS.school)
        window.school.system.set_value(FACTS.system)
        window.forward()
        window.user.name.setText(FACTS.user)
        for one in (window.user.password.first, window.user.password.second):
            one.field.setText(PASSWORD)
        window.user.password.judge()
        window.forward()
        assert window._staged is not None
        return window._staged

    def type_back(self, staged: Staged) -> None:
        """Type the groups that are asked for."""
        for field, place in zip(self.window.typed.fields, self.window.typed.asked, strict=True):
            field.setText(staged.founded.recovery_groups[place])


@pytest.fixture
def run(qtbot: QtBot, dressed: Callable[..., None], tmp_path: Path) -> Run:
    """Return a first run in an empty folder."""
    made = Run(tmp_path / "room")
    qtbot.addWidget(made.window)
    return made


def left_in(folder: Path) -> set[str]:
    """Return the names in a folder."""
    return {one.name for one in folder.iterdir()}


def test_a_school_is_set_up_and_both_ways_in_open_it(run: Run) -> None:
    staged = run.to_sheets()
    assert left_in(run.folder) == {setting_up.ASIDE}  # nothing in place before the code is on paper
    run.window.forward()
    run.type_back(staged)
    run.window.forward()
    assert {"store.db", "vault.keys", "vault.keys.2"} == left_in(run.folder) - {"store.db-journal"}
    run.window.last.later_button.click()
    assert [start for _, start in run.founded] == [{}]
    for secret in (PASSWORD, " ".join(staged.founded.recovery_groups)):
        master = vault.unlock(run.folder, secret).master
        with Store.open(run.folder, master) as store, store.read() as db:
            values = school_settings.values(db, by=staged.founded.actor)
        assert (values["school.name"], values["school.system"]) == ("测试学校", "54")


def test_the_roster_can_follow_at_once(run: Run) -> None:
    staged = run.to_sheets()
    run.window.forward()
    run.type_back(staged)
    run.window.forward()
    run.window.forward()
    assert run.founded[0][1]["page"] == "import_roster"


def test_the_sheets_show_the_code_and_the_schools_key(run: Run) -> None:
    staged = run.to_sheets()
    code, key = pages_of(staged.sheets.pdf)
    assert all(group in code for group in staged.founded.recovery_groups)
    assert "".join(key.split()).count(staged.founded.recovery_identity) == 1
    assert staged.founded.recovery_identity not in "".join(code.split())


def test_without_the_right_groups_it_does_not_go_on(qtbot: QtBot, run: Run) -> None:
    staged = run.to_sheets()
    run.window.forward()
    run.type_back(staged)
    wrong = run.window.typed.fields[1]
    wrong.setText("000000")
    assert "不一样" in wrong.toolTip()
    assert not run.window.next_button.isEnabled()
    run.window.forward()
    assert run.window.step is run.window.typed
    assert run.founded == []


@pytest.mark.parametrize("steps", [0, 1, 2])
@pytest.mark.parametrize("code", [LOCKED, QUIT])
def test_giving_up_leaves_nothing(qtbot: QtBot, run: Run, steps: int, code: int) -> None:
    run.to_sheets()
    if steps:
        run.window.forward()
    run.window.cancel() if code == LOCKED else run.window.close()
    assert run.gone == [code]
    assert left_in(run.folder) == set()


@pytest.mark.parametrize("moved", [0, 1, 2, 3])
def test_an_interrupted_set_up_can_be_begun_again(tmp_path: Path, moved: int) -> None:
    folder = tmp_path / "room"
    folder.mkdir()
    QUICK(folder, FACTS, now=NOW, progress=lambda *_: None)
    aside = folder / setting_up.ASIDE
    targets = (("store.db", "store.db.creating"), ("vault.keys", "vault.keys"), ("vault.keys.2", "vault.keys.2"))
    for source, target in targets[:moved]:  # as far as ``finish`` may have come
        (aside / source).rename(folder / target)
    again = QUICK(folder, FACTS, now=NOW, progress=lambda *_: None)
    setting_up.finish(folder)
    assert vault.unlock(folder, PASSWORD).master == again.founded.master
    assert not aside.exists()


def test_where_a_store_is_none_is_made(tmp_path: Path) -> None:
    QUICK(tmp_path, FACTS, now=NOW, progress=lambda *_: None)
    setting_up.finish(tmp_path)
    before = (tmp_path / "store.db").read_bytes()
    with pytest.raises(Problem, match="store_exists"):
        QUICK(tmp_path, FACTS, now=NOW, progress=lambda *_: None)
    assert (tmp_path / "store.db").read_bytes() == before


def test_a_synchronised_folder_is_refused_before_anything_is_typed(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive" / "room"
    folder.mkdir(parents=True)
    with pytest.raises(Problem, match="folder_synchronised"):
        setting_up.require_place(folder)


def test_cancelling_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Problem("cancelled")

    with pytest.raises(Problem, match="cancelled"):
        QUICK(tmp_path, FACTS, now=NOW, progress=stop)
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize(
    ("password", "words"),
    [("short", "15"), ("测试学校测试学校测试学校测试老师", "名字"), ("asdfghjkl;'zxcvbnm", "顺序")],
)
def test_a_weak_password_says_why(run: Run, password: str, words: str) -> None:
    run.window.school.name.setText(FACTS.school)
    run.window.forward()
    user = run.window.user
    user.name.setText(FACTS.user)
    user.password.first.field.setText(password)
    user.password.second.field.setText(password)
    user.password.judge()
    assert words in user.password.words.text()
    assert not run.window.next_button.isEnabled()


def test_the_offered_words_are_typed_once_more(run: Run) -> None:
    run.window.school.name.setText(FACTS.school)
    run.window.forward()
    user = run.window.user
    user.name.setText(FACTS.user)
    user.password.offer.click()
    assert len(user.password.first.field.text().split()) == 6
    assert not user.ready
    user.password.second.field.setText(user.password.first.field.text())
    user.password.judge()
    assert user.ready


def test_the_password_does_not_stay_in_the_fields(run: Run) -> None:
    run.to_sheets()
    assert run.window.user.password.first.field.text() == run.window.user.password.second.field.text() == ""


def test_the_sheets_can_be_printed_and_saved(run: Run, tmp_path: Path) -> None:
    staged = run.to_sheets()
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    run.window.output.print_on(printer)
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    run.ask.will_answer(True, tmp_path / "stick.pdf")
    run.window.output.save()
    assert (tmp_path / "stick.pdf").read_bytes() == staged.sheets.pdf


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_is_named_and_fits(
    qtbot: QtBot, dressed: Callable[..., None], tmp_path: Path, language: str
) -> None:
    dressed(language, size="large")
    run = Run(tmp_path / "room")
    qtbot.addWidget(run.window)
    run.to_sheets()
    for at in range(len(run.window.steps)):
        run.window._go(at)
        qtbot.waitUntil(lambda: accessibility.faults(run.window) == [])
        hint = run.window.minimumSizeHint()
        assert hint.width() <= 900
        assert hint.height() <= 440


def test_keyboard_alone_reaches_the_sheets(qtbot: QtBot, run: Run) -> None:
    window = run.window
    qtbot.keyClicks(window.school.name, "Test School")
    qtbot.keyClick(window.school.name, Qt.Key.Key_Return)
    assert window.step is window.user
