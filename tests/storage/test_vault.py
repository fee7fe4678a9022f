"""Making a vault, the ways into it, and what happens to damaged slot files."""

from pathlib import Path
from uuid import uuid4

import pytest

from app.crypto.kdf import Kdf
from app.domain.problems import Problem
from app.storage import keyfile, vault
from app.storage.names import KEYS, KEYS_COPY, STORE
from app.storage.store import Store
from tests.storage.test_store import add, count
from tests.stores import LEAD, NOW

PASSWORD = "很长的测试口令 one two 3"
OTHER = "另一个足够长的测试口令 4"
NAMES = {"school": "虚构第一中学", str(LEAD.user_id): "主管甲"}


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, vault.Keyring, str]:
    """A vault with one password and a recovery code, which comes as a person would type it."""
    folder = tmp_path / "vault"
    keyring, code = vault.create(
        folder,
        password=PASSWORD,
        label="使用人 1",
        user_id=LEAD.user_id,
        role="lead",
        names=NAMES,
        now=NOW,
        kdf=Kdf.floor(),
    )
    return folder, keyring, " ".join(code.groups)


Made = tuple[Path, vault.Keyring, str]


def test_password_and_recovery_code_both_open_the_store(made: Made) -> None:
    folder, keyring, code = made
    by_password = vault.unlock(folder, PASSWORD)
    by_code = vault.unlock(folder, code)
    assert by_password.master == by_code.master == keyring.master
    assert by_password.slot.label == "使用人 1"
    with Store.open(folder, by_code.master) as store:
        assert store.warnings == ()
        add(store, "1")


def test_wrong_secrets_have_their_own_words_and_change_nothing(made: Made) -> None:
    folder, _, code = made
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    first, rest = code.split(" ", 1)
    wrong = f"{(int(first) + 11) % 720_896:06d} {rest}"
    with pytest.raises(Problem, match="wrong_password"):
        vault.unlock(folder, PASSWORD + "x")
    with pytest.raises(Problem, match="wrong_recovery_code"):
        vault.unlock(folder, wrong)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_nothing_is_ever_created_over_something(made: Made, tmp_path: Path) -> None:
    folder, _, _ = made
    again = {"password": PASSWORD, "label": "x", "user_id": uuid4(), "role": "lead", "names": {}, "now": NOW}
    with pytest.raises(Problem, match="store_exists"):
        vault.create(folder, **again)
    (folder / STORE).unlink()
    with pytest.raises(Problem, match="store_exists"):
        vault.create(folder, **again)
    backups = tmp_path / "only"
    (backups / "backups").mkdir(parents=True)
    with pytest.raises(Problem, match="store_exists"):
        vault.create(backups, **again)


def test_an_interrupted_set_up_can_begin_again(made: Made) -> None:
    folder, _, _ = made
    (folder / STORE).rename(folder / (STORE + ".creating"))  # as if it stopped before the last step
    vault.create(
        folder, password=OTHER, label="使用人 1", user_id=uuid4(), role="lead", names={}, now=NOW, kdf=Kdf.floor()
    )
    with Store.open(folder, vault.unlock(folder, OTHER).master) as store:
        assert count(store) == 0


@pytest.mark.parametrize("name", [KEYS, KEYS_COPY])
@pytest.mark.parametrize("damage", ["flip", "cut", "gone"])
def test_one_damaged_copy_of_the_slots_is_replaced_by_the_other(made: Made, name: str, damage: str) -> None:
    folder, keyring, _ = made
    path = folder / name
    good = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(good[:-40] if damage == "cut" else good[:200] + bytes([good[200] ^ 1]) + good[201:])
    assert vault.unlock(folder, PASSWORD).master == keyring.master
    assert path.read_bytes() == good


def test_two_damaged_copies_are_not_called_a_wrong_password(made: Made) -> None:
    folder, _, _ = made
    for name in (KEYS, KEYS_COPY):
        (folder / name).write_bytes((folder / name).read_bytes()[:-9])
    with pytest.raises(Problem, match="keys_damaged"):
        vault.unlock(folder, PASSWORD)
    (folder / KEYS).unlink()
    (folder / KEYS_COPY).unlink()
    with pytest.raises(Problem, match="keys_missing"):
        vault.unlock(folder, PASSWORD)


def test_a_second_user_must_be_named(made: Made) -> None:
    folder, keyring, _ = made
    slot = vault.add_slot(
        folder, keyring.master, OTHER, label="使用人 2", user_id=uuid4(), role="counsellor", name="辅导员乙", now=NOW,
        kdf=Kdf.floor(),
    )  # fmt: skip
    with pytest.raises(Problem, match="slot_needed"):
        vault.unlock(folder, OTHER)
    assert vault.unlock(folder, OTHER, slot_id=slot).master == keyring.master
    with pytest.raises(Problem, match="wrong_password"):
        vault.unlock(folder, PASSWORD, slot_id=slot)
    with pytest.raises(Problem, match="label_in_use"):
        vault.add_slot(folder, keyring.master, OTHER, label="使用人 2", user_id=uuid4(), role="lead", name="", now=NOW)
    vault.remove_slot(folder, keyring.master, slot)
    with pytest.raises(Problem, match="slot_unknown"):
        vault.unlock(folder, OTHER, slot_id=slot)
    assert [one.label for one in vault.slots(folder)] == ["使用人 1", "恢复码"]


def test_the_last_password_stays(made: Made) -> None:
    folder, keyring, _ = made
    with pytest.raises(Problem, match="last_password"):
        vault.remove_slot(folder, keyring.master, keyring.slot_id)


def test_a_changed_password_opens_and_the_old_one_does_not(made: Made) -> None:
    folder, keyring, code = made
    vault.change_password(folder, PASSWORD, OTHER, slot_id=keyring.slot_id, now=NOW)
    assert vault.unlock(folder, OTHER).master == keyring.master
    assert vault.unlock(folder, code).master == keyring.master
    with pytest.raises(Problem, match="wrong_password"):
        vault.unlock(folder, PASSWORD)
    assert (folder / KEYS).read_bytes() == (folder / KEYS_COPY).read_bytes()


def test_a_reprint_of_the_recovery_sheet_voids_the_old_one(made: Made) -> None:
    folder, keyring, old = made
    new = " ".join(vault.renew_recovery(folder, keyring.master, now=NOW).groups)
    assert vault.unlock(folder, new).master == keyring.master
    with pytest.raises(Problem, match="wrong_recovery_code"):
        vault.unlock(folder, old)


def test_names_are_in_the_slot_file_and_not_to_be_read_there(made: Made) -> None:
    folder, keyring, _ = made
    vault.rename(folder, keyring.master, {"school": "虚构第二中学"})
    assert vault.names(folder, keyring.master) == {**NAMES, "school": "虚构第二中学"}
    for name in (KEYS, KEYS_COPY):
        data = (folder / name).read_bytes()
        assert "虚构".encode() not in data
        assert b"\\u865a" not in data


def test_yesterdays_store_put_back_is_noticed(made: Made) -> None:
    folder, keyring, _ = made
    yesterday = (folder / STORE).read_bytes()
    with Store.open(folder, keyring.master) as store:
        add(store, "1")
    (folder / STORE).write_bytes(yesterday)
    with Store.open(folder, keyring.master) as store:
        assert store.warnings == ("store_is_older_copy",)


def test_an_old_slot_file_put_back_is_noticed(made: Made) -> None:
    folder, keyring, _ = made
    old = (folder / KEYS).read_bytes()
    vault.change_password(folder, PASSWORD, OTHER, slot_id=keyring.slot_id, now=NOW)
    with Store.open(folder, keyring.master) as store:
        add(store, "1")
        assert store.warnings == ()
    for name in (KEYS, KEYS_COPY):
        (folder / name).write_bytes(old)
    with Store.open(folder, vault.unlock(folder, PASSWORD).master) as store:
        assert store.warnings == ("keys_are_older_copy",)
        assert count(store) == 1


def test_a_step_lost_between_store_and_slot_file_is_no_alarm(made: Made) -> None:
    folder, keyring, _ = made
    keys = (folder / KEYS).read_bytes()
    with Store.open(folder, keyring.master) as store:
        add(store, "1")
    for name in (KEYS, KEYS_COPY):
        (folder / name).write_bytes(keys)  # as if the power failed right after the commit
    with Store.open(folder, keyring.master) as store:
        assert store.warnings == ()
    assert keyfile.store_generation(keyfile.authentic(folder, keyring.master), keyring.master) == 0
