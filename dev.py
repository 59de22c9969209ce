"""Set up this checkout and run, check or package Duty Desk: `python3 dev.py COMMAND`.

Only the standard library is used, so a bare machine with Python 3.11 can start it. Everything goes
into `.venv`; system packages are installed on Debian and Ubuntu when root, else named.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

if sys.version_info < (3, 11):
    sys.exit("Duty Desk needs Python 3.11 or newer.")

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "dutydesk-stamp"
IS_WINDOWS = sys.platform == "win32"
SCRIPTS = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if IS_WINDOWS else "python")
TRANSLATIONS = ROOT / "resources" / "translations"
LANGUAGES = ("en", "ru")
UV = "uv==0.13.9"
LOCKS: Mapping[str, Sequence[str]] = {
    "runtime": (),
    "dev": ("dev",),
    "package": ("dev", "package"),
    "bench": ("dev", "bench"),
}
"""Each file of requirements/ and the dependency groups it holds; smaller ones come first."""

ENOUGH_MEMORY = 4 * 1024**3

Words = list[str | Path]

WRONG_USE = 2
INTERRUPTED = 130


class SetUpError(Exception):
    """Set-up cannot go on; the text says what the person can do."""


def missing_packages(wanted: Sequence[str], dpkg_output: str) -> list[str]:
    """Return the wanted packages that no installed package is or provides.

    `dpkg_output` has a line a package: state, name and what it provides, separated by tabs.
    """
    present = set()
    for line in dpkg_output.splitlines():
        state, name, provides = line.split("\t")
        if state.startswith("ii"):
            present.add(name)
            present.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return [name for name in wanted if name not in present]


def install_system_packages(*lists: str) -> None:
    """Install what requirements/debian/ names and is missing, without starting any service.

    Systems without apt are left alone.

    Raises:
        SetUpError: something is missing and we are not root, or apt failed.
    """
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    wanted = ["python3-venv"] if find_spec("ensurepip") is None else []
    for name in lists:
        wanted += (ROOT / "requirements" / "debian" / f"{name}.txt").read_text("ascii").split()
    layout = "${db:Status-Abbrev}\t${Package}\t${Provides}\n"
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", layout], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    missing = missing_packages(wanted, listing.stdout)
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    by_hand = f"By hand:\n\n  sudo apt-get update && sudo {' '.join(install)}\n"
    if os.geteuid() != 0:
        raise SetUpError(f"System packages are missing, and only root can install them. {by_hand}")
    say(f"Installing {len(missing)} system packages: {' '.join(missing)}")
    with services_held_back():
        for command in (["apt-get", "update"], install):
            options = ["-qq", "-o", "DPkg::Lock::Timeout=300"]
            done = subprocess.run(
                [*command, *options],
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
            if done.returncode:
                raise SetUpError(f"{done.stdout}\nInstalling packages failed. {by_hand}")


@contextlib.contextmanager
def services_held_back() -> Iterator[None]:
    """Keep packages from starting the services they bring; the tests start their own."""
    policy = Path("/usr/sbin/policy-rc.d")
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()


def lock_lines(names: Sequence[str]) -> list[str]:
    """Name each requirements file with the hash of its bytes."""
    files = [(name, ROOT / "requirements" / f"{name}.txt") for name in names]
    return [f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for name, path in files]


def venv_identity() -> str | None:
    """Say where the environment stands and which Python it runs; None if it does not work.

    A moved checkout or an upgraded system Python changes the answer.
    """
    show = "import sys, pip; print(sys.prefix, sys.version_info[:2])"
    try:
        return subprocess.check_output([PYTHON, "-c", show], text=True).strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def prepare_venv(*locks: str) -> None:
    """Make `.venv` hold exactly these requirements files; seconds when it already does.

    The files must contain each other, the smallest first: then a bigger one is installed over a
    smaller one, and a smaller one is already there.
    """
    wanted = lock_lines(locks)
    identity, *installed = STAMP.read_text("utf-8").splitlines() if STAMP.exists() else [None]
    shared = min(len(installed), len(wanted))
    if identity is None or identity != venv_identity() or installed[:shared] != wanted[:shared]:
        say(f"Making {VENV.name} with Python {sys.version.split()[0]}")
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        identity, installed = venv_identity(), []
    if len(installed) >= len(wanted):
        return
    say(f"Installing the locked packages of requirements/{locks[-1]}.txt")
    STAMP.unlink(missing_ok=True)
    command: Words = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--only-binary=:all:", "--require-hashes"]
    subprocess.run([*command, "-r", ROOT / "requirements" / f"{locks[-1]}.txt"], check=True)
    STAMP.write_text("\n".join([str(identity), *wanted]) + "\n", encoding="utf-8")


def tool(name: str) -> Path:
    """Return the path of a command that a package put into the environment."""
    return SCRIPTS / (f"{name}.exe" if IS_WINDOWS else name)


def update_translations(folder: Path) -> None:
    """Bring the .ts files of a folder in line with the strings in the source."""
    source = ROOT / "desktop"
    sources = [source / "app.py", *sorted((source / "domain").glob("sentences*.py"))]
    sources += sorted((source / "ui").rglob("*.py"))
    names = [str(path.relative_to(ROOT)) for path in sources]
    for language in LANGUAGES:
        options = ["-silent", "-locations", "none", "-no-obsolete", "-source-language", "en"]
        options += ["-target-language", language]
        options += ["-pluralonly"] if language == "en" else []
        target = folder / f"dutydesk_{language}.ts"
        subprocess.run(
            [tool("pyside6-lupdate"), *options, *names, "-ts", target], cwd=ROOT, check=True
        )


def compile_translations() -> None:
    """Write the .qm file of each .ts file that is newer than it."""
    for source in sorted(TRANSLATIONS.glob("*.ts")):
        target = source.with_suffix(".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            command: Words = [tool("pyside6-lrelease"), "-silent", source, "-qm", target]
            subprocess.run(command, cwd=ROOT, check=True)


def compile_source() -> None:
    """Write the bytecode of what changed: without it a start takes half as long again."""
    command: Words = [PYTHON, "-m", "compileall", "-q", "desktop"]
    subprocess.run(command, cwd=ROOT, check=True)


@dataclass(frozen=True, slots=True)
class Step:
    """One check: what it is called and what it runs."""

    name: str
    command: Words


SOURCE_TESTS = ["tests/test_architecture.py", "tests/test_translations.py"]


def source_steps() -> list[Step]:
    """Return the checks that read the source without running the program."""
    return [
        Step("format", [tool("ruff"), "format", "--check", "."]),
        Step("lint", [tool("ruff"), "check", "."]),
        Step("types", [PYTHON, "-m", "mypy"]),
        Step("layers", [tool("lint-imports"), "--no-cache"]),
    ]


def test_step(arguments: Sequence[str], *, is_long: bool) -> Step:
    """Return the test run: two processes, and with `is_long` the slow tests as well."""
    command: Words = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "--durations=10"]
    command += ["-m", "", "--timeout", "3600"] if is_long else []
    return Step("tests", [*command, *arguments])


def isolated(environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return an environment in which no test reaches the person's desktop, keyring or settings."""
    reach = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_", "XDG_", "DUTYDESK_")
    kept = {name: value for name, value in environment.items() if not name.startswith(reach)}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    return kept | {
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "PYTEST_DEBUG_TEMPROOT": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
    }


def room_for_files() -> str | None:
    """Return where tests write: memory, if there is enough, needs no disk to answer a commit."""
    memory = Path("/dev/shm")
    if memory.is_dir() and shutil.disk_usage(memory).free > ENOUGH_MEMORY:
        return str(memory)
    return None


def run_steps(steps: Sequence[Step]) -> int:
    """Run every step even after one failed, print the time each took, and return 1 if one did.

    The last one keeps more than a processor busy and prints as it goes; the others run beside it.
    """
    with (
        tempfile.TemporaryDirectory(prefix="desk-home-", dir=room_for_files()) as home,
        ThreadPoolExecutor(max_workers=1) as lane,
    ):
        environment = isolated(os.environ, Path(home))
        *short, long = steps
        beside = [lane.submit(run_step, step, environment, quietly=True) for step in short]
        say(long.name)
        last = run_step(long, environment)
        results = [*(each.result() for each in beside), last]
    say("Summary")
    for step, (code, seconds) in zip(steps, results, strict=True):
        verdict = f"FAILED ({code})" if code else "ok"
        print(f"  {step.name:<8} {seconds:7.1f} s   {verdict}", flush=True)
    return 1 if any(code for code, _ in results) else 0


def run_step(
    step: Step, environment: Mapping[str, str], *, quietly: bool = False
) -> tuple[int, float]:
    """Run a step and return its exit code and seconds; print `quietly` at its end, in one piece."""
    begun = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if quietly else None,
        stderr=subprocess.STDOUT if quietly else None,
        encoding="utf-8",
        errors="replace",
    )
    if quietly:
        print()  # ends a line that the last step has begun
        say(f"{step.name}\n{done.stdout.rstrip()}")
    return done.returncode, time.monotonic() - begun


def run_module(*arguments: str | Path, offscreen: bool = False) -> int:
    """Run a module with the environment's Python and return its exit code."""
    environment = os.environ | ({"QT_QPA_PLATFORM": "offscreen"} if offscreen else {})
    return subprocess.run([PYTHON, "-m", *arguments], cwd=ROOT, env=environment).returncode


def say(text: str) -> None:
    """Print a heading before what follows from other programs."""
    print(f"==> {text}", flush=True)


def set_up() -> None:
    """Bring system packages, environment and translations to where the program needs them."""
    install_system_packages("run")
    prepare_venv("runtime")
    compile_translations()
    compile_source()


def set_up_for_tests() -> None:
    """Set up all that the checks need, the test servers' programs included."""
    install_system_packages("run", "test")
    prepare_venv("runtime", "dev")
    compile_translations()


def has_display() -> bool:
    """Tell whether a window can be shown."""
    is_linux = sys.platform.startswith("linux")
    return not is_linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def command_run(arguments: Sequence[str]) -> int:
    """Open Duty Desk; without a display show the guided tour as pictures instead."""
    if arguments or has_display():
        set_up()
        return run_module("desktop", *arguments)
    say("No display here: the guided tour runs instead and leaves pictures and a CSV file")
    return command_tour([])


def command_test(arguments: Sequence[str]) -> int:
    """Check everything: format, lint, types, layers and all tests. --long adds the slow ones."""
    set_up_for_tests()
    rest = [word for word in arguments if word != "--long"]
    return run_steps([*source_steps(), test_step(rest, is_long="--long" in arguments)])


def command_check(arguments: Sequence[str]) -> int:
    """Check what can be checked in seconds: format, lint, types, layers, rules of the source."""
    set_up_for_tests()
    rules: Words = ["tests/test_architecture.py", "tests/test_translations.py"]
    rules += ["tests/models/test_migrations.py", "-k", "not postgresql"]
    rules_step = Step("rules", [PYTHON, "-m", "pytest", *rules, *arguments])
    return run_steps([*source_steps(), rules_step])


def command_format(arguments: Sequence[str]) -> int:
    """Lay out the source and mend what ruff can mend."""
    set_up_for_tests()
    paths = list(arguments) or ["."]
    subprocess.run([tool("ruff"), "check", "--fix-only", "--quiet", *paths], cwd=ROOT)
    return subprocess.run([tool("ruff"), "format", *paths], cwd=ROOT).returncode


def command_lock(arguments: Sequence[str]) -> int:
    """Write requirements/*.txt anew from pyproject.toml; arguments go to `uv pip compile`."""
    builder = ROOT / "build" / "lock-venv"
    subprocess.run([sys.executable, "-m", "venv", builder], check=True)
    binaries = builder / SCRIPTS.name
    python = binaries / PYTHON.name
    subprocess.run([python, "-m", "pip", "install", "--quiet", UV], check=True)
    compile_: Words = [
        python,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--no-header",
    ]
    compile_ += ["--generate-hashes", "--python-version", "3.11", "pyproject.toml", *arguments]
    for name, groups in LOCKS.items():
        target = f"requirements/{name}.txt"
        chosen = ["--extra", "planner", *(word for each in groups for word in ("--group", each))]
        smaller = "dev" if len(groups) > 1 else "runtime"
        chosen += ["-c", f"requirements/{smaller}.txt"] if groups else []
        subprocess.run([*compile_, *chosen, "-o", target], cwd=ROOT, check=True)
    return 0


def command_bench(arguments: Sequence[str]) -> int:
    """Measure against limits and peers; names choose some benchmarks, else all run."""
    install_system_packages("run", "test")
    prepare_venv("runtime", "dev", "bench")
    compile_translations()
    return run_module("benchmarks", *arguments, offscreen=True)


def command_screens(arguments: Sequence[str]) -> int:
    """Write a picture of every screen in both languages and themes into build/screens."""
    set_up()
    out = ROOT / "build" / "screens"
    return run_module("desktop", "screens", "--out", out, *arguments, offscreen=True)


def command_tour(_arguments: Sequence[str]) -> int:
    """Walk through the program without a display; pictures and a CSV file in build/tour."""
    set_up()
    return run_module("desktop", "tour", "--out", ROOT / "build" / "tour", offscreen=True)


def command_demo(arguments: Sequence[str]) -> int:
    """Fill a throw-away desk with demo data and open it."""
    set_up()
    return run_module("desktop", "demo", *arguments)


def command_translations(_arguments: Sequence[str]) -> int:
    """Collect the strings of the source into resources/translations and compile them."""
    set_up_for_tests()
    update_translations(TRANSLATIONS)
    compile_translations()
    return 0


def command_package(arguments: Sequence[str]) -> int:
    """Freeze the program into dist/: a .tar.gz, and a .deb where dpkg-deb is."""
    install_system_packages("run")
    prepare_venv("runtime", "dev", "package")
    compile_translations()
    return run_module("installer", *arguments)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    name.removeprefix("command_"): function
    for name, function in list(globals().items())
    if name.startswith("command_")
}


def main(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code: 2 for wrong use or a missing system package."""
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"  {name:<13} {run.__doc__}" for name, run in COMMANDS.items()),
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="go on to the command")
    chosen = parser.parse_args(arguments)
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except subprocess.CalledProcessError as error:
        print(f"Stopped: {' '.join(map(str, error.cmd))} failed.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
