"""``xinqiao bundle keygen|inspect|verify|open``."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from app.cli.bundle import app
from tests.bundles.made import FILES, Cast, people, put


@pytest.fixture(scope="module")
def cast() -> Cast:
    return people()


@pytest.fixture
def key(cast: Cast, tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_text(cast.centre.secret + "\n", "ascii")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_keygen_prints_the_recipient_and_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "key.txt"
    first = run("keygen", "--out", path)
    assert first.exit_code == 0
    assert first.stdout.strip() in path.read_text("ascii")
    second = run("keygen", "--out", path, "--json")
    assert second.exit_code == 1
    assert json.loads(second.stdout)["code"] == "identity_exists"
    assert "key.txt" in second.stderr


def test_inspect_needs_no_key(cast: Cast, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast)
    seen = json.loads(run("inspect", bundle, "--json").stdout)
    assert seen["file"] == bundle.name
    assert (seen["site"], seen["centre"], seen["stream_seq"]) == ("XQDEMO", "C01", 7)
    assert (seen["sidecar"], seen["age"]) == ("matches", True)
    assert "sha256: " in run("inspect", bundle).stdout
    missing = run("inspect", tmp_path / "gone.age")
    assert missing.exit_code == 1
    assert missing.stdout == ""


def test_verify_checks_everything_and_writes_nothing(cast: Cast, key: Path, tmp_path: Path) -> None:
    bundle = put(tmp_path, cast)
    before = sorted(tmp_path.rglob("*"))
    done = run("verify", "--identity", key, bundle, "--json")
    facts = json.loads(done.stdout)
    assert done.exit_code == 0
    assert (facts["status"], facts["signer_known"], facts["kind"]) == ("ok", False, "referral")
    assert set(FILES) < set(facts["files"])
    assert len(facts["phone_code"]) == 8
    assert sorted(tmp_path.rglob("*")) == before


def test_open_leaves_the_files(cast: Cast, key: Path, tmp_path: Path) -> None:
    trust = tmp_path / "school.txt"
    trust.write_text(cast.line, "ascii")
    out = tmp_path / "out"
    done = run("open", "--identity", key, "--trust", trust, put(tmp_path, cast), "--out", out, "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["signer_known"] is True
    assert {path: (out / path).read_bytes() for path in FILES} == FILES


def test_a_refusal_is_one_sentence_exit_1_and_an_empty_place(
    cast: Cast, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = put(tmp_path, cast)
    bundle.write_bytes(bundle.read_bytes()[:-3])
    monkeypatch.setenv("XINQIAO_LANGUAGE", "en")
    done = run("open", "--identity", key, bundle, "--out", tmp_path / "out")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("The file was damaged")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()
    refused = run("open", "--identity", key, bundle, "--out", tmp_path / "out", "--json")
    assert json.loads(refused.stdout)["status"] == "refused"


def test_an_unknown_signer_is_refused_where_trust_was_given(cast: Cast, key: Path, tmp_path: Path) -> None:
    trust = tmp_path / "other.txt"
    trust.write_text(cast.other_key.public_line, "ascii")
    done = run("verify", "--identity", key, "--trust", trust, put(tmp_path, cast), "--json")
    assert (done.exit_code, json.loads(done.stdout)["code"]) == (1, "bundle_signer_unknown")
    trust.write_text(cast.school.recipient, "ascii")
    done = run("verify", "--identity", key, "--trust", trust, put(tmp_path, cast), "--json")
    assert (done.exit_code, json.loads(done.stdout)["code"]) == (1, "key_file_bad")


def test_wrong_usage_is_exit_2(tmp_path: Path) -> None:
    assert run("open", tmp_path / "a.age").exit_code == 2
    assert run("frobnicate").exit_code == 2
