"""The partner centre: a store of its own, run from the command line, and the stock tools beside it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from app.bootstrap.program import command
from app.cli.demo_steps.place import CENTRE, TEACHER, Place
from app.cli.demo_steps.record import Record
from app.storage.files import write_atomic


def found(place: Place, record: Record) -> None:
    """Make the centre's store; leave its keys for the school and a test identity for the reader."""
    with record.step("centre: a store of its own") as step:
        names = ["--school", CENTRE, "--user", TEACHER, "--site-code", "CENTRE1"]
        made = xinqiao("store", "create", "--dir", str(place.centre), *names, "--json")
        keys = xinqiao("store", "info", "--dir", str(place.centre), "--json")
        write_atomic(place.centre_keys, json.dumps(keys, ensure_ascii=False).encode())
        write_atomic(place.identity, (str(made["recovery_identity"]).strip() + "\n").encode())
        step.detail = str(keys["recipient"])


def take(place: Place) -> str:
    """Enrol the school by its key file, take the bundle in, and leave the receipt where the school will look."""
    sealed = _sealed(place)
    xinqiao("bundle", "trust", str(place.school_keys), "--dir", str(place.centre), "--json")
    into = ["--receipt", str(place.answer), "--json"]
    done = xinqiao("bundle", "import", str(sealed), "--dir", str(place.centre), *into)
    if done["status"] != "imported":
        raise RuntimeError(str(done))
    return f"{done['status']}, {Path(done['receipt']).name}, phone code {done['phone_code']}"


def prove(place: Place, record: Record) -> None:
    """Open the bundle by our command, then with stock tools as HOW-TO-OPEN.txt says, where they are installed."""
    with record.step("bundle open with the identity file") as step:
        out = place.work / "opened"
        shutil.rmtree(out, ignore_errors=True)
        words = ["--identity", str(place.identity), "--out", str(out), "--trust", str(place.school_keys), "--json"]
        done = xinqiao("bundle", "open", str(_sealed(place)), *words)
        step.detail = f"{len(done['files'])} files, signer known: {done['signer_known']}"
    missing = [tool for tool in ("age", "unzip", "ssh-keygen") if shutil.which(tool) is None]
    with record.step("bundle opens with age, unzip and ssh-keygen") as step:
        if missing:
            step.detail = f"not tried, not installed: {', '.join(missing)}"
            return
        step.detail = _by_stock_tools(place)


def _by_stock_tools(place: Place) -> str:
    out = place.work / "by-stock-tools"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    run("age", "-d", "-i", str(place.identity), "-o", str(out / "bundle.zip"), str(_sealed(place)))
    run("unzip", "-q", "bundle.zip", into=out)
    signer = json.loads(place.school_keys.read_text("utf-8"))["signing_key"]
    write_atomic(out / "allowed", f"school {signer}\n".encode())
    signature = next(out.rglob("*.sig"))
    signed = signature.with_suffix("").read_bytes()
    namespace = re.search(r"-n (\S+)", (place.stick / "HOW-TO-OPEN.txt").read_text("utf-8"))
    words = ["-Y", "verify", "-f", "allowed", "-I", "school", "-n", namespace.group(1) if namespace else ""]
    said = run("ssh-keygen", *words, "-s", str(signature), into=out, given=signed)
    return said.decode("utf-8", "replace").strip()


def _sealed(place: Place) -> Path:
    return next(place.stick.glob("*.age"))


def xinqiao(*words: str) -> dict[str, Any]:
    """Run a command of the program and return its JSON answer. Raises RuntimeError with what it said."""
    done = subprocess.run(command(*words), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"xinqiao {words[0]} {words[1]}: {done.stderr.strip()[-300:]}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def run(*words: str, into: Path | None = None, given: bytes = b"") -> bytes:
    """Run a stock tool in ``into``. Raises RuntimeError with what it said."""
    done = subprocess.run(words, cwd=into, input=given, capture_output=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]}: {done.stderr.decode('utf-8', 'replace').strip()[-300:]}")
    return done.stdout
