"""Which process is this: gate, workspace or command line?"""

import sys
from pathlib import Path

WINDOWS = ("gate", "workspace", "kiosk")
READ_SHEET = "--read-sheet"
"""``app.intake.sheets.FROZEN_SWITCH``, not imported here: every start would pay for it."""


def main() -> int:
    """Start what the command line asks for; without a command, the desktop program."""
    arguments = sys.argv[1:]
    if arguments[:1] == [READ_SHEET]:
        from app.intake import child

        return child.main()
    wanted = arguments[0] if arguments else "gate"
    if wanted == "--dir":
        wanted, arguments = "gate", ["gate", *arguments]
    if wanted not in WINDOWS:
        from app.cli.main import main as command_line

        return command_line()
    return _window(wanted, arguments[1:])


def _window(wanted: str, arguments: list[str]) -> int:
    from app.bootstrap.program import default_folder

    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    folder = Path(given["--dir"]).absolute() if "--dir" in given else default_folder()
    if wanted == "workspace":
        from app.bootstrap import workspace

        return workspace.run(folder)
    if wanted == "kiosk":
        from app.bootstrap import kiosk

        return kiosk.run(folder)
    from app.bootstrap import gate

    watch, held = given.get("--watch"), given.get("--lock")
    return gate.run(folder, watch=int(watch) if watch else None, held=int(held) if held else None)


if __name__ == "__main__":
    sys.exit(main())
