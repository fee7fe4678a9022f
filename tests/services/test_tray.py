"""The incoming tray: sheets become assessments once, red ones first; nothing is lost or can be read outside."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.crypto.errors import NotForUs
from app.crypto.sealing import new_identity, seal_bytes, unseal_bytes
from app.domain.problems import Problem
from app.domain.risk import Level
from app.domain.tray_sheet import End
from app.models.alert import Alert
from app.models.assessment import Assessment
from app.services import kiosk, nodes, rounds, tray
from app.services.kiosk import Wish
from app.services.tray import Accepted, Tray
from app.storage import tray as files
from app.storage.store import Store
from tests.services import screening_room
from tests.services.made_up import NOW, TODAY, admit
from tests.services.screening_room import CALM, SAD
from tests.services.self_service import fill, hand_over, keyed, sealed
from tests.stores import COUNSELLOR, ENTRY

RED = (3, 3, 3, 3, 3, 3, 3, 3, 3, 3)
TEN = (0,) * 10


@pytest.fixture
def school(staffed: Store) -> Store:
    keyed(staffed)
    return staffed


def listed(store: Store) -> Tray:
    with store.read() as db:
        return tray.listing(db, by=COUNSELLOR, now=NOW)


def accept(store: Store, **facts: object) -> Accepted:
    with store.write() as db:
        done = tray.accept(db, by=COUNSELLOR, now=NOW, **facts)  # type: ignore[arg-type] # names of arguments
    with store.read() as db:
        tray.tidy(db, by=COUNSELLOR)
    return done


def stored(store: Store) -> list[Assessment]:
    with store.read() as db:
        return list(db.scalars(select(Assessment).order_by(Assessment.id)))


def test_a_ticket_finds_its_student_and_the_answers_come_in_scored(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    fill(store_folder, hand_over(school, students=(lin,)), CALM)
    (sheet,) = listed(school).sheets
    assert (sheet.student_id, sheet.student, sheet.end, sheet.answered) == (lin, "林小满", End.DONE, 9)
    done = accept(school)
    assert (done.taken, done.unmatched, done.refused) == (1, 0, 0)
    (row,) = stored(school)
    assert (row.student_id, row.source.value, row.total, row.tray_id) == (lin, "kiosk", 4, sheet.id)
    assert row.seconds is not None


def test_accepting_twice_adds_nothing(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    name = fill(store_folder, hand_over(school, students=(lin,)), RED)
    again = sealed(store_folder, name)
    first = accept(school)
    assert files.files(store_folder) == []
    files.put(store_folder, name, again)  # as if the removal had been lost in a power cut
    assert listed(school).sheets == ()
    second = accept(school)
    assert (first.taken, second.taken, second.already) == (1, 0, 1)
    with school.read() as db:
        assert db.scalar(select(func.count()).select_from(Alert)) == len(first.alerts)
    assert files.files(store_folder) == []


def test_red_ones_are_on_top_and_their_alerts_come_with_them(school: Store, store_folder: Path) -> None:
    lin, zhou = admit(school), admit(school, "2026070202", "周小雪")
    handover = hand_over(school, students=(lin, zhou))
    fill(store_folder, handover, TEN, number="2026070201")
    fill(store_folder, handover, RED, number="２０２６０７０２０２")
    found = listed(school)
    assert [(one.student, one.level) for one in found.sheets] == [("周小雪", Level.RED), ("林小满", None)]
    assert found.red == 1
    done = accept(school)
    with school.read() as db:
        alerts = db.scalars(select(Alert)).all()
    assert {one.id for one in alerts} == set(done.alerts)
    assert [(one.student_id, one.level) for one in alerts] == [(zhou, Level.RED)]


@pytest.mark.parametrize("end", [None, End.STOPPED, End.LEFT])
def test_a_partial_sheet_keeps_what_was_answered_and_asks_for_the_rest(
    school: Store, store_folder: Path, end: End | None
) -> None:
    lin = admit(school)
    fill(store_folder, hand_over(school, students=(lin,)), (2, 3), end=end)
    (sheet,) = listed(school).sheets
    assert (sheet.end, sheet.answered, sheet.items) == (end or End.OPEN, 2, 10)
    done = accept(school)
    (row,) = stored(school)
    assert (row.complete, row.total) == (False, None)
    with school.read() as db:
        assert db.scalars(select(Alert.reason)).all() == ["critical_item_blank"]
    assert len(done.alerts) == 1


def test_an_unknown_number_waits_until_a_person_says_whose_it_is(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    fill(store_folder, hand_over(school), SAD, number="99")
    (sheet,) = listed(school).sheets
    assert (sheet.student_id, sheet.number, sheet.level) == (None, "99", Level.RED)
    assert accept(school).unmatched == 1
    assert len(files.files(store_folder)) == 1
    done = accept(school, only=[sheet.id], students={sheet.id: lin})
    assert done.taken == 1
    assert [row.student_id for row in stored(school)] == [lin]


def test_only_the_chosen_sheet_is_taken(school: Store, store_folder: Path) -> None:
    admit(school)
    admit(school, "2026070202", "周小雪")
    handover = hand_over(school)
    fill(store_folder, handover, CALM, number="2026070201")
    fill(store_folder, handover, CALM, number="2026070202")
    chosen = next(one for one in listed(school).sheets if one.student == "周小雪")
    assert accept(school, only=[chosen.id]).taken == 1
    assert [one.student for one in listed(school).sheets] == ["林小满"]


def test_a_second_sheet_of_the_day_is_marked(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    handover = hand_over(school, students=(lin,))
    fill(store_folder, handover, CALM)
    accept(school)
    fill(store_folder, handover, SAD)
    assert [one.again for one in listed(school).sheets] == [True]
    accept(school)
    assert len(stored(school)) == 2


def test_what_cannot_be_read_is_put_aside_and_kept(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    good = fill(store_folder, hand_over(school, students=(lin,)), CALM)
    place = store_folder / files.TRAY
    bad = {
        "0" * 32 + ".age": seal_bytes(b"{}", [new_identity().recipient]),
        "1" * 32 + ".age": sealed(store_folder, good)[:-9],
        "2" * 32 + ".age": sealed(store_folder, good),
        "3" * 32 + ".age": b"not sealed at all",
    }
    for name, content in bad.items():
        (place / name).write_bytes(content)
    found = listed(school)
    assert len(found.sheets) == 1
    assert {one.file[0]: one.code for one in found.refused} == {
        "0": "tray_sheet_foreign",
        "1": "tray_sheet_damaged",
        "2": "tray_sheet_refused",
        "3": "tray_sheet_damaged",
    }
    done = accept(school)
    assert (done.taken, done.refused) == (1, 4)
    kept = {path.name: path.read_bytes() for path in files.aside(store_folder)}
    assert kept == bad
    assert listed(school) == Tray((), (), 4)
    with school.read() as db:
        assert tray.put_back(db, by=COUNSELLOR) == 4
    assert len(listed(school).refused) == 4


def test_other_files_in_the_tray_are_left_alone(school: Store, store_folder: Path) -> None:
    place = store_folder / files.TRAY
    place.mkdir()
    (place / "notes.txt").write_text("made up")
    assert files.waiting(store_folder).count == 0
    assert accept(school).refused == 0
    assert (place / "notes.txt").exists()


@pytest.mark.parametrize("answers", [(9, *TEN[1:]), TEN[:4], (*TEN, 0, 0)], ids=["out of range", "too few", "too many"])
def test_answers_that_do_not_fit_the_form_are_refused(
    school: Store, store_folder: Path, answers: tuple[int, ...]
) -> None:
    lin = admit(school)
    handover = hand_over(school, students=(lin,))
    other = handover.questions[0]
    fill(store_folder, replace(handover, questions=(other,) * len(answers)), answers)
    assert len(listed(school).refused) == 1
    assert accept(school).refused == 1
    assert stored(school) == []


def test_a_sheet_of_another_version_of_the_form_is_kept_aside(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    fill(store_folder, replace(hand_over(school, students=(lin,)), form_version="another"), CALM)
    assert [one.code for one in listed(school).refused] == ["tray_sheet_form"]


def test_a_clock_that_ran_ahead_does_not_hold_an_alert_back(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    fill(store_folder, hand_over(school, students=(lin,)), RED, day=TODAY.replace(year=2031))
    accept(school)
    assert [row.taken_on for row in stored(school)] == [TODAY]


def test_a_sheet_belongs_to_the_round_that_waits_for_it(school: Store, store_folder: Path) -> None:
    lin, zhou, _ = screening_room.students(school)
    round_id = screening_room.make(school)
    handover = hand_over(school, students=(lin, zhou))
    fill(store_folder, handover, CALM, number="2026070201")
    accept(school)
    with school.write() as db:
        rounds.close(db, round_id, by=COUNSELLOR, now=NOW)
    fill(store_folder, handover, CALM, number="2026070202")
    accept(school)
    assert {row.student_id: row.round_id for row in stored(school)} == {lin: round_id, zhou: None}


def test_without_consent_a_sheet_of_a_round_is_kept_unscored_and_still_alerts(
    school: Store, store_folder: Path
) -> None:
    lin = admit(school)
    screening_room.make(school)
    fill(store_folder, hand_over(school, students=(lin,)), RED)
    done = accept(school)
    (row,) = stored(school)
    assert (row.unscored, row.total) == ("no_consent", None)
    assert len(done.alerts) == 1


def test_the_made_up_check_comes_in_without_a_score(school: Store, store_folder: Path) -> None:
    lin = admit(school)
    fill(store_folder, hand_over(school, "demo_wellbeing", students=(lin,)), (0,) * 8)
    done = accept(school)
    (row,) = stored(school)
    assert (row.unscored, row.total, row.result.get("band"), done.alerts) == ("made_up", None, None, ())


def test_nothing_of_a_sheet_can_be_read_from_its_file(school: Store, store_folder: Path) -> None:
    handover = hand_over(school)
    calm = fill(store_folder, handover, CALM, number="2026070201")
    red = fill(store_folder, handover, (3, 3), number="77", end=End.LEFT)
    lengths = set()
    for name in (calm, red):
        content = sealed(store_folder, name)
        assert not any(word in content for word in (b"phq9", b"2026070201", b"answers", b"xinqiao"))
        with pytest.raises(NotForUs):
            unseal_bytes(content, [new_identity().secret])
        with school.read() as db:
            lengths.add(len(unseal_bytes(content, [one.secret for one in nodes.identities(db)])))
    assert len(lengths) == 1  # the length tells nothing either; sealing adds some of its own by chance
    assert not any("2026070201" in path.name for path in files.files(store_folder))


def test_a_full_disk_or_a_kill_leaves_the_sheet_before(
    school: Store, store_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lin = admit(school)
    handover = hand_over(school, students=(lin,))
    name = fill(store_folder, handover, (1, 2), end=None)
    before = sealed(store_folder, name)

    def fails(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("app.storage.files.os.replace", fails)
    with pytest.raises(Problem) as told:
        files.put(store_folder, name, b"the next state")
    assert told.value.code == "disk_full"
    assert sealed(store_folder, name) == before
    assert files.waiting(store_folder).count == 1


def test_a_made_up_student_cannot_be_named(school: Store, store_folder: Path) -> None:
    fill(store_folder, hand_over(school), CALM, number="9")
    (sheet,) = listed(school).sheets
    with pytest.raises(Problem) as told, school.write() as db:
        tray.accept(db, students={sheet.id: UUID(int=9)}, by=COUNSELLOR, now=NOW)
    assert told.value.code == "student_unknown_here"
    assert len(files.files(store_folder)) == 1


def test_who_only_keys_in_cannot_open_the_tray(school: Store) -> None:
    with school.read() as db, pytest.raises(Problem) as told:
        tray.listing(db, by=ENTRY, now=NOW)
    assert told.value.code == "not_allowed"


def test_the_wish_names_who_can_open_the_tray(school: Store) -> None:
    with pytest.raises(Problem) as told:
        hand_over_to(school, Wish("phq9", None))
    assert told.value.code == "kiosk_adult_missing"
    with pytest.raises(Problem) as told:
        hand_over_to(school, Wish("phq9", ENTRY.user_id))
    assert told.value.code == "kiosk_adult_missing"


def hand_over_to(store: Store, wish: Wish) -> None:
    with store.write() as db:
        kiosk.hand_over(db, wish, by=COUNSELLOR, now=NOW)
