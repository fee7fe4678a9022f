"""``xinqiao bundle export|import|trust|receipt`` and ``letter``: a school and a centre on the command line."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from click.testing import Result
from typer.testing import CliRunner

from app.cli import bundle, letter, store
from app.crypto.kdf import Kdf
from app.crypto.keys import MasterKey
from app.domain.alerts import AlertState
from app.domain.consent import Giver, Purpose, Way
from app.domain.delivery import Delivery
from app.domain.problems import Problem
from app.domain.referral_state import State
from app.domain.rights import Actor
from app.domain.risk import Level
from app.domain.safety_plan import Entry, Step
from app.services import alerts, bundles, consents, documents, referral_list, safety_plans, students
from app.services.consents import Decision
from app.services.safety_plans import PlanText
from app.services.school import Founded, found
from app.storage.store import Store
from tests.services.made_up import NOW, admit

PASSWORD = "made-up words only for this test 42"
NUMBER = "2026070201"


Founders = dict[str, Founded]


@dataclass
class Ends:
    """The folders of both ends, their key files and the stick."""

    school: Path
    centre: Path
    school_keys: Path
    centre_keys: Path
    stick: Path
    master: MasterKey
    lead: Actor

    def export(self, *more: object) -> Result:
        """Seal the student's referral for the centre."""
        return run(
            bundle.app,
            *("export", "--dir", self.school, "--kind", "referral", "--student", NUMBER),
            *("--to", self.centre_keys, "--out", self.stick, "--json", *more),
        )

    def known(self) -> None:
        """Let the centre enrol the school."""
        told(run(bundle.app, "trust", "--dir", self.centre, self.school_keys, "--json"))


def run(app: typer.Typer, *words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def told(result: Result) -> dict[str, Any]:
    """Return the JSON of a command that went well."""
    assert result.exit_code == 0, result.stderr or result.exception
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def refused(result: Result) -> str:
    """Return the code in the JSON of a command that refused with a sentence on standard error."""
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["status"] == "refused"
    assert answer["message"].strip() == result.stderr.strip()
    return str(answer["code"])


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Founders]:
    """Both stores, founded once with the cheapest key stretching and copied for each test."""
    base, made = tmp_path_factory.mktemp("ends"), {}
    for name, code in (("school", "QS01"), ("centre", "C01")):
        made[name] = found(
            base / name,
            school=f"青石{name}（虚构）",
            site_code=code,
            user="主管甲",
            password=PASSWORD,
            now=NOW,
            kdf=Kdf.floor(),
        )
    return base, made


@pytest.fixture
def ends(founded: tuple[Path, Founders], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ends:
    """Both ends with their key files; the school has one student with an open red alert."""
    base, made = founded
    lead, master = made["school"].actor, made["school"].master
    folder, stick = tmp_path / "ends", tmp_path / "stick"
    shutil.copytree(base, folder)
    stick.mkdir()
    password = tmp_path / "password.txt"
    password.write_text(PASSWORD + "\n", "utf-8")
    monkeypatch.setenv("XINQIAO_PASSWORD_FILE", str(password))
    files = {}
    for name in ("school", "centre"):
        files[name] = tmp_path / f"{name}.json"
        files[name].write_text(run(store.app, "info", "--dir", folder / name, "--json").stdout, "utf-8")
    with Store.open(folder / "school", master) as school:
        student = admit(school, NUMBER)
        with school.write() as db:
            alerts.raise_alert(db, student, Level.RED, "说了不想活的话", by=lead, now=NOW)
    return Ends(folder / "school", folder / "centre", files["school"], files["centre"], stick, master, lead)


def consented(ends: Ends) -> None:
    """Record the grandmother's consent at the school."""
    with Store.open(ends.school, ends.master) as school:
        with school.read() as db:
            student = students.by_number(db, NUMBER, by=ends.lead)
        decision = Decision(Purpose.HOSPITAL, Giver.GUARDIAN, "外婆", True, Way.SIGNED, date(2026, 3, 1))
        with school.write() as db:
            consents.record(db, student, decision, by=ends.lead, now=NOW)


def test_the_loop_from_the_command_line(ends: Ends) -> None:
    consented(ends)
    ends.known()
    sent = told(ends.export())
    assert {"file", "bundle_id", "records"} <= sent.keys()
    assert Path(sent["file"]).exists()
    done = told(run(bundle.app, "import", "--dir", ends.centre, sent["file"], "--json"))
    assert (done["status"], done["added"], done["conflicts"]) == ("imported", 1, 0)
    again = told(run(bundle.app, "import", "--dir", ends.centre, sent["file"], "--json"))
    assert (again["status"], again["added"]) == ("already_imported", 0)
    back = told(run(bundle.app, "import", "--dir", ends.school, done["receipt"], "--json"))
    assert (back["status"], back["kind"], back["receipt"]) == ("imported", "receipt", None)
    read = told(
        run(
            bundle.app,
            *("receipt", "--dir", ends.centre, sent["file"], "--out", ends.stick, "--read-by", "周医生", "--json"),
        )
    )
    told(run(bundle.app, "import", "--dir", ends.school, read["receipt"], "--json"))
    with Store.open(ends.school, ends.master) as school, school.read() as db:
        [line] = [one for one in bundles.ledger(db, by=ends.lead) if one.kind == "referral"]
        [row] = referral_list.listing(db, by=ends.lead)
        [alert] = alerts.board(db, by=ends.lead)
    assert (line.state, row.state) == (Delivery.READ, State.RECEIVED)
    assert (row.level, alert.state) == (Level.RED, AlertState.REFERRED)


def test_without_consent_nothing_leaves_but_an_emergency_does(ends: Ends) -> None:
    assert refused(ends.export()) == "referral_no_basis"
    assert list(ends.stick.iterdir()) == []
    assert refused(ends.export("--basis", "emergency")) == "emergency_reason_missing"
    told(ends.export("--basis", "emergency", "--reason", "电话都打不通"))
    with Store.open(ends.school, ends.master) as school, school.read() as db:
        assert len(referral_list.listing(db, by=ends.lead)) == 1


def test_sending_again_makes_no_second_referral(ends: Ends) -> None:
    consented(ends)
    assert told(ends.export())["file"] != told(ends.export())["file"]
    with Store.open(ends.school, ends.master) as school, school.read() as db:
        assert len(referral_list.listing(db, by=ends.lead)) == 1


def test_refusals_of_the_import(ends: Ends, tmp_path: Path) -> None:
    consented(ends)
    sent = Path(told(ends.export())["file"])

    def take() -> str:
        return refused(run(bundle.app, "import", "--dir", ends.centre, sent, "--json"))

    assert take() == "bundle_signer_unknown"
    ends.known()
    whole = sent.read_bytes()
    sent.write_bytes(whole[:-9])
    assert take() == "bundle_damaged"
    sent.write_bytes(whole)
    told(run(bundle.app, "import", "--dir", ends.centre, sent, "--json"))
    gone = run(bundle.app, "import", "--dir", ends.centre, tmp_path / "gone.age", "--json")
    assert refused(gone) == "bundle_file_missing"


def test_trust_prints_the_fingerprint_to_compare(ends: Ends, tmp_path: Path) -> None:
    said = told(run(bundle.app, "trust", "--dir", ends.centre, ends.school_keys, "--name", "青石中学", "--json"))
    assert said["name"] == "青石中学"
    assert said["fingerprint"] == json.loads(ends.school_keys.read_text("utf-8"))["fingerprint"]
    sealing_only = tmp_path / "age.txt"
    sealing_only.write_text(json.loads(ends.school_keys.read_text("utf-8"))["recipient"], "ascii")
    told(run(bundle.app, "trust", "--dir", ends.centre, sealing_only, "--json"))
    sealing_only.write_text(keyfile_of_another(tmp_path), "ascii")
    assert refused(run(bundle.app, "trust", "--dir", ends.centre, sealing_only, "--json")) == "institution_without_key"


def keyfile_of_another(folder: Path) -> str:
    """Return the recipient line of a fresh key."""
    return run(bundle.app, "keygen", "--out", folder / "fresh.txt").stdout


def letter_command() -> typer.Typer:
    app = typer.Typer()
    app.command()(letter.command)
    return app


def written(ends: Ends, kind: str, out: Path, *more: object) -> dict[str, Any]:
    """Write a letter and return what the command says."""
    words = (kind, "--dir", ends.school, "--student", NUMBER, "--out", out, "--json", *more)
    return told(run(letter_command(), *words))


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext missing")
def test_a_referral_letter_is_a_draft_until_there_is_a_basis(ends: Ends, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    draft = written(ends, "referral", out, "--set", "hospital=县医院（虚构）", "--set", "facts=两次说不想上学")
    assert (draft["draft"], draft["number"]) == (True, "校心转〔2026〕A1号")
    said = text_of(out)
    for words in ("草稿", "林小满", "县医院（虚构）", "两次说不想上学", "说了不想活的话"):
        assert words in said
    consented(ends)
    final = written(ends, "referral", out, "--set", "self_harm=yes", "--set", "urgency=now")
    assert (final["draft"], final["number"], final["pages"]) == (False, draft["number"], 2)
    assert "草稿" not in text_of(out)
    assert "外婆" in text_of(out)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext missing")
def test_a_letter_without_an_addressee_leaves_room_for_one(ends: Ends, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    said = written(ends, "referral", out, "--basis", "emergency", "--reason", "电话打不通")
    assert (said["number"], said["draft"]) == (None, False)
    assert "letter_gap_hospital" in said["gaps"]
    assert "电话打不通" in text_of(out)
    with Store.open(ends.school, ends.master) as school, school.read() as db:
        assert referral_list.listing(db, by=ends.lead) == []


@pytest.mark.parametrize("kind", ["safety_plan", "guardian_sheet", "wallet_card"])
def test_letters_of_the_plan(ends: Ends, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "letter.pdf"
    nothing = run(letter_command(), kind, "--dir", ends.school, "--student", NUMBER, "--out", out)
    assert isinstance(nothing.exception, Problem)
    assert (nothing.exception.code, out.exists()) == ("plan_unknown", False)
    with Store.open(ends.school, ends.master) as school:
        with school.read() as db:
            student = students.by_number(db, NUMBER, by=ends.lead)
        with school.write() as db:
            plan = PlanText((Entry(Step.WARNING_SIGNS, "不想说话"),), date(2026, 12, 1))
            safety_plans.save(db, student, plan, by=ends.lead, now=NOW)
    said = written(ends, kind, out)
    assert out.read_bytes().startswith(b"%PDF-")
    assert said["number"].endswith("A1号")
    with Store.open(ends.school, ends.master) as school, school.read() as db:
        [row] = documents.register(db, by=ends.lead)
    assert (row.kind, row.issues) == (kind, 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("poem",), "letter_kind_unknown"),
        (("referral", "--set", "colour=red"), "letter_field_unknown"),
        (("referral", "--set", "level=9"), "letter_field_bad"),
        (("wallet_card", "--set", "reason=x"), "letter_field_unknown"),
        (("referral", "--basis", "emergency"), "emergency_reason_missing"),
    ],
)
def test_what_no_letter_takes(ends: Ends, tmp_path: Path, words: tuple[str, ...], code: str) -> None:
    out = tmp_path / "letter.pdf"
    said = run(letter_command(), *words, "--dir", ends.school, "--student", NUMBER, "--out", out)
    assert isinstance(said.exception, Problem)
    assert (said.exception.code, out.exists()) == (code, False)
