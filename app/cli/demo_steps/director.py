"""Runs the headless demonstration: material, the program's own processes, stock tools, summary."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict

from app import __version__
from app.bootstrap.program import PC_FOLDER, PROGRAM, now
from app.cli.demo_steps import centre, material
from app.cli.demo_steps.place import PASSWORD, Place
from app.cli.demo_steps.record import Record, Step
from app.storage.files import write_atomic

SECONDS = 240
"""For all processes of the program; a demonstration that hangs is ended and told as failed."""


def run(place: Place, *, keep: bool) -> int:
    """Run everything; return 0 only when every step is ok."""
    for folder in (place.out, place.work, place.stick, place.answer):
        folder.mkdir(parents=True, exist_ok=True)
    for old in (place.steps, place.work / "seen-locked"):
        old.unlink(missing_ok=True)
    record = Record(place.steps)
    os.environ.update(_environment(place))
    try:
        with record.step("made-up roster and export"):
            write_atomic(place.password_file, PASSWORD.encode())
            material.write(place, now())
        centre.found(place, record)
        with record.step("gate and workspace, all processes") as step:
            step.detail = _play(place)
        centre.prove(place, record)
    finally:
        steps = record.steps()
        _summary(place, steps)
        if not keep:
            shutil.rmtree(place.work, ignore_errors=True)
    return 0 if steps and all(step.ok for step in steps) else 1


def _environment(place: Place) -> dict[str, str]:
    """Return what keeps the demonstration off the display and off the user's own settings."""
    own = {"QT_QPA_PLATFORM": "offscreen", PC_FOLDER: str(place.work / "pc"), "TZ": "Asia/Shanghai"}
    return {**own, "XINQIAO_PASSWORD_FILE": str(place.password_file)}


def _play(place: Place) -> str:
    from app.cli.demo_steps.acts import first_command

    with (place.work / "stderr.txt").open("wb") as errors:
        process = subprocess.Popen(first_command(place), stderr=errors, start_new_session=True)
        try:
            code = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            _end(process)
            code = None
    said = (place.work / "stderr.txt").read_text("utf-8", "replace").strip()
    if code != 0:
        ended = "did not end" if code is None else f"ended with {code}"
        raise RuntimeError(f"{PROGRAM} {ended}. {said[-600:]}")
    return said[-600:]


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the gate and the workspaces that came of it."""
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, 9)
        else:
            process.kill()
    process.wait()


def _summary(place: Place, steps: list[Step]) -> None:
    answer = {"steps": [asdict(step) for step in steps], "version": __version__}
    write_atomic(place.out / "summary.json", json.dumps(answer, ensure_ascii=False, indent=1).encode())
    for step in steps:
        print(f"{'ok' if step.ok else 'FAILED':<7}{step.ms:>9.0f} ms  {step.name}  {step.detail}", file=sys.stderr)  # noqa: T201 - the command's report
