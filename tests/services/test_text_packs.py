"""Text packs: wording comes in only if it fits the key, with a licence, signed by a known key or by nobody."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.crypto.signing import SigningKey, fingerprint
from app.domain.institution import InstitutionKind
from app.domain.problems import Problem
from app.scales.load import keys, load
from app.services import institutions, nodes, pack_text, text_packs
from app.services.institutions import InstitutionFacts
from app.storage.store import Store
from tests.intake.books import write_book
from tests.services.made_up import NOW
from tests.stores import COUNSELLOR, ENTRY, LEAD


def pack(scale: str = "who5", **changed: object) -> dict[str, Any]:
    """Return a pack that fits; its wording is made up and no scale's."""
    definition = load(scale)
    made: dict[str, Any] = {
        "format": 1,
        "scale": scale,
        "form_version": definition.form_version,
        "language": "zh",
        "licence": "演示用，文字为编造，不是任何量表的题目。",
        "source": "本校自编",
        "instructions": "想一想最近两周。",
        "options": [{"value": value, "text": f"选项{value}"} for value in definition.options],
        "items": [
            {
                "n": item.n,
                "text": f"编造的第{item.n}题",
                **({"options": [{"value": v, "text": f"答{v}"} for v in item.options]} if item.options else {}),
            }
            for item in definition.items
        ],
    }
    return {**made, **changed}


def data(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def load_in(store: Store, folder: Path, value: object, signature: str = "") -> text_packs.Loaded:
    path = folder / "pack.json"
    path.write_bytes(data(value))
    sig = folder / "pack.json.sig"
    sig.write_text(signature, "utf-8")
    file = text_packs.read(path, signature=sig if signature else None)
    with store.write() as db:
        return text_packs.load_file(db, file, by=LEAD, now=NOW)


@pytest.mark.parametrize("scale", keys())
def test_a_pack_fits_every_scale(scale: str) -> None:
    assert pack_text.from_json(data(pack(scale))).scale == scale


def test_a_loaded_pack_is_in_use_and_a_newer_one_takes_its_place(staffed: Store, tmp_path: Path) -> None:
    first = load_in(staffed, tmp_path, pack())
    with staffed.read() as db:
        found = text_packs.wording(db, "who5", by=ENTRY)
        assert found is not None
        assert found == text_packs.content(db, first.id, by=COUNSELLOR)
        assert (found.items[0].text, found.options_of(1)[0].text) == ("编造的第1题", "选项0")
        assert text_packs.wording(db, "phq9", by=ENTRY) is None
    with pytest.raises(Problem, match="pack_there_already"):
        load_in(staffed, tmp_path, pack())
    second = load_in(staffed, tmp_path, pack(instructions="换一句。"))
    with staffed.read() as db:
        rows = text_packs.listing(db, by=COUNSELLOR)
    assert [(row.id, row.active, row.signer, row.fits) for row in rows] == [
        (second.id, True, "", True),
        (first.id, False, "", True),
    ]
    with staffed.write() as db:
        text_packs.set_active(db, first.id, True, by=LEAD, now=NOW)
    with staffed.read() as db:
        assert [row.id for row in text_packs.listing(db, by=COUNSELLOR) if row.active] == [first.id]
    with staffed.write() as db:
        text_packs.set_active(db, first.id, False, by=LEAD, now=NOW)
    with staffed.read() as db:
        assert text_packs.wording(db, "who5", by=ENTRY) is None


def test_the_editor_saves_what_fits(staffed: Store) -> None:
    made = pack_text.from_json(data(pack()))
    with staffed.write() as db:
        done = text_packs.save(db, made, by=LEAD, now=NOW)
    with staffed.read() as db:
        assert text_packs.content(db, done.id, by=LEAD) == made
    with pytest.raises(Problem, match="not_allowed"), staffed.write() as db:
        text_packs.save(db, made, by=ENTRY, now=NOW)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([], "pack_not_readable"),
        ({}, "pack_not_readable"),
        (pack(more=1), "pack_not_readable"),
        (pack(format=2), "pack_not_readable"),
        ({**pack(), "scale": "nothing"}, "pack_scale_unknown"),
        (pack(form_version="old"), "pack_version"),
        (pack(licence=""), "pack_licence_missing"),
        (pack(licence=" " * 20), "pack_licence_missing"),
        (pack(items=pack()["items"][:4]), "pack_items"),
        (pack(items=pack()["items"][::-1]), "pack_items"),
        (pack(items=[*pack()["items"], {"n": 6, "text": "多一题"}]), "pack_items"),
        (pack(options=pack()["options"][1:]), "pack_options"),
        (pack(options=[*pack()["options"], {"value": 0, "text": "重复"}]), "pack_options"),
        (pack(instructions="看\u200b不见"), "pack_unseen_characters"),
        (pack(instructions="反\u202e向"), "pack_unseen_characters"),
    ],
)
def test_what_does_not_fit_is_refused(value: object, code: str) -> None:
    with pytest.raises(Problem, match=code):
        pack_text.from_json(data(value))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"{" * 100_000,
        b'{"format":1,"format":1}',
        b'{"format":NaN}',
        b'{"format":1e999}',
        b"[" * 40 + b"]" * 40,
        data(pack(items=[{"n": 10**14, "text": "x"}])),
    ],
)
def test_hostile_files_are_refused(raw: bytes) -> None:
    with pytest.raises(Problem, match="pack_"):
        pack_text.from_json(raw)


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    path.write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(Problem, match="pack_too_big"):
        text_packs.read(path)
    with pytest.raises(Problem, match="pack_not_readable"):
        text_packs.read(tmp_path / "none.json")


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*pack(), "x"]), inner, max_size=6),
        max_leaves=20,
    )
)
def test_any_json_is_taken_or_refused_with_a_sentence(value: object) -> None:
    try:
        code = f"pack_format_{pack_text.from_json(data(value)).format}"
    except Problem as problem:
        code = problem.code
    assert code.startswith("pack_")


def test_a_signature_by_a_compared_key_names_its_signer(staffed: Store, tmp_path: Path) -> None:
    county = SigningKey.new()
    with staffed.write() as db:
        nodes.make_keys(db, by=LEAD, now=NOW)
        facts = InstitutionFacts(InstitutionKind.HOSPITAL, "示例县心理中心", signing_key=county.public_line)
        key = institutions.save(db, facts, by=LEAD, now=NOW).id
    signature = county.sign(data(pack()), text_packs.NAMESPACE)
    with pytest.raises(Problem, match="pack_signature_unknown"):
        load_in(staffed, tmp_path, pack(), signature)
    with staffed.write() as db:
        institutions.trust(db, key, by=LEAD, now=NOW)
    assert load_in(staffed, tmp_path, pack(), signature).signer == fingerprint(county.public_line)
    own = own_key(staffed)
    other = pack(source="另一处")
    done = load_in(staffed, tmp_path, other, own.sign(data(other), text_packs.NAMESPACE))
    assert done.signer.startswith("SHA256:")
    for wrong in (own.sign(data(pack()), "another"), own.sign(b"changed", text_packs.NAMESPACE), "no signature"):
        with pytest.raises(Problem, match="pack_signature_unknown"):
            load_in(staffed, tmp_path, pack(instructions="x"), wrong)


def own_key(store: Store) -> SigningKey:
    with store.read() as db:
        return nodes.signing_key(db)


def test_a_filled_template_comes_back(tmp_path: Path) -> None:
    for scale in ("who5", "asq", "isi"):
        path = tmp_path / f"{scale}.xlsx"
        path.write_bytes(text_packs.template(scale, by=COUNSELLOR, now=datetime(2026, 11, 22, tzinfo=UTC)))
        rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
        made = pack(scale)
        words = {"licence": made["licence"], "source": made["source"], "instructions": made["instructions"]}
        filled = [[cell if cell != "" else None for cell in row] for row in rows]
        for row in filled:
            kind = str(row[0])
            if kind in words:
                row[2] = words[kind]
            elif kind == "item":
                row[2] = f"编造的第{row[1]}题"
            elif kind == "option":
                row[2] = f"选项{row[1]}"
            elif kind.startswith("option."):
                row[2] = f"答{row[1]}"
        write_book(path, filled[0], *filled[1:])
        assert text_packs.read(path).pack == pack_text.from_json(data(made))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["item", "x", "字"], "pack_row_unknown"),
        (["item", "1", "字"], "pack_row_unknown"),
        (["什么", "1", "字"], "pack_row_unknown"),
        (["option.9", "1", "字"], "pack_items"),
    ],
)
def test_a_row_that_is_not_understood_is_named(tmp_path: Path, row: list[str], code: str) -> None:
    made = pack()
    rows = [[name, None, made[name]] for name in ("scale", "form_version", "language", "licence", "source")]
    rows += [["option", str(one["value"]), one["text"]] for one in made["options"]]
    rows += [["item", str(one["n"]), one["text"]] for one in made["items"]]
    path = write_book(tmp_path / "pack.xlsx", ["what", "no", "text"], *rows, row)
    with pytest.raises(Problem, match=code):
        text_packs.read(path)
