"""The partner centre: a store of its own, run from the command line, and the stock tools beside it."""

import json
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


def prove(place: Place, record: Record) -> None:
    """Open the bundle with stock tools as HOW-TO-OPEN.txt says."""


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
