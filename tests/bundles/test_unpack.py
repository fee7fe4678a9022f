"""Opening: nothing of a bundle is used unless all of it is whole, signed and meant for us."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from app.bundles import manifest as manifests
from app.bundles import pack, paths
from app.bundles.manifest import NAMESPACE, Basis
from app.bundles.signer import allowed_signers
from app.bundles.unpack import open_sealed
from app.crypto.signing import SigningKey
from app.domain import limits
from app.domain.problems import Problem
from tests.bundles.made import FILES, Cast, envelope, opened, plain, prepared, resealed, sealed

ANY_REFUSAL = {"bundle_not_opened", "bundle_damaged"}


def refusal(cast: Cast, data: bytes, **how: object) -> str:
    """Open ``data``, which must be refused with an empty staging file; return the code."""
    staging = io.BytesIO()
    options = {"identities": [cast.centre.secret], "trusted": [cast.line], **how}
    with pytest.raises(Problem) as caught:
        open_sealed(io.BytesIO(data), staging, **options)
    assert staging.getvalue() == b""
    return caught.value.code


def entries(zip_bytes: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(zip_bytes)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return target.getvalue()


def signed(cast: Cast, files: Mapping[str, bytes], key: SigningKey | None = None) -> bytes:
    """Sign the manifest in ``files`` again and seal it all: what a lying sender could do."""
    signature = (key or cast.key).sign(files[paths.MANIFEST], NAMESPACE).encode()
    return resealed(zipped({**files, paths.SIGNATURE: signature}), cast.centre)


def test_every_recipient_opens_it_and_finds_what_was_packed(cast: Cast) -> None:
    data = sealed(cast)
    for one in (cast.centre, cast.recovery, cast.school):
        found = opened(cast, data, who=one)
        assert {path: found.read(path) for path in FILES} == FILES
        assert found.signer.known
        assert list(found.records("records.ndjson")) == [{"id": 1, "name": "测试学生甲"}, {"id": 2}]


def test_no_word_of_the_content_stands_in_the_sealed_file(cast: Cast) -> None:
    data = sealed(cast)
    for word in ("测试学生甲", "示例中学", "letter.pdf", "XQDEMO", cast.line):
        assert word.encode() not in data


def test_cut_off_anywhere_it_is_refused(cast: Cast) -> None:
    data = sealed(cast, {"letter.pdf": b"made up"})
    for end in range(len(data)):
        assert refusal(cast, data[:end]) in ANY_REFUSAL, end


def test_every_flipped_bit_is_refused(cast: Cast) -> None:
    data = sealed(cast, {"letter.pdf": b"made up"})
    for place in range(8 * len(data)):
        flipped = bytearray(data)
        flipped[place // 8] ^= 1 << (place % 8)
        assert refusal(cast, bytes(flipped)) in ANY_REFUSAL, place


def test_anything_behind_the_end_is_refused(cast: Cast) -> None:
    assert refusal(cast, sealed(cast) + b"\x00") in ANY_REFUSAL


def test_a_stranger_cannot_open_it(cast: Cast) -> None:
    assert refusal(cast, sealed(cast), identities=[cast.stranger.secret]) == "bundle_not_opened"


def test_passed_on_to_somebody_else_it_is_refused(cast: Cast) -> None:
    passed_on = resealed(plain(cast, sealed(cast)), cast.stranger)
    assert refusal(cast, passed_on, identities=[cast.stranger.secret]) == "bundle_not_recipient"


def test_an_unknown_signer_is_named_and_refused(cast: Cast) -> None:
    data = sealed(cast)
    assert refusal(cast, data, trusted=[cast.other_key.public_line]) == "bundle_signer_unknown"
    assert refusal(cast, data, trusted=[]) == "bundle_signer_unknown"


def test_a_person_who_compares_the_fingerprint_may_look(cast: Cast) -> None:
    found = opened(cast, sealed(cast), trusted=None)
    assert not found.signer.known
    assert found.signer.fingerprint == found.manifest.sender.key_fingerprint


def test_whoever_has_our_public_key_cannot_speak_for_the_school(cast: Cast) -> None:
    files = entries(plain(cast, sealed(cast)))
    assert refusal(cast, signed(cast, files, cast.other_key)) == "bundle_signature_bad"
    assert refusal(cast, signed(cast, files, cast.other_key), trusted=None) == "bundle_signature_bad"


def test_a_signature_for_another_purpose_is_refused(cast: Cast) -> None:
    files = entries(plain(cast, sealed(cast)))
    files[paths.SIGNATURE] = cast.key.sign(files[paths.MANIFEST], "file").encode()
    assert refusal(cast, resealed(zipped(files), cast.centre)) == "bundle_signature_bad"


def test_a_changed_manifest_is_refused(cast: Cast) -> None:
    files = entries(plain(cast, sealed(cast)))
    files[paths.MANIFEST] = files[paths.MANIFEST].replace(b'"stream_seq": 7', b'"stream_seq": 8')
    assert refusal(cast, resealed(zipped(files), cast.centre)) == "bundle_signature_bad"
    files[paths.MANIFEST] = b"{}"
    assert refusal(cast, resealed(zipped(files), cast.centre)) == "bundle_manifest_bad"


def test_a_manifest_that_names_another_key_than_signed_is_refused(cast: Cast) -> None:
    files = entries(plain(cast, sealed(cast)))
    other = cast.other_key.public_line.encode()
    files[paths.MANIFEST] = files[paths.MANIFEST].replace(cast.line.encode(), other)
    assert refusal(cast, signed(cast, files)) == "bundle_manifest_bad"


@pytest.mark.parametrize(
    "changes",
    [
        {"letter.pdf": b"%PDF-1.4 made up, not a real lettre\n"},
        {"letter.pdf": b"longer" * 100},
        {"letter.pdf": None},
        {"attachments/extra.pdf": b"extra"},
        {paths.SIGNATURE: None},
        {paths.MANIFEST: None},
    ],
)
def test_files_and_list_must_agree(cast: Cast, changes: dict[str, bytes | None]) -> None:
    files = {**entries(plain(cast, sealed(cast))), **changes}
    kept = {path: content for path, content in files.items() if content is not None}
    assert refusal(cast, resealed(zipped(kept), cast.centre)) == "bundle_contents_differ"


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("records.ndjson", b'"' + b"a" * limits.BUNDLE_LINE + b'"\n', "bundle_line_too_long"),
        ("records.ndjson", b"a" * (limits.BUNDLE_LINE * 3), "bundle_line_too_long"),
        ("records.ndjson", b"[" * 33 + b"]" * 33 + b"\n", "bundle_json_refused"),
        ("records.ndjson", b'{"a": 1}', "bundle_json_refused"),
        ("records.ndjson", b'{"a": 1}\n\n', "bundle_json_refused"),
        ("records.ndjson", b'{"a": 1}\r\n', "bundle_json_refused"),
        ("fhir/bundle.json", b'{"a":' * 33 + b"1" + b"}" * 33, "bundle_json_refused"),
    ],
)
def test_lines_and_nesting_have_limits_on_both_sides(cast: Cast, path: str, content: bytes, code: str) -> None:
    with pytest.raises(Problem, match=code):
        prepared(cast, {path: content})
    ready = prepared(cast, {path: b'{"placeholder": "x"}\n'})
    signers = allowed_signers(cast.line)
    listed = json.loads(manifests.to_bytes(ready.manifest))
    for file in listed["files"]:
        if file["path"] == path:
            file["size"], file["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    files = {paths.MANIFEST: json.dumps(listed).encode(), paths.SIGNERS: signers, path: content}
    assert refusal(cast, signed(cast, files)) == code


def test_brackets_inside_strings_are_not_nesting(cast: Cast) -> None:
    line = json.dumps({"a": '[{"' * 50, "b": [[[1]]]}).encode() + b"\n"
    assert next(opened(cast, sealed(cast, {"records.ndjson": line})).records("records.ndjson"))["b"] == [[[1]]]


def test_a_line_that_is_no_object_or_says_a_name_twice_is_refused(cast: Cast) -> None:
    for line in (b"[1]\n", b'{"a": 1, "a": 2}\n', b'{"a": NaN}\n', b'{"a" 1}\n', b"\xff\n"):
        found = opened(cast, sealed(cast, {"records.ndjson": line}))
        with pytest.raises(Problem, match="bundle_json_refused"):
            list(found.records("records.ndjson"))


def test_the_writer_refuses_what_no_reader_would_take(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no bundle may hold"):
        prepared(cast, {"../evil": b""})
    with pytest.raises(Problem, match="bundle_code_bad"):
        pack.prepare(replace(envelope(cast), centre_code="不行"), FILES, cast.key)
    with pytest.raises(ValueError, match="recipients"):
        pack.prepare(envelope(cast, to=()), FILES, cast.key)
    with pytest.raises(ValueError, match="must be given as bytes"):
        prepared(cast, {"records.ndjson": Path("somewhere")})


@pytest.mark.parametrize(
    "changes", [{"purpose": "x" * 201}, {"purpose": "a\nb"}, {"reason": "x" * 2001}, {"purpose": ""}]
)
def test_a_text_that_does_not_fit_is_told_without_quoting_it(cast: Cast, changes: dict[str, str]) -> None:
    with pytest.raises(Problem) as caught:
        prepared(cast, **changes)
    assert (caught.value.code, caught.value.params) == ("bundle_text_bad", {})


def test_a_long_reason_of_several_lines_travels(cast: Cast) -> None:
    reason = "示例紧急原因\n" * 100
    assert opened(cast, sealed(cast, basis=Basis.EMERGENCY, reason=reason)).manifest.reason == reason


def test_a_caller_that_forgot_the_consent_is_told_which_field_and_no_content(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no manifest can be made") as caught:
        prepared(cast, basis=Basis.CONSENT, consent_id=None)
    assert "示例中学" not in str(caught.value)


def test_progress_reaches_the_end_and_cancelling_stops(cast: Cast) -> None:
    ready = prepared(cast)
    seen: list[tuple[int, int]] = []
    target = io.BytesIO()
    done = ready.seal_into(target, progress=lambda now, of: seen.append((now, of)))
    assert seen[-1] == (ready.plain_size, ready.plain_size)
    assert [now for now, _of in seen] == sorted(now for now, _of in seen)
    assert len(target.getvalue()) == done.size <= ready.sealed_size
    with pytest.raises(Problem, match="bundle_cancelled"):
        ready.seal_into(io.BytesIO(), cancelled=lambda: len(seen) > 0)


def test_cancelling_while_opening_leaves_nothing(cast: Cast) -> None:
    assert refusal(cast, sealed(cast), cancelled=lambda: True) == "bundle_cancelled"


def test_a_failing_stick_is_not_a_damaged_bundle(cast: Cast) -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, f"gone, {size} bytes unread")

    with pytest.raises(OSError, match="gone"):
        open_sealed(Pulled(), io.BytesIO(), identities=[cast.centre.secret], trusted=None)
