"""An import-linter contract: what one room of the house may import, and nothing else.

The built-in ``forbidden`` contract lists what is banned, so that a new library would be allowed
everywhere until somebody thinks of it. This one lists what is allowed. Only direct imports count:
a room may use a room below without knowing what that one is built on.
"""

import sys
from typing import Any, cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class RoomContract(Contract):
    """Options: ``room`` (a package), ``may_import`` (packages) and ``but_not`` (sub-rooms with a
    contract of their own). The room itself and the standard library are always allowed; a room
    that does not exist yet keeps its contract.
    """

    type_name = "room"

    room = fields.StringField()
    may_import = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    but_not = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002 - the base class asks
        """Report every direct import out of the room that its list does not allow."""
        room = cast(str, self.room)
        allowed = [room, *cast(list[str], self.may_import)]
        breaches = []
        for importer in sorted(m for m in graph.modules if within(m, room)):
            if any(within(importer, other) for other in cast(list[str], self.but_not)):
                continue
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                if imported == "app" or imported.partition(".")[0] in sys.stdlib_module_names:
                    continue  # of the bare package there is only the version to be had
                if not any(within(imported, package) for package in allowed):
                    details = graph.get_import_details(importer=importer, imported=imported)
                    breaches.append((importer, imported, [str(d["line_number"]) for d in details]))
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per breach."""
        breaches: list[Any] = check.metadata["breaches"]
        for importer, imported, lines in breaches:
            output.print_error(f"{importer} may not import {imported} (line {', '.join(lines)})", bold=False)


def within(module: str, package: str) -> bool:
    """Say whether ``module`` is ``package`` or lies inside it."""
    return module == package or module.startswith(package + ".")
