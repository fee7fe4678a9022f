"""Xinqiao from a fresh clone: makes what is missing, then runs one of the everyday commands.

Standard library only, for Python 3.11 to 3.13 on Linux and Windows. Nothing is done by hand first:
the environment comes from the hashed ``uv.lock`` into ``.venv``, missing system packages from apt
where that is possible. All talk of the set-up goes to standard error, so that ``run`` passes the
program's own output on untouched. ``python3 dev.py help`` lists the commands.
"""

import ctypes
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(f"Xinqiao needs Python 3.11, 3.12 or 3.13, 64-bit; this is Python {sys.version.split()[0]}.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "xinqiao.json"
PRIVATE_UV = ROOT / ".dev" / "uv"
WINDOWS = os.name == "nt"
PROGRAMS = "Scripts" if WINDOWS else "bin"
EXE = ".exe" if WINDOWS else ""
OLDEST_UV = (0, 6)

# What the Qt wheel loads from the system, with the Debian package that brings it.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# Programs beside which Xinqiao is tested and measured; the program itself needs none of them.
BENCH_TOOLS = {"age": "age"}
TEST_TOOLS = {
    "age": "age",
    "git": "git",
    "initdb": "postgresql",
    "pdftotext": "poppler-utils",
    "ssh-keygen": "openssh-client",
    "unzip": "unzip",
    "xdotool": "xdotool",
    "Xvfb": "xvfb",
}


class Stop(Exception):  # noqa: N818 - an end with a sentence, not a programming error
    """The command cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Tell about the set-up, on standard error."""
    print(text, file=sys.stderr, flush=True)


def talk(command: Sequence[str], env: Mapping[str, str] | None = None) -> int:
    """Run a set-up program with all its output on standard error; return its exit code."""
    return subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=2, check=False).returncode


def missing_libraries() -> list[str]:
    """Return the Debian packages of the libraries that Qt would not find."""
    packages = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def missing_tools(tools: Mapping[str, str]) -> list[str]:
    """Return the Debian packages of the programs that are not there."""
    # Debian keeps PostgreSQL's server programs off the path.
    folders = [str(folder) for folder in Path("/usr/lib/postgresql").glob("*/bin")]
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *folders])
    return [package for tool, package in tools.items() if shutil.which(tool, path=path) is None]


def install_packages(missing: Callable[[], list[str]], purpose: str) -> None:
    """Install what ``missing()`` names, or stop with the line that would do it."""
    packages = missing()
    if not packages:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        raise Stop(
            f"Missing for {purpose}; the names are Debian's: {' '.join(packages)}.\n"
            "Install them with this system's package manager, then run the same command again."
        )
    by_hand = f"Run this line, then the same command again:\n  sudo apt-get update && sudo {' '.join(install)}"
    if os.geteuid() != 0:
        raise Stop(f"Some system packages are missing for {purpose}. {by_hand}")
    say(f"Installing for {purpose}: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], [*install, "-qq"]):
        if talk(command, env=quiet) != 0:
            raise Stop(f"apt-get could not install them (is this computer offline?). {by_hand}")
    still = missing()
    if still:
        raise Stop(f"Still missing after the installation: {' '.join(still)}. {by_hand}")


def program(name: str, folder: Path = VENV) -> Path:
    """Return the path of a program inside a virtual environment."""
    return folder / PROGRAMS / (name + EXE)


def base_python() -> str:
    """Return the interpreter that environments are made from, also when run inside of one."""
    return str(getattr(sys, "_base_executable", sys.executable))


def fingerprint() -> str:
    """Return what the environment depends on, as one hash."""
    digest = hashlib.sha256(repr(sys.version_info[:2]).encode())
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def uv_version(text: str) -> tuple[int, ...]:
    """Return the version in ``uv --version``'s answer; an answer of another shape counts as oldest."""
    found = re.match(r"uv (\d+)\.(\d+)\.(\d+)", text)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def usable_uv(path: str | Path | None) -> bool:
    """Say whether there is a uv that starts and is new enough to read uv.lock."""
    if path is None:
        return False
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0 and uv_version(answer.stdout) >= OLDEST_UV


def find_uv() -> str:
    """Return a uv: the one on the path, or a pinned and hashed one of our own."""
    on_path = shutil.which("uv")
    if on_path and usable_uv(on_path):
        return on_path
    own = program("uv", PRIVATE_UV)
    if not usable_uv(own):
        if not WINDOWS:
            install_packages(
                lambda: [] if importlib.util.find_spec("ensurepip") else ["python3-venv"],
                "Python's virtual environments",
            )
        say("Fetching uv, which makes the environment …")
        install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        for command in (
            [base_python(), "-m", "venv", "--clear", str(PRIVATE_UV)],
            [str(program("python", PRIVATE_UV)), *install, "-r", str(ROOT / "packaging" / "uv.txt")],
        ):
            if talk(command) != 0:
                raise Stop(OFFLINE.format(what="uv could not be fetched"))
    return str(own)


OFFLINE = (
    "{what}; the lines above say why. Most often the computer is offline: the first start needs the\n"
    "network once, later ones do not. Nothing is half-done: run the same command again when connected."
)


@dataclass(frozen=True)
class Stamp:
    """What the last set-up left: the environment's fingerprint and the tools it saw."""

    environment: str = ""
    tools: frozenset[str] = frozenset()

    @classmethod
    def read(cls) -> "Stamp":
        """Return the stamp on disk; an absent or torn one counts as no set-up."""
        try:
            kept = json.loads(STAMP.read_text("utf-8"))
            return cls(str(kept["environment"]), frozenset(map(str, kept["tools"])))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self) -> None:
        """Put the stamp down in one move, as the last step of a set-up."""
        half = STAMP.with_suffix(".new")
        half.write_text(json.dumps({"environment": self.environment, "tools": sorted(self.tools)}), "utf-8")
        half.replace(STAMP)


def prepare(tools: Mapping[str, str] | None = None) -> None:
    """Make the environment and see to the system's part; at once when nothing changed since."""
    tools = tools or {}
    known = Stamp.read()
    wanted = fingerprint()
    fresh = known.environment == wanted and program("python").exists()
    if fresh and known.tools.issuperset(tools):
        return
    if sys.platform == "linux":
        install_packages(missing_libraries, "the windows")
        install_packages(lambda: missing_tools(tools), "tests and benchmarks")
    if not fresh:
        sync()
    Stamp(wanted, known.tools.union(tools)).write()


def sync() -> None:
    """Make .venv what uv.lock says."""
    say("Making the environment from uv.lock …")
    command = [find_uv(), "sync", "--frozen", "--python", base_python()]
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV), "UV_PYTHON_DOWNLOADS": "never"}
    environment.pop("VIRTUAL_ENV", None)
    if talk(command, environment) != 0:
        raise Stop(OFFLINE.format(what="The environment could not be made"))


def project_environment() -> dict[str, str]:
    """Return the variables under which the project's own programs run, from any folder."""
    own = {"PYTHONPATH": str(ROOT), "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    inherited = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "VIRTUAL_ENV")}
    return {**inherited, **own}


def become_app(arguments: Sequence[str]) -> int:
    """Turn into ``xinqiao ARGUMENTS``, streams and exit code included."""
    command = [str(program("python")), "-m", "app", *arguments]
    if not WINDOWS:  # there, execve would give the terminal back before the program ends
        os.execve(command[0], command, project_environment())  # noqa: S606 - our own interpreter
    return subprocess.call(command, env=project_environment())


WIDGET_TEXTS = ["python", "-m", "tests.house.widget_texts"]
STATIC = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy", "app", "dev.py"],
    "rooms": ["lint-imports", "--no-logo"],
    "translations": [*WIDGET_TEXTS, "check"],
}


def run_steps(steps: Mapping[str, Sequence[str]]) -> int:
    """Run all steps, show what the failing ones said, and return how many failed."""
    failed = 0
    for name, (tool, *arguments) in steps.items():
        start = time.monotonic()
        done = subprocess.run(
            [program(tool), *arguments], cwd=ROOT, env=project_environment(), capture_output=True, check=False
        )
        well = done.returncode == 0
        print(f"{name:<14}{'ok' if well else 'FAILED':<8}{time.monotonic() - start:6.1f} s", flush=True)
        if not well:
            failed += 1
            print((done.stdout + done.stderr).decode("utf-8", "replace").rstrip(), flush=True)
    return failed


def run_pytest(arguments: Sequence[str]) -> tuple[int, str]:
    """Run pytest, showing its output as it comes; return its exit code and closing line."""
    closing = ""
    command = [str(program("python")), "-m", "pytest", *arguments]
    if sys.stdout.isatty():
        command.append("--color=yes")
    with subprocess.Popen(
        command, cwd=ROOT, env=project_environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as pytest:
        assert pytest.stdout is not None  # noqa: S101 - asked for above
        for raw in pytest.stdout:
            line = raw.decode("utf-8", "replace")
            print(line, end="", flush=True)
            if re.search(r"\b(passed|failed|errors?|no tests ran)\b.* in \d", line):
                closing = line.rstrip()
    return pytest.returncode, closing


def demo(arguments: list[str]) -> int:
    """[--headless --out DIR]: the program on a made-up school, in a throw-away folder"""
    prepare()
    return become_app(["demo", *arguments])


def run(arguments: list[str]) -> int:
    """[ARGS]: xinqiao ARGS in the project's environment; without ARGS the desktop program"""
    prepare()
    return become_app(arguments)


def test(arguments: list[str]) -> int:
    """[PYTEST ARGS]: every check and every test; with arguments only pytest with these"""
    prepare(TEST_TOOLS)
    if arguments:
        return run_pytest(arguments)[0]
    failed = run_steps(STATIC)
    code, closing = run_pytest(["-n", "auto", "-q"])
    print(f"checks: {len(STATIC) - failed} ok, {failed} failed; tests: {'ok' if code == 0 else 'FAILED'}")
    print(closing)
    return 1 if failed else code


def check(arguments: list[str]) -> int:
    """: every check and the house rules, without the other tests"""
    prepare()
    house = ["python", "-m", "pytest", "-q", "tests/house", *arguments]
    return 1 if run_steps({**STATIC, "house rules": house}) else 0


def fmt(_arguments: list[str]) -> int:
    """: formats the code, collects the widget texts for translation and compiles them"""
    prepare()
    steps = {
        "fixes": ["ruff", "check", "--fix", "."],
        "format": ["ruff", "format", "."],
        "translations": [*WIDGET_TEXTS, "update"],
    }
    return 1 if run_steps(steps) else 0


def shots(arguments: list[str]) -> int:
    """[ARGS]: pictures of every page, light and dark, in both languages"""
    prepare()
    return become_app(["shots", *arguments])


def bench(arguments: list[str]) -> int:
    """[--json]: the benchmarks, each beside its peer"""
    prepare(BENCH_TOOLS)
    return become_app(["bench", *arguments])


def usage(_arguments: list[str]) -> int:
    """: this list"""
    print("python3 dev.py COMMAND, from any folder and on a bare machine:\n")
    for name, command in COMMANDS.items():
        arguments, _, meaning = (command.__doc__ or "").partition(":")
        print(f"  {name + ' ' + arguments:<32}{meaning.strip()}")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "check": check,
    "fmt": fmt,
    "shots": shots,
    "bench": bench,
    "help": usage,
}


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 2 for one that does not exist."""
    name, *rest = arguments or ["help"]
    command = COMMANDS.get("help" if name in ("-h", "--help") else name)
    if command is None:
        say(f"There is no command {name!r}. python3 dev.py help lists them all.")
        return 2
    try:
        return command(rest)
    except Stop as stop:
        say(f"dev.py stopped: {stop}")
    except OSError as error:
        say(f"dev.py stopped: {error.strerror or error} ({error.filename or 'no file'})")
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
