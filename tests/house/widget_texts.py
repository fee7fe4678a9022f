"""The Chinese widget texts: collected from the windows' code, compiled, and checked for gaps.

``python -m tests.house.widget_texts check`` ends with 1 and one line per fault;
``… update`` brings resources/i18n/xinqiao_zh.ts up to date and compiles it to the .qm beside it.
"""

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TS = ROOT / "resources" / "i18n" / "xinqiao_zh.ts"
CODE = ROOT / "app" / "ui"

Texts = dict[tuple[str, str], bool]


def tool(name: str, *arguments: str | Path) -> None:
    """Run one of Qt's translation programs from this environment."""
    command = [Path(sys.executable).with_name(name), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{name} failed: {done.stdout}")


def collect(ts: Path, code: Path = CODE) -> None:
    """Bring ``ts`` up to date with the texts in ``code``; translations already in it are kept."""
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    tool("pyside6-lupdate", *options, *sorted(code.rglob("*.py")), "-ts", ts)


def compile_(ts: Path, qm: Path) -> None:
    """Compile ``ts`` into what the program loads."""
    tool("pyside6-lrelease", ts, "-qm", qm)


def read(ts: Path) -> Texts:
    """Return (context, source text) -> whether its translation is finished."""
    texts: Texts = {}
    for context in ET.parse(ts).getroot().iter("context"):  # noqa: S314 - a file of our own
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""))
            texts[key] = finished(message.find("translation"))
    return texts


def finished(translation: ET.Element | None) -> bool:
    """Say whether a translation is there in all its forms and nobody marked it as unfinished."""
    if translation is None or translation.get("type") is not None:
        return False
    forms = translation.findall("numerusform") or [translation]
    return all((form.text or "").strip() for form in forms)


def faults(ts: Path = TS, code: Path = CODE) -> list[str]:
    """Return what is missing, unfinished or stale."""
    with tempfile.TemporaryDirectory() as folder:
        current, qm = Path(folder, "current.ts"), Path(folder, "current.qm")
        if ts.exists():
            shutil.copy(ts, current)
        collect(current, code)
        kept = read(ts) if ts.exists() else {}
        needed = read(current)
        found = [f"no Chinese yet: {context}: {text}" for (context, text), done in needed.items() if not done]
        found += [f"no longer in the code: {context}: {text}" for context, text in kept.keys() - needed.keys()]
        if ts.exists():
            compile_(ts, qm)
            shipped = ts.with_suffix(".qm")
            if not shipped.exists() or shipped.read_bytes() != qm.read_bytes():
                found.append(f"{shipped.name} is not what {ts.name} compiles to: run python3 dev.py fmt")
    return sorted(found)


def update(ts: Path = TS, code: Path = CODE) -> list[str]:
    """Collect and compile; return what still has to be translated."""
    collect(ts, code)
    compile_(ts, ts.with_suffix(".qm"))
    return sorted(f"still to translate: {context}: {text}" for (context, text), done in read(ts).items() if not done)


if __name__ == "__main__":
    lines = update() if sys.argv[1:] == ["update"] else faults()
    sys.stdout.writelines(line + "\n" for line in lines)
    sys.exit(1 if lines else 0)
