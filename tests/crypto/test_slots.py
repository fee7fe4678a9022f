"""The slot file as a value: ways in, generations, and what a stranger may not change."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from app.crypto.errors import Damaged, WrongSecret
from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.crypto.recovery import RecoveryCode
from app.crypto.sealing import new_identity
from app.crypto.slots import MAX_SLOTS, Kind, SlotFile, Suite, needs_rewrap

VAULT, USER = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 9, 1, 8, 30, 15, 999, tzinfo=timezone(timedelta(hours=8)))
NAMES = {"school": "示范第一中学", str(USER): "王小明"}
MASTER = MasterKey.new()
PASSWORD = "七棵老槐树和一口井 ３"
CODE = RecoveryCode.new()
COUNTY = new_identity()
FLOOR = Kdf.floor()
BARE = SlotFile.create(MASTER, vault_id=VAULT, names=NAMES)


def _add(file: SlotFile, secret: str | bytes, number: int, kind: Kind, **more: Any) -> SlotFile:
    if kind is Kind.PASSWORD:
        more = {"user_id": USER, "role": "counsellor", **more}
    more = {"label": f"槽 {number}", "created": NOW, "kdf": FLOOR, **more}
    return file.add(MASTER, secret, slot_id=UUID(int=100 + number), kind=kind, **more)


ONE = _add(BARE, PASSWORD, 1, Kind.PASSWORD)
TWO = _add(ONE, CODE.secret, 2, Kind.RECOVERY, suite=Suite.AES)
FULL = _add(_add(TWO, COUNTY.recipient, 3, Kind.COUNTY), b"kept by the system", 4, Kind.DEVICE)
SECRETS: list[str | bytes] = [PASSWORD, CODE.secret, COUNTY.secret, b"kept by the system"]


def test_every_kind_of_slot_opens_with_its_own_secret_only() -> None:
    again = SlotFile.from_bytes(FULL.to_bytes())
    assert again == FULL
    for slot, secret in zip(again.slots, SECRETS, strict=True):
        assert again.unwrap(slot, secret) == MASTER
    assert [slot.kind for slot in again.slots] == list(Kind)
    assert [slot.wrap.suite for slot in again.slots] == [Suite.CHACHA, Suite.AES, Suite.AGE, Suite.CHACHA]


def test_a_wrong_secret_is_a_wrong_secret() -> None:
    wrong: list[str | bytes] = [PASSWORD + "x", RecoveryCode.new().secret, new_identity().secret, b""]
    for slot, secret in zip(FULL.slots, wrong, strict=True):
        with pytest.raises(WrongSecret):
            FULL.unwrap(slot, secret)
    with pytest.raises(WrongSecret):
        FULL.unwrap(FULL.slots[2], b"bytes are no age key")


def test_a_password_typed_with_full_width_digits_opens() -> None:
    assert ONE.unwrap(ONE.slots[0], PASSWORD.replace("３", "3")) == MASTER


def test_what_a_slot_says_in_the_open() -> None:
    slot = FULL.slot(UUID(int=101))
    assert (slot.label, slot.kind, slot.user_id, slot.role) == ("槽 1", Kind.PASSWORD, USER, "counsellor")
    assert slot.created == datetime(2026, 9, 1, 0, 30, 15, tzinfo=UTC)
    assert FULL.slot(UUID(int=103)).kdf is None
    with pytest.raises(KeyError):
        FULL.slot(UUID(int=999))


def test_real_names_are_readable_with_the_key_alone() -> None:
    raw = FULL.to_bytes().decode()
    assert not any(name in raw for name in NAMES.values())
    assert FULL.names(MASTER) == NAMES
    with pytest.raises(Damaged):
        FULL.names(MasterKey.new())
    renamed = FULL.with_names(MASTER, {"school": "示范第二中学"})
    assert renamed.names(MASTER) == {"school": "示范第二中学"}
    assert renamed.generation == FULL.generation + 1
    with pytest.raises(ValueError, match="too many names"):
        FULL.with_names(MASTER, {"school": "校" * 5000})


def test_the_length_of_names_is_blurred() -> None:
    lengths = {len(BARE.with_names(MASTER, {"school": "校" * n}).to_bytes()) for n in range(1, 100)}
    assert len(lengths) == 1


def test_names_of_another_vault_do_not_fit() -> None:
    with pytest.raises(Damaged):
        replace(BARE, vault_id=UUID(int=9)).names(MASTER)


def test_each_change_is_a_new_generation_and_leaves_the_old_value_alone() -> None:
    assert [file.generation for file in (BARE, ONE, TWO, FULL)] == [1, 2, 3, 5]
    assert len(ONE.slots) == 1
    for file in (BARE, ONE, TWO, FULL):
        file.verify(MASTER)


def test_removing_a_slot_closes_that_way_in_and_no_other() -> None:
    left = FULL.remove(MASTER, UUID(int=102))
    assert left.generation == FULL.generation + 1
    assert [slot.slot_id.int for slot in left.slots] == [101, 103, 104]
    assert left.unwrap(left.slots[0], PASSWORD) == MASTER
    with pytest.raises(KeyError):
        left.remove(MASTER, UUID(int=102))
    with pytest.raises(ValueError, match="never be opened"):
        ONE.remove(MASTER, UUID(int=101))


def test_changing_a_password_rewrites_one_slot() -> None:
    later = NOW + timedelta(days=1)
    changed = TWO.rewrap(MASTER, UUID(int=101), "new words nobody guesses", created=later)
    slot = changed.slots[0]
    assert changed.slots[1] == TWO.slots[1]
    assert slot.created > TWO.slots[0].created
    assert (slot.label, slot.user_id, slot.slot_id) == ("槽 1", USER, UUID(int=101))
    assert changed.unwrap(slot, "new words nobody guesses") == MASTER
    with pytest.raises(WrongSecret):
        changed.unwrap(slot, PASSWORD)
    assert slot.kdf is not None
    assert TWO.slots[0].kdf is not None
    assert slot.kdf.salt != TWO.slots[0].kdf.salt


def test_a_county_s_slot_can_be_moved_to_another_key() -> None:
    other = new_identity()
    changed = FULL.rewrap(MASTER, UUID(int=103), other.recipient, created=NOW, kdf=FLOOR)
    assert changed.unwrap(changed.slots[2], other.secret) == MASTER
    with pytest.raises(WrongSecret):
        changed.unwrap(changed.slots[2], COUNTY.secret)


def test_a_cost_below_target_is_raised_with_the_same_secret() -> None:
    target = Kdf(20 * 1024, 2, 1, bytes(16))
    assert needs_rewrap(ONE.slots[0], target)
    stronger = ONE.rewrap(MASTER, UUID(int=101), PASSWORD, created=NOW, kdf=target)
    assert not needs_rewrap(stronger.slots[0], target)
    assert stronger.unwrap(stronger.slots[0], PASSWORD) == MASTER
    assert not needs_rewrap(FULL.slot(UUID(int=103)), target)


def test_no_two_slots_share_salt_or_nonce_even_for_one_secret_and_cost() -> None:
    file = _add(ONE, PASSWORD, 2, Kind.PASSWORD)
    first, second = file.slots
    assert first.kdf is not None
    assert second.kdf is not None
    assert first.kdf.salt != second.kdf.salt != FLOOR.salt
    assert first.wrap.nonce != second.wrap.nonce


def test_a_slot_s_open_fields_are_bound_to_its_wrap() -> None:
    """A role raised, a slot moved to another vault or a cost lowered makes the right secret wrong."""
    slot = FULL.slots[0]
    forged = [
        replace(slot, role="lead"),
        replace(slot, label="使用人 9"),
        replace(slot, user_id=UUID(int=3)),
        replace(slot, slot_id=UUID(int=3)),
        replace(slot, kind=Kind.RECOVERY, user_id=None),
        replace(slot, created=NOW + timedelta(seconds=1)),
        replace(slot, kdf=slot.kdf and replace(slot.kdf, p=2)),
        replace(slot, wrap=replace(slot.wrap, suite=Suite.AES)),
    ]
    for one in forged:
        with pytest.raises(WrongSecret):
            FULL.unwrap(one, PASSWORD)
    with pytest.raises(WrongSecret):
        replace(FULL, vault_id=UUID(int=9)).unwrap(slot, PASSWORD)
    with pytest.raises(Damaged):
        FULL.unwrap(replace(FULL.slots[2], label="县 9"), COUNTY.secret)


def test_a_stranger_who_drops_or_adds_slots_or_turns_back_the_counter_is_noticed() -> None:
    foreign = SlotFile.create(MasterKey.new(), vault_id=VAULT, names={})
    forged = [
        replace(FULL, slots=FULL.slots[:1]),
        replace(FULL, slots=FULL.slots[::-1]),
        replace(FULL, slots=(*FULL.slots, replace(FULL.slots[0], label="使用人 7"))),
        replace(FULL, generation=FULL.generation + 1),
        replace(FULL, names_wrap=foreign.names_wrap),
        replace(FULL, mac=foreign.mac),
    ]
    for file in forged:
        with pytest.raises(Damaged):
            file.unwrap(FULL.slots[0], PASSWORD)
        with pytest.raises(Damaged):
            file.with_names(MASTER, {})
        with pytest.raises(Damaged):
            file.rewrap(MASTER, UUID(int=101), "x", created=NOW)


def test_another_master_key_can_neither_verify_nor_change() -> None:
    with pytest.raises(Damaged):
        FULL.verify(MasterKey.new())
    with pytest.raises(Damaged):
        FULL.remove(MasterKey.new(), UUID(int=101))


@pytest.mark.parametrize(
    "more",
    [
        {"label": ""},
        {"label": "长" * 41},
        {"label": "两\n行"},
        {"role": "Lead!"},
        {"user_id": None},
        {"created": datetime(2026, 9, 1)},  # noqa: DTZ001 - a time without a zone is what is refused
        {"label": "槽 1"},
    ],
)
def test_what_could_never_be_written_is_refused(more: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"label|role|password|zone"):
        _add(ONE, "x", 2, Kind.PASSWORD, **more)


def test_a_malformed_county_key_is_refused() -> None:
    with pytest.raises(Damaged):
        _add(ONE, COUNTY.secret, 2, Kind.COUNTY)


def test_slots_are_limited() -> None:
    file = BARE
    for number in range(MAX_SLOTS):
        file = _add(file, COUNTY.recipient, number, Kind.COUNTY, label="县 " * 10 + f"{number:02d}")
    assert SlotFile.from_bytes(file.to_bytes()) == file
    with pytest.raises(ValueError, match="too many"):
        _add(file, COUNTY.recipient, MAX_SLOTS, Kind.COUNTY)


def test_no_secret_is_shown() -> None:
    shown = repr(FULL)
    for secret in (PASSWORD, CODE.secret.hex(), COUNTY.secret, MASTER.to_bytes().hex(), "王小明"):
        assert secret not in shown
