"""Reading slot files that somebody else may have written."""

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.crypto.canonical import canonical
from app.crypto.errors import Damaged, TooNew, WrongSecret
from app.crypto.slots import FILE_BYTES, SlotFile
from tests.crypto.test_slots import FULL, MASTER, ONE, PASSWORD

DATA = FULL.to_bytes()
Edit = Callable[[dict[str, Any]], object]


def _edited(edit: Edit) -> bytes:
    """Return the file with a change and a right checksum, as an attacker would write it."""
    top = json.loads(DATA)
    edit(top)
    del top["check"]
    top["check"] = hashlib.sha256(canonical(top)).hexdigest()
    return canonical(top)


def test_the_attacker_of_these_tests_writes_readable_files() -> None:
    assert SlotFile.from_bytes(_edited(lambda top: top.update(v=1))) == FULL


@pytest.mark.parametrize(
    "edit",
    [
        lambda top: top.update(extra=1),
        lambda top: top.pop("names"),
        lambda top: top.update(v=0),
        lambda top: top.update(v=True),
        lambda top: top.update(v="1"),
        lambda top: top.update(format="another"),
        lambda top: top.update(generation=0),
        lambda top: top.update(generation=True),
        lambda top: top.update(generation=2**53),
        lambda top: top.update(vault_id=top["vault_id"].upper().replace("0", "{0", 1)),
        lambda top: top.update(vault_id=str(UUID(int=77))),
        lambda top: top.update(slots={}),
        lambda top: top.update(slots=[None]),
        lambda top: top.update(slots=top["slots"] * 2),
        lambda top: top.update(slots=top["slots"] * 20),
        lambda top: top["slots"][1].update(label=top["slots"][0]["label"]),
        lambda top: top.update(mac="zz"),
        lambda top: top.update(mac=top["mac"].upper()),
        lambda top: top["names"].update(nonce=""),
        lambda top: top["slots"][0].update(extra=None),
        lambda top: top["slots"][0].pop("role"),
        lambda top: top["slots"][0].update(kind="master"),
        lambda top: top["slots"][0].update(kind="county"),
        lambda top: top["slots"][0].update(role=7),
        lambda top: top["slots"][0].update(label=7),
        lambda top: top["slots"][0].update(label=["a"]),
        lambda top: top["slots"][0].update(user_id=None),
        lambda top: top["slots"][0].update(user_id=5),
        lambda top: top["slots"][0].update(created="2026-09-01"),
        lambda top: top["slots"][0].update(created="2026-09-01T08:30:15+08:00"),
        lambda top: top["slots"][0].update(created="0001-01-01T00:00:00+05:00"),
        lambda top: top["slots"][0].update(created=1),
        lambda top: top["slots"][0].update(kdf=None),
        lambda top: top["slots"][0]["kdf"].update(alg="scrypt"),
        lambda top: top["slots"][0]["kdf"].update(m=2**20 + 1),
        lambda top: top["slots"][0]["kdf"].update(m=1024),
        lambda top: top["slots"][0]["kdf"].update(t=21),
        lambda top: top["slots"][0]["kdf"].update(p=17),
        lambda top: top["slots"][0]["kdf"].update(m="65536"),
        lambda top: top["slots"][0]["kdf"].update(salt="AAAA"),
        lambda top: top["slots"][0]["kdf"].update(extra=0),
        lambda top: top["slots"][0]["wrap"].update(suite="none"),
        lambda top: top["slots"][0]["wrap"].update(suite="age-v1"),
        lambda top: top["slots"][0]["wrap"].update(nonce="AAAA"),
        lambda top: top["slots"][0]["wrap"].update(ct="*"),
        lambda top: top["slots"][0]["wrap"].update(ct=top["slots"][0]["wrap"]["ct"] + "\n"),
        lambda top: top["slots"][0]["wrap"].update(ct=1),
        lambda top: top["slots"][2].update(kdf=top["slots"][0]["kdf"]),
    ],
)
def test_a_closed_schema(edit: Edit) -> None:
    with pytest.raises(Damaged):
        SlotFile.from_bytes(_edited(edit))


def test_a_later_version_is_not_called_damaged_alone() -> None:
    with pytest.raises(TooNew):
        SlotFile.from_bytes(_edited(lambda top: top.update(v=2, more={})))


def test_other_spellings_of_the_same_json_are_refused() -> None:
    text = DATA.decode()
    spellings = [
        text + "\n",
        " " + text,
        text.replace('"v":1', '"v": 1'),
        text.replace('"generation":5', '"generation":5.0'),
        text.replace('"generation":5', '"generation":NaN'),
        text.replace('"generation":5', '"generation":4,"generation":5'),
        text.replace("槽", "\\u69fd"),
        "\ufeff" + text,
        text.replace('"槽 1"', '"\\ud800"'),
    ]
    for spelling in spellings:
        assert spelling != text
        with pytest.raises(Damaged):
            SlotFile.from_bytes(spelling.encode())
    with pytest.raises(Damaged):
        SlotFile.from_bytes(text.encode("utf-16"))


def test_every_bit_flip_and_every_truncation_is_noticed_without_a_key() -> None:
    data = ONE.to_bytes()
    for at in range(len(data)):
        flipped = data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]
        with pytest.raises(Damaged):
            SlotFile.from_bytes(flipped)
        with pytest.raises(Damaged):
            SlotFile.from_bytes(data[:at])


def test_a_skilled_attacker_s_change_is_noticed_with_the_key() -> None:
    for edit in (
        lambda top: top.update(generation=4),
        lambda top: top["slots"].pop(),
        lambda top: top["slots"][1].update(label="使用人 8"),
    ):
        file = SlotFile.from_bytes(_edited(edit))
        with pytest.raises(Damaged):
            file.unwrap(file.slots[0], PASSWORD)
        with pytest.raises(Damaged):
            file.verify(MASTER)
    raised = SlotFile.from_bytes(_edited(lambda top: top["slots"][0].update(role="lead")))
    with pytest.raises(WrongSecret):
        raised.unwrap(raised.slots[0], PASSWORD)


@given(st.binary(max_size=200))
@example(b"[" * 60_000)
@example(b'{"a":' * 10_000)
@example(b" " * (FILE_BYTES + 1))
@example(b"1" * 10_000)
@example(b'{"v":1e999}')
@example(b"null")
def test_hostile_bytes_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        SlotFile.from_bytes(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(JSON, st.data())
def test_any_field_exchanged_for_any_json_is_refused_or_the_same(value: object, data: st.DataObject) -> None:
    top = json.loads(DATA)
    place = data.draw(
        st.sampled_from([top, top["names"], top["slots"][0], top["slots"][0]["kdf"], top["slots"][0]["wrap"]])
    )
    field = data.draw(st.sampled_from(sorted(place)))
    place[field] = value
    raw = json.dumps(top, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
    with pytest.raises(Damaged):
        SlotFile.from_bytes(raw)
