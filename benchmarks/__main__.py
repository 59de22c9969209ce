"""Runs benchmarks and keeps what they found: `python3 dev.py bench [NAME…]`."""

import os
import pkgutil
import platform
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

import benchmarks
from benchmarks.table import Table

RESULTS = Path(__file__).with_name("RESULTS.md")
CAUSES = Path(__file__).with_name("CAUSES.md")
"""Written by hand: why a figure is what it is, which no run can tell."""


def main(names: Sequence[str]) -> int:
    """Run the named benchmarks, or all and write RESULTS.md; return 1 if a figure is a fault."""
    names = [name for name in names if not name.startswith("--")]
    if names:
        return 1 if _run(names, sys.stdout) else 0
    with RESULTS.open("w", encoding="utf-8") as results:
        results.write(f"# Benchmarks\n\n{_machine()}\n\n")
        has_fault = _run(available(), sys.stdout, results)
        results.write(CAUSES.read_text(encoding="utf-8"))
    print(f"Written to {RESULTS.name}")
    return 1 if has_fault else 0


def available() -> list[str]:
    """Return the names of the modules that measure something, in alphabetical order."""
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__)]
    return [name for name in names if hasattr(import_module(f"benchmarks.{name}"), "measure")]


def _run(names: Sequence[str], *outputs: TextIO) -> bool:
    has_fault = False
    for name in names:
        table: Table = import_module(f"benchmarks.{name}").measure()
        has_fault |= table.has_fault
        for output in outputs:
            print(table, end="\n\n", file=output, flush=True)
    return has_fault


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
