"""The manifest: closed, strict, and the signed bytes are the stored bytes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bundles import manifest
from app.domain.problems import Problem
from tests.bundles.made import Cast, opened, people, prepared, sealed


@pytest.fixture(scope="module")
def good() -> bytes:
    return manifest.to_bytes(prepared(people()).manifest)


def changed(data: bytes, path: tuple[Any, ...], value: Any) -> bytes:
    """Return the manifest with the field at ``path`` set (``...`` = removed)."""
    raw = json.loads(data)
    at = raw
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(raw).encode()


def test_what_is_written_is_read_back(good: bytes) -> None:
    read = manifest.from_bytes(good)
    assert manifest.to_bytes(read) == good
    assert good.endswith(b"}\n")
    assert b"\r" not in good


def test_stored_bytes_are_the_signed_bytes(cast: Cast) -> None:
    found = opened(cast, sealed(cast))
    assert found.manifest_bytes == found.read("manifest.json")
    assert manifest.from_bytes(found.manifest_bytes) == found.manifest


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("surprise",), 1),
        (("sender", "surprise"), 1),
        (("files", 0, "surprise"), 1),
        (("bundle_id",), ...),
        (("bundle_id",), "not-an-id"),
        (("bundle_id",), 7),
        (("kind",), "gossip"),
        (("stream_seq",), "7"),
        (("stream_seq",), 7.0),
        (("stream_seq",), 0),
        (("stream_seq",), True),
        (("stream_seq",), 1_000_000),
        (("sender", "site_code"), "../x"),
        (("sender", "site_code"), "A\n"),
        (("sender", "site_name"), "A\nB"),
        (("sender", "node"), "0A" * 16),
        (("sender", "key_fingerprint"), "MD5:0"),
        (("recipients",), []),
        (("recipients", 0, "role"), "friend"),
        (("consent_id",), None),
        (("made_at", "wall"), "2026-11-02T08:00:00"),
        (("made_at", "wall"), 1793606400),
        (("ack_key",), "00"),
        (("files", 0, "path"), "../evil"),
        (("files", 0, "path"), "manifest.json"),
        (("files", 0, "size"), -1),
        (("files", 0, "sha256"), "0" * 63),
        (("counts",), {"a": -1}),
        (("covers",), [{"node": "0a" * 16, "epoch": "0b" * 16, "first": 2, "last": 1}]),
        (("format",), "something/1"),
        (("format",), 1),
        (("suite",), "rot13"),
    ],
)
def test_anything_else_is_refused(good: bytes, path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(Problem, match="bundle_manifest_bad"):
        manifest.from_bytes(changed(good, path, value))


def test_an_emergency_needs_a_reason(good: bytes) -> None:
    urgent = changed(good, ("basis",), "emergency")
    with pytest.raises(Problem, match="bundle_manifest_bad"):
        manifest.from_bytes(urgent)
    assert manifest.from_bytes(changed(urgent, ("reason",), "made up")).reason == "made up"


@pytest.mark.parametrize(("path", "value"), [(("format",), "xinqiao-bundle/2"), (("must_understand",), ["x"])])
def test_a_newer_bundle_asks_for_an_update(good: bytes, path: tuple[Any, ...], value: Any) -> None:
    with pytest.raises(Problem, match="bundle_newer"):
        manifest.from_bytes(changed(good, path, value))


def test_an_extension_that_need_not_be_understood_passes(good: bytes) -> None:
    assert manifest.from_bytes(changed(good, ("extensions",), {"later": {"a": 1}})).extensions


def test_a_file_listed_twice_is_refused(good: bytes) -> None:
    files = json.loads(good)["files"]
    with pytest.raises(Problem, match="bundle_manifest_bad"):
        manifest.from_bytes(changed(good, ("files",), [*files, files[0]]))


def refuse(data: bytes) -> None:
    with pytest.raises(Problem, match="bundle_manifest_bad"):
        manifest.from_bytes(data)


def test_other_spellings_of_the_same_are_refused(good: bytes) -> None:
    refuse(good.replace(b"\n", b"\r\n"))
    refuse(b"\xef\xbb\xbf" + good)
    refuse(good.replace(b'"format":', b'"format": "xinqiao-bundle/1", "format":', 1))
    refuse(good.decode().encode("utf-16"))
    refuse(good.replace(b'"counts": {}', b'"counts": {"a": NaN}'))
    refuse(good.replace(b'"extensions": {}', b'"extensions": {"a": ' + b"[" * 40 + b"]" * 40 + b"}"))
    refuse(good.replace(b'"extensions": {}', b'"extensions": {"a": 1e999}'))
    refuse(good + b" " * manifest.MANIFEST_BYTES)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    refuse(data)


def taken_or_refused(text: bytes) -> manifest.Manifest | None:
    try:
        return manifest.from_bytes(text)
    except Problem as problem:
        if problem.code in {"bundle_manifest_bad", "bundle_newer"}:
            return None
        raise


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.data())
def test_any_value_in_any_field_is_taken_whole_or_refused(good: bytes, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(sorted(json.loads(good))))
    text = changed(good, (field,), data.draw(JSON))
    read = taken_or_refused(text)
    if read is not None:
        assert json.loads(manifest.to_bytes(read))[field] == json.loads(text)[field]


@given(st.integers(0), st.integers(0, 255))
def test_a_changed_byte_is_the_same_manifest_or_refused(good: bytes, at: int, byte: int) -> None:
    place = at % len(good)
    read = taken_or_refused(good[:place] + bytes([byte]) + good[place + 1 :])
    assert read is None or manifest.from_bytes(manifest.to_bytes(read)) == read
